'use client'

import { useMutation, type UseMutationOptions } from '@tanstack/react-query'

/** What a step asks of the portal on its way out: asked once, however often the button is clicked. */
export const useStepAction = <Answer, Request>(
  action: UseMutationOptions<Answer, Error, Request>,
  onDone: (answer: Answer, request: Request) => void,
) => {
  const { mutate, isPending, isSuccess, error } = useMutation({ ...action, onSuccess: onDone })
  // What was done stays done until the next page is there.
  const isBusy = isPending || isSuccess
  return {
    isBusy,
    error,
    ask: (request: Request) => {
      if (!isBusy) mutate(request)
    },
  }
}
