'use client'

import { useTranslations } from 'next-intl'
import type { SetupAccountDto } from '@/lib/dto/setup'
import { RadioChoice } from '@/components/ui/field'
import { QuestionGroup } from './question-group'

/** In which of the workspaces of whoever is signed in the combi comes; the form reads it as `workspace`. */
export const WorkspaceChoice = ({ email, workspaces }: NonNullable<SetupAccountDto['member']>) => {
  const t = useTranslations('setup.install')
  return (
    <QuestionGroup title={t('workspace')} lead={t('workspaceLead', { email })}>
      {workspaces.length === 0 && <p>{t('noWorkspace')}</p>}
      <div className="space-y-2">
        {workspaces.map(({ id, name }, index) => (
          <RadioChoice key={id} name="workspace" value={id} label={name} defaultChecked={index === 0} required />
        ))}
      </div>
    </QuestionGroup>
  )
}
