'use client'

import { signOut } from '@/lib/queries/session'
import { FormProblem } from '@/components/account/form-problem'
import { useSubmit } from '@/components/account/use-submit'
import { Button } from '@/components/ui/button'

/** Signs out, and goes on at a page of ours as somebody else. */
export const SwitchAccount = ({ label, path }: { label: string; path: string }) => {
  const { problem, isBusy, submit } = useSubmit(async () => {
    await signOut()
    return path
  })
  return (
    <form onSubmit={submit} className="space-y-3">
      <FormProblem problem={problem} />
      <Button type="submit" look="primary" className="w-full" aria-disabled={isBusy}>
        {label}
      </Button>
    </form>
  )
}
