import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { EditingHeading, type EditingTab } from '@/components/editing/editing-heading'
import { requireMember } from '@/lib/auth/member'
import type { EditedCombiDto } from '@/lib/dto/editing'
import { editingNamespaces, pickMessages } from '@/lib/i18n/pick-messages'
import { readEdited } from '@/app/read-editing'

export type EditingParams = { params: Promise<{ id: string }> }

/** The combi that a page is about; a stranger is sent to sign in, and comes back to the page. */
export const openEditing = async ({ params }: EditingParams, place: string): Promise<EditedCombiDto> => {
  const { id } = await params
  const member = await requireMember(`/combis/${id}/bewerken${place}`)
  return (await readEdited(member, id)) ?? notFound()
}

type EditingPageProps = { combi: EditedCombiDto; tab: EditingTab; children: ReactNode }

/** A page on which a combi is changed, with the sentences that its interactive parts say. */
export const EditingPage = async ({ combi, tab, children }: EditingPageProps) => (
  <>
    <EditingHeading combi={combi} tab={tab} />
    <NextIntlClientProvider messages={pickMessages(await getMessages(), editingNamespaces)}>
      {children}
    </NextIntlClientProvider>
  </>
)
