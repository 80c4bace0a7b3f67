import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RemoveScreen } from '@/components/editing/remove-screen'
import { EditingPage, openEditing, type EditingParams } from '../editing-page'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('editing.remove'))('title'),
})

const RemovePage = async (props: EditingParams) => {
  const combi = await openEditing(props, '/verwijderen')
  return (
    <EditingPage combi={combi} tab="remove">
      <RemoveScreen combi={combi} />
    </EditingPage>
  )
}

export default RemovePage
