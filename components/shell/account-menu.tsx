'use client'

import { focusManager } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { savePreferences } from '@/lib/queries/preferences'
import { signOut } from '@/lib/queries/session'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
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
  const router = useRouter()
  const { problem, doThenLoad } = useFullLoad()
  const places = workspaces.map(({ id, name }) => ({
    key: id,
    isDisabled: id === workspace.id,
    label: id === workspace.id ? <CurrentWorkspace name={name} /> : name,
    onSelect: () => {
      doThenLoad(savePreferences({ workspaceId: id }), '/combis')
    },
  }))
  const own = {
    key: 'own',
    label: t('own'),
    onSelect: () => {
      router.push('/account')
    },
  }
  const workspacePage = {
    key: 'workspace',
    label: t('workspace'),
    onSelect: () => {
      router.push('/werkruimte')
    },
  }
  const out = {
    key: 'out',
    label: t('signOut'),
    onSelect: () => {
      doThenLoad(signOut(), '/inloggen')
    },
  }
  return (
    <>
      <Menu
        look="plain"
        aria-label={t('label', { person })}
        className="max-w-56 px-2.5"
        label={
          <>
            <Icon name="person" />
            <span className="truncate max-md:sr-only">{workspace.name}</span>
            <Icon name="down" className="size-3.5" />
          </>
        }
        note={person}
        groups={[
          ...(places.length > 1 ? [{ key: 'places', title: t('workspaces'), items: places }] : []),
          { key: 'out', items: [workspacePage, own, out] },
        ]}
      />
      {problem !== null && (
        <div role="alert" className="absolute end-4 top-full mt-2">
          <Notice tone="bad">{problem}</Notice>
        </div>
      )}
    </>
  )
}

const CurrentWorkspace = ({ name }: { name: string }) => (
  <>
    {name}
    <Icon name="check" />
    <span className="sr-only">{useTranslations('account')('current')}</span>
  </>
)

/** Does something and then loads a page in full, so that nothing of the former session or workspace stays in memory. */
const useFullLoad = () => {
  const problemWords = useProblemWords()
  const [problem, setProblem] = useState<string | null>(null)
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
  return { problem, doThenLoad }
}
