'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { PeopleDto } from '@/lib/dto/workspace'
import type { Seed } from '@/lib/queries/seed'
import { peopleQuery } from '@/lib/queries/workspace'
import { DoneNote } from '@/components/account/done-note'
import { focusIt } from '@/components/account/use-account-form'
import { QueryProblem } from '@/components/values/query-problem'
import { InvitationsList } from './invitations-list'
import { InviteForm } from './invite-form'
import { PeopleList } from './people-list'
import { TransferForm } from './transfer-form'

/** Who is in the workspace; and for owners the way to change that. */
export const PeopleScreen = ({ seed }: { seed: Seed<PeopleDto> }) => {
  const { data, error } = useQuery(peopleQuery(seed))
  const router = useRouter()
  const [handedOver, setHandedOver] = useState<string | null>(null)
  const others = data.people.filter(({ isMe }) => !isMe)
  return (
    <>
      <QueryProblem error={error} />
      <div className="max-w-5xl space-y-5">
        <DoneNote ref={focusIt} sentence={handedOver} />
        <PeopleList view={data} />
        {data.canManage && (
          <>
            <InviteForm workspaceId={data.workspaceId} />
            <InvitationsList workspaceId={data.workspaceId} invitations={data.invitations} />
            {others.length > 0 && (
              <TransferForm
                workspaceId={data.workspaceId}
                others={others}
                onDone={(sentence) => {
                  setHandedOver(sentence)
                  // The frame around the page shows what owners may.
                  router.refresh()
                }}
              />
            )}
          </>
        )}
      </div>
    </>
  )
}
