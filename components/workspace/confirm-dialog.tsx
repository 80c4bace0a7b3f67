'use client'

import type { ReactNode, RefObject, SyntheticEvent } from 'react'
import { FormProblem } from '@/components/account/form-problem'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { useProblemWords } from '@/components/values/use-problem-words'

type ConfirmDialogProps = {
  isOpen: boolean
  title: string
  description: string
  confirm: string
  cancel: string
  error: Error | null
  isPending: boolean
  returnFocusTo: RefObject<HTMLElement | null>
  /** What else is asked. */
  children?: ReactNode
  onConfirm: () => void
  onClose: () => void
}

/** Asks once more before something is done that others notice. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { isOpen, title, description, confirm, cancel, error, isPending, children } = props
  const problemWords = useProblemWords()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!isPending) props.onConfirm()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={props.onClose}
      title={title}
      description={description}
      returnFocusTo={props.returnFocusTo}
    >
      <form onSubmit={submit} className="mt-4 space-y-4">
        {children}
        <FormProblem problem={error === null ? null : problemWords(error)} />
        <DialogActions>
          <Button onClick={props.onClose}>{cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={isPending}>
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
