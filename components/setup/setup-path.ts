import type { SetupStepDto } from '@/lib/dto/setup'

/** Where the wizard begins: the address that Simplicate's own page of bookkeeping links opens. */
export const setupStart = '/koppelen/simplicate-minox'

/** The address of a step. */
export const setupPath = (step: SetupStepDto): string => `${setupStart}/${step}`
