'use client'

import { useTranslations } from 'next-intl'
import { useState, type RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { chooseShortcuts, isShortcutsOn } from './shortcuts-choice'

const shortcuts = [
  { keys: ['/'], deed: 'search' },
  { keys: ['j', 'k'], deed: 'rows' },
  { keys: ['Enter'], deed: 'open' },
  { keys: ['?'], deed: 'help' },
] as const

type ShortcutsHelpProps = { returnFocusTo: RefObject<HTMLElement | null>; onClose: () => void }

/** What the keys do, and the switch for them. */
export const ShortcutsHelp = ({ returnFocusTo, onClose }: ShortcutsHelpProps) => {
  const t = useTranslations('shortcuts')
  const [isOn, setOn] = useState(isShortcutsOn)
  return (
    <Dialog isOpen onClose={onClose} title={t('title')} description={t('text')} returnFocusTo={returnFocusTo}>
      <dl className="mt-4 space-y-2">
        {shortcuts.map(({ keys, deed }) => (
          <div key={deed} className="flex items-baseline gap-4">
            <dt className="w-24 shrink-0 space-x-1">
              {keys.map((one) => (
                <kbd key={one} className="rounded-mark border border-edge bg-sunken px-2 py-0.5 font-sans text-small">
                  {one}
                </kbd>
              ))}
            </dt>
            <dd>{t(deed)}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-4.5 accent-accent"
          checked={isOn}
          onChange={({ currentTarget: { checked } }) => {
            setOn(checked)
            chooseShortcuts(checked)
          }}
        />
        {t('switch')}
      </label>
      <DialogActions>
        <Button onClick={onClose}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
