'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { AlertChoiceRequestDto, AlertChoicesDto } from '@/lib/dto/alerts'
import { alertChoicesQuery, saveAlertChoiceMutation } from '@/lib/queries/alerts'
import type { Seed } from '@/lib/queries/seed'
import { AccountSection } from '@/components/account/account-section'
import { FormProblem } from '@/components/account/form-problem'
import { useAnnounce } from '@/components/ui/announcer'
import { Notice } from '@/components/ui/notice'
import { QueryProblem } from '@/components/values/query-problem'
import { useProblemWords } from '@/components/values/use-problem-words'
import { ChoiceBox } from './choice-box'
import { WorkspaceChoices } from './workspace-choices'

/** What somebody is mailed about: the weekly digest, and per workspace which kinds and which combi's. */
export const AlertChoicesSection = ({ seed }: { seed: Seed<AlertChoicesDto> }) => {
  const t = useTranslations('alertChoices')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const { data: choices, error } = useQuery(alertChoicesQuery(seed))
  const { mutate, error: saveError } = useMutation(saveAlertChoiceMutation(useQueryClient(), seed))
  const say = (request: AlertChoiceRequestDto) => {
    mutate(request, {
      onSuccess: () => {
        announce(t('saved'))
      },
    })
  }
  const isOnly = choices.workspaces.length === 1
  return (
    <div id="meldingen" className="scroll-mt-20">
      <AccountSection title={t('title')} lead={t('lead')}>
        <QueryProblem error={error} />
        <FormProblem problem={saveError === null ? null : problemWords(saveError)} />
        {!choices.isConfirmed && <Notice tone="warn">{t('unconfirmed')}</Notice>}
        <ChoiceBox
          label={t('digest')}
          hint={t('digestHint')}
          isChosen={choices.digest}
          onChoose={(digest) => {
            say({ digest })
          }}
        />
        {choices.workspaces.map((workspace) => (
          <WorkspaceChoices key={workspace.id} workspace={workspace} isOnly={isOnly} onSay={say} />
        ))}
      </AccountSection>
    </div>
  )
}
