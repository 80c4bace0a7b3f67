'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { DoneNote } from './done-note'

const focus = (heading: HTMLElement | null): void => {
  heading?.focus()
}

/** The codes, this once. Copying may be forbidden by the browser; they can be selected by hand all the same. */
export const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const t = useTranslations('security.codes')
  const announce = useAnnounce()
  const [isCopied, setIsCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => {
        setIsCopied(true)
        announce(t('copied'))
      },
      () => {
        setIsCopied(false)
      },
    )
  }
  return (
    <div className="space-y-3">
      <h3 ref={focus} tabIndex={-1} className="font-semibold outline-none">
        {t('title')}
      </h3>
      <p>{t('text')}</p>
      <ul className="grid gap-x-6 gap-y-1 rounded-control bg-sunken px-4 py-3 font-mono text-small sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" onClick={onKept}>
          {t('kept')}
        </Button>
        <Button onClick={copy}>{t('copy')}</Button>
        <DoneNote sentence={isCopied ? t('copied') : null} />
      </div>
    </div>
  )
}
