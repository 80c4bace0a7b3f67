'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { awaitedOfferingsQuery } from '@/lib/queries/automatic-offering'

/** Most readers never have one. */
const AwaitedCombi = dynamic(async () => (await import('./awaited-combi')).AwaitedCombi, { ssr: false })

/** What would go by itself, for somebody to agree to once he has seen it. Nothing when no combi waits for that. */
export const AwaitingOffering = ({ canManage, onOffered }: { canManage: boolean; onOffered: () => void }) => {
  const { data } = useQuery(awaitedOfferingsQuery())
  return data?.items.map((awaited) => <AwaitedCombi key={awaited.combi.id} {...{ awaited, canManage, onOffered }} />)
}
