import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PauseCard } from '@/components/editing/pause-card'
import { SettingsScreen } from '@/components/editing/settings-screen'
import { EditingPage, openEditing, type EditingParams } from './editing-page'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('editing'))('title') })

const SettingsPage = async (props: EditingParams) => {
  const combi = await openEditing(props, '')
  return (
    <EditingPage combi={combi} tab="settings">
      <div className="max-w-5xl space-y-5">
        <PauseCard combi={combi} />
        <SettingsScreen combiId={combi.id} canManage={combi.canManage} />
      </div>
    </EditingPage>
  )
}

export default SettingsPage
