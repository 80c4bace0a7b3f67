import type { Named } from '@/lib/db/whereabouts'

const uuid = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const combiPath = new RegExp(`^/(?:api/)?combis/(${uuid})(?:/|$)`, 'i')
const invoicePath = new RegExp(`^/(?:api/invoices|facturen)/(${uuid})(?:/|$)`, 'i')
const combiChoice = new RegExp(`^${uuid}$`, 'i')

/** What an address of ours is about, when that lies in one workspace: `/combis/<id>/logboek`, `/facturen?combi=<id>`. */
export const namedIn = (address: string): Named | null => {
  const { pathname, searchParams } = new URL(address, 'http://own.invalid')
  const combi = combiPath.exec(pathname)?.[1]
  if (combi !== undefined) return { kind: 'combi', id: combi }
  const invoice = invoicePath.exec(pathname)?.[1]
  if (invoice !== undefined) return { kind: 'invoice', id: invoice }
  const chosen = pathname === '/facturen' || pathname === '/api/invoices' ? searchParams.get('combi') : null
  return chosen !== null && combiChoice.test(chosen) ? { kind: 'combi', id: chosen } : null
}
