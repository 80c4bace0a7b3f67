'use client'

import { useQuery } from '@tanstack/react-query'
import type { AccountDto } from '@/lib/dto/account'
import { accountQuery } from '@/lib/queries/account'
import type { Seed } from '@/lib/queries/seed'
import { QueryProblem } from '@/components/values/query-problem'
import { AddressSection } from './address-section'
import { PasswordSection } from './password-section'
import { ProfileSection } from './profile-section'
import { SecondFactorSection } from './second-factor-section'
import { SessionsSection } from './sessions-section'

/** All about somebody's own account, a section for each thing. */
export const AccountScreen = ({ seed }: { seed: Seed<AccountDto> }) => {
  const { data: account, error } = useQuery(accountQuery(seed))
  return (
    <>
      <QueryProblem error={error} />
      <div className="max-w-5xl space-y-5">
        <ProfileSection account={account} />
        <AddressSection account={account} />
        <PasswordSection account={account} />
        <SecondFactorSection account={account} />
        <SessionsSection sessions={account.sessions} />
      </div>
    </>
  )
}
