import { Notice } from '@/components/ui/notice'

/** What went wrong with a form, said at once. It is there from the start, or some screen readers miss the first time. */
export const FormProblem = ({ problem }: { problem: string | null }) => (
  <div role="alert" className="empty:hidden">
    {problem !== null && <Notice tone="bad">{problem}</Notice>}
  </div>
)
