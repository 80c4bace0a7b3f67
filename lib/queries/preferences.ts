import { preferencesSaved, type PreferencesRequestDto } from '@/lib/dto/preferences'
import { requestApi } from './api'

/** Keeps a choice of language or workspace. */
export const savePreferences = (body: PreferencesRequestDto) =>
  requestApi('/api/preferences', preferencesSaved, { method: 'POST', body })
