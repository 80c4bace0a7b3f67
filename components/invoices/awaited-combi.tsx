'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { AwaitedOfferingsDto } from '@/lib/dto/automatic-offering'
import { agreeMutation } from '@/lib/queries/automatic-offering'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { useProblemWords } from '@/components/values/use-problem-words'
import { OfferForm } from './offer-form'

type Awaited = AwaitedOfferingsDto['items'][number]
type AwaitedCombiProps = { awaited: Awaited; canManage: boolean; onOffered: () => void }

/** What one combi would hand over by itself, and the way to agree to it: through what that comes to in the books. */
export const AwaitedCombi = ({ awaited, canManage, onOffered }: AwaitedCombiProps) => {
  const { combi, count, ids } = awaited
  const t = useTranslations('invoices.automatic')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const button = useRef<HTMLButtonElement>(null)
  // As it was when it was opened: what is looked at must not become something else meanwhile.
  const [shown, setShown] = useState<Awaited | null>(null)
  const agree = useMutation(agreeMutation(useQueryClient(), combi.id))
  const close = () => {
    setShown(null)
  }
  return (
    <div className="mb-4">
      <Notice
        tone="info"
        actions={
          canManage && (
            <>
              {count > 0 && (
                <Button
                  ref={button}
                  onClick={() => {
                    setShown(awaited)
                  }}
                >
                  {t('look')}
                </Button>
              )}
              <TextLink href={`/combis/${combi.id}/bewerken`}>{t('change')}</TextLink>
            </>
          )
        }
      >
        <p className="font-medium">{t('title', { combi: combi.name })}</p>
        <p>{t('text', { count })}</p>
        {count > ids.length && <p>{t('more', { shown: ids.length })}</p>}
        {!canManage && <p>{t('lookOnly')}</p>}
        {agree.error !== null && <p role="alert">{problemWords(agree.error)}</p>}
      </Notice>
      {shown !== null && (
        <Dialog
          isOpen
          isWide
          onClose={close}
          title={t('question', { combi: combi.name })}
          description={t('questionText')}
          returnFocusTo={button}
        >
          <OfferForm
            selection={{ ids: shown.ids }}
            onClose={close}
            onDone={({ offered }) => {
              close()
              agree.mutate(
                { settingsVersion: shown.settingsVersion },
                {
                  onSuccess: () => {
                    announce(t('agreed', { count: offered }))
                    onOffered()
                  },
                },
              )
            }}
          />
        </Dialog>
      )}
    </div>
  )
}
