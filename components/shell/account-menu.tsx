'use client'

import { focusManager } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { savePreferences } from '@/lib/queries/preferences'
import { signOut } from '@/lib/queries/session'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'

export type AccountMenuProps = {
  person: string
  workspace: { id: string; name: string }
  workspaces: readonly { id: string; name: string }[]
}

/** Who is signed in and where, the other workspaces, and the way out. */
export const AccountMenu = ({ person, workspace, workspaces }: AccountMenuProps) => {
  const t = useTranslations('account')
  const problemWords = useProblemWords()
  const [problem, setProblem] = useState<string | null>(null)
  // A full load, so that nothing of the former session or workspace stays in this page's memory.
  const doThenLoad = (work: Promise<unknown>, path: string) => {
    // The page is about to be left: what it asks from now on would be asked without a session.
    focusManager.setFocused(false)
    work.then(
      () => {
        window.location.assign(path)
      },
      (error: unknown) => {
        focusManager.setFocused(undefined)
        setProblem(problemWords(error))
      },
    )
  }
  return (
    <>
      <Menu
        trigger={
          <Button look="plain" aria-label={t('label', { person })} className="max-w-56 px-2.5">
            <Icon name="person" />
            <span className="truncate max-md:sr-only">{workspace.name}</span>
            <Icon name="down" className="size-3.5" />
          </Button>
        }
      >
        <MenuLabel>{person}</MenuLabel>
        {workspaces.length > 1 && (
          <>
            <MenuSeparator />
            <MenuLabel>{t('workspaces')}</MenuLabel>
            {workspaces.map(({ id, name }) => (
              <MenuItem
                key={id}
                isDisabled={id === workspace.id}
                onSelect={() => {
                  doThenLoad(savePreferences({ workspaceId: id }), '/combis')
                }}
              >
                {name}
                {id === workspace.id && (
                  <>
                    <Icon name="check" />
                    <span className="sr-only">{t('current')}</span>
                  </>
                )}
              </MenuItem>
            ))}
          </>
        )}
        <MenuSeparator />
        <MenuItem
          onSelect={() => {
            doThenLoad(signOut(), '/inloggen')
          }}
        >
          {t('signOut')}
        </MenuItem>
      </Menu>
      {problem !== null && (
        <div role="alert" className="absolute end-4 top-full mt-2">
          <Notice tone="bad">{problem}</Notice>
        </div>
      )}
    </>
  )
}
