import { combiSettings, settingsChecked, settingsRequest } from '@/lib/dto/editing'
import { readSettings, saveSettings } from '@/lib/flows/editing/settings'
import { getFlows } from '@/lib/flows/live'
import { requireFound } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { refusing } from '../../../setup/endpoint'
import { editingReadEndpoint, editingWriteEndpoint, syncAfter } from '../../editing-endpoint'

/** How a combi works, and what else could be chosen. */
export const GET = editingReadEndpoint(({ editing }) =>
  refusing(async () => answer(combiSettings, requireFound(await readSettings(getFlows(), editing)))),
)

/** Changes how a combi works, or says what is wrong with the change. What waits is tried again at once. */
export const PUT = editingWriteEndpoint(({ editing, read }) =>
  refusing(async () => {
    const { version, ...settings } = await read(settingsRequest)
    const saved = await saveSettings(getFlows(), editing, { version, settings })
    if (saved.ok) {
      await syncAfter(editing)
      return answer(settingsChecked, { problems: [] })
    }
    if (saved.reason === 'problems') return answer(settingsChecked, { problems: saved.problems })
    if (saved.reason === 'write-in-doubt')
      throw new Refusal('write-in-doubt', { params: { count: String(saved.count) } })
    throw new Refusal(saved.reason)
  }),
)
