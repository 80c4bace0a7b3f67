import type { Ref } from 'react'
import { Icon } from '@/components/ui/icon'

type DoneNoteProps = { sentence: string | null; ref?: Ref<HTMLParagraphElement> }

/** What was just done. */
export const DoneNote = ({ sentence, ref }: DoneNoteProps) =>
  sentence === null ? null : (
    <p ref={ref} tabIndex={-1} className="flex items-start gap-1.5 font-medium text-good outline-none">
      <Icon name="check" className="mt-1" />
      <span className="min-w-0">{sentence}</span>
    </p>
  )
