import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CombiMappingScreen } from '@/components/editing/mapping-screen'
import { EditingPage, openEditing, type EditingParams } from '../editing-page'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('editing.tabs'))('mapping'),
})

const MappingPage = async (props: EditingParams) => {
  const combi = await openEditing(props, '/omzetgroepen')
  return (
    <EditingPage combi={combi} tab="mapping">
      <CombiMappingScreen combiId={combi.id} canManage={combi.canManage} />
    </EditingPage>
  )
}

export default MappingPage
