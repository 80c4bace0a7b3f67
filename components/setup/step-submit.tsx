'use client'

import { Button } from '@/components/ui/button'
import { StepActions } from './step-card'

type StepSubmitProps = {
  label: string
  isBusy: boolean
  /** What is being done, while it is. */
  busy: string
  idle?: string
  /** Without it the button sends the form that it stands in. */
  onClick?: () => void
}

/** The button that a step ends with. */
export const StepSubmit = ({ label, isBusy, busy, idle = '', onClick }: StepSubmitProps) => (
  <StepActions>
    <Button type={onClick === undefined ? 'submit' : 'button'} look="primary" aria-disabled={isBusy} onClick={onClick}>
      {label}
    </Button>
    <p className="text-muted empty:hidden">{isBusy ? busy : idle}</p>
  </StepActions>
)
