import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { SetupStepFrame } from '@/components/setup/setup-frame'
import { setupPath } from '@/components/setup/setup-path'
import { setupSteps, type SetupDto, type SetupStepDto } from '@/lib/dto/setup'
import { pickMessages, reportNamespaces, wizardNamespaces } from '@/lib/i18n/pick-messages'
import { readSetup } from '@/app/read-setup'

/** Where the reader's browser is in the wizard. Who asks for a step that he cannot take yet is sent to the one that he can. */
export const openStep = async (step: SetupStepDto): Promise<SetupDto> => {
  const setup = await readSetup()
  if (setupSteps.indexOf(step) > setupSteps.indexOf(setup.furthestStep)) redirect(setupPath(setup.furthestStep))
  return setup
}

type WizardStepProps = { setup: SetupDto; step: SetupStepDto; children: ReactNode }

/** A step's page, with the sentences that its interactive parts say. */
export const WizardStep = async ({ setup, step, children }: WizardStepProps) => (
  <NextIntlClientProvider
    messages={pickMessages(await getMessages(), step === 'controle' ? reportNamespaces : wizardNamespaces)}
  >
    <SetupStepFrame setup={setup} step={step}>
      {children}
    </SetupStepFrame>
  </NextIntlClientProvider>
)
