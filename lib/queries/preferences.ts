import type { PreferencesRequestDto, PreferencesSavedDto } from '@/lib/dto/preferences'
import { requestApi } from './api'

/** Keeps a choice of language or workspace. */
export const savePreferences = (body: PreferencesRequestDto) =>
  requestApi<PreferencesSavedDto>('/api/preferences', { method: 'POST', body })
