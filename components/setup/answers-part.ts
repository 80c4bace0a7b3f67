import type { SetupAnswersDto, SetupQuestionsDto } from '@/lib/dto/setup'

/** What every part of the form of questions reads and changes. */
export type AnswersPart = {
  questions: SetupQuestionsDto
  answers: SetupAnswersDto
  onChange: (change: Partial<SetupAnswersDto>) => void
  problemAt: (field: string) => string | null
}
