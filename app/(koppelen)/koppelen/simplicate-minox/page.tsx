import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SetupFrame } from '@/components/setup/setup-frame'
import { SetupWelcome } from '@/components/setup/setup-welcome'
import { readSetup } from '@/app/read-setup'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('setup'))('title') })

const StartPage = async () => (
  <SetupFrame>
    <SetupWelcome setup={await readSetup()} />
  </SetupFrame>
)

export default StartPage
