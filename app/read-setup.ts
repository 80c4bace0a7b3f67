import type { SetupRecord } from '@/lib/db/setups'
import { setup as setupShape, type SetupDto, type SetupStepDto } from '@/lib/dto/setup'
import { canSignIn } from '@/lib/flows/setup/consent'
import { getFlows } from '@/lib/flows/live'
import { findOpenSetup } from './own-setup'

/** Where this browser is in the wizard; at its beginning when it never began. */
export const readSetup = async (): Promise<SetupDto> => {
  const flows = getFlows()
  const setup = await findOpenSetup()
  return setupShape.parse({
    furthestStep: furthestStep(setup),
    canSignInAtSource: canSignIn(flows, 'source'),
    canSignInAtBooks: canSignIn(flows, 'books'),
    source: setup?.source
      ? {
          label: setup.source.accountRef,
          email: setup.sourceEmail,
          isEmailProven: setup.isSourceEmailProven,
          expiresOn: setup.source.expiresOn,
        }
      : null,
    books: setup?.books
      ? {
          label: booksLabel(setup.books),
          email: null,
          administrations: setup.administrationNames,
        }
      : null,
  })
}

/** The customer number with its name, unless that only repeats the number. */
const booksLabel = ({ accountRef, label }: { accountRef: string; label: string }): string =>
  label.includes(accountRef) ? label : `${accountRef} ${label}`

const furthestStep = (setup: SetupRecord | null): SetupStepDto => {
  if (!setup?.source) return 'simplicate'
  if (!setup.books) return 'minox'
  if (setup.decisions === null) return 'vragen'
  // The mapping needs no choice of its own: from the questions on, the check can be opened as well.
  return setup.confirmedAt === null ? 'controle' : 'installeren'
}
