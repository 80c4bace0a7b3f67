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

type AwaitedCombiProps = {
  awaited: AwaitedOfferingsDto['items'][number]
  canManage: boolean
  onOffered: () => void
}

/** What one combi would hand over by itself, and the way to agree to it: through what that comes to in the books. */
export const AwaitedCombi = ({
  awaited: { combi, settingsVersion, count, ids },
  canManage,
  onOffered,
}: AwaitedCombiProps) => {
  const t = useTranslations('invoices.automatic')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const agree = useMutation(agreeMutation(useQueryClient(), combi.id))
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
                    setIsOpen(true)
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
      {isOpen && (
        <Dialog
          isOpen
          isWide
          onClose={() => {
            setIsOpen(false)
          }}
          title={t('question', { combi: combi.name })}
          description={t('questionText')}
          returnFocusTo={button}
        >
          <OfferForm
            selection={{ ids }}
            onClose={() => {
              setIsOpen(false)
            }}
            onDone={({ offered }) => {
              setIsOpen(false)
              agree.mutate(
                { settingsVersion },
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
