import { combiMapping, mappingRequest, settingsChecked } from '@/lib/dto/editing'
import { readCombiMapping, saveCombiMapping } from '@/lib/flows/editing/mapping'
import { getFlows } from '@/lib/flows/live'
import { requireFound } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { refusing } from '../../../setup/endpoint'
import { editingReadEndpoint, editingWriteEndpoint, syncAfter } from '../../editing-endpoint'

/** What each revenue group and VAT class becomes, and what waits for a choice. */
export const GET = editingReadEndpoint(({ editing }) =>
  refusing(async () => answer(combiMapping, requireFound(await readCombiMapping(getFlows(), editing)))),
)

/** Keeps choices, or says what is wrong with them. Invoices that waited for them go at once. */
export const PUT = editingWriteEndpoint(({ editing, read }) =>
  refusing(async () => {
    const saved = await saveCombiMapping(getFlows(), editing, await read(mappingRequest))
    if (saved.ok) {
      await syncAfter(editing)
      return answer(settingsChecked, { problems: [] })
    }
    if (saved.reason === 'problems') return answer(settingsChecked, { problems: saved.problems })
    throw new Refusal(saved.reason)
  }),
)
