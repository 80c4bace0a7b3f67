import { useTranslations } from 'next-intl'
import type { AlertChoiceRequestDto, AlertChoicesDto } from '@/lib/dto/alerts'
import { ChoiceBox } from './choice-box'

type WorkspaceDto = AlertChoicesDto['workspaces'][number]

type WorkspaceChoicesProps = {
  workspace: WorkspaceDto
  /** Somebody with one workspace need not be told which. */
  isOnly: boolean
  onSay: (request: AlertChoiceRequestDto) => void
}

/** What somebody hears of one workspace. With several of them each is opened by itself: an accountant may have a hundred. */
export const WorkspaceChoices = ({ workspace, isOnly, onSay }: WorkspaceChoicesProps) => {
  const t = useTranslations('alertChoices')
  const choices = <Choices workspace={workspace} onSay={onSay} />
  if (isOnly) return choices
  const wanted = workspace.kinds.filter(({ isWanted }) => isWanted).length
  return (
    <details className="border-t border-line pt-3">
      <summary className="cursor-pointer rounded-control py-1">
        <h3 className="inline font-medium break-words">{workspace.name}</h3>{' '}
        <span className="text-small text-muted">{t('summary', { wanted, all: workspace.kinds.length })}</span>
      </summary>
      <div className="mt-2">{choices}</div>
    </details>
  )
}

const Choices = ({ workspace: { id, kinds, combis }, onSay }: Omit<WorkspaceChoicesProps, 'isOnly'>) => {
  const t = useTranslations('alertChoices')
  return (
    <div className="space-y-4">
      <fieldset>
        <legend className="font-medium">{t('kinds')}</legend>
        {kinds.map(({ kind, isWanted }) => (
          <ChoiceBox
            key={kind}
            label={t(`kind.${kind}`)}
            isChosen={isWanted}
            onChoose={(isChosen) => {
              onSay({ workspaceId: id, kind, isWanted: isChosen })
            }}
          />
        ))}
      </fieldset>
      {combis.length > 0 && (
        <fieldset>
          <legend className="font-medium">{t('combis')}</legend>
          {combis.map((combi) => (
            <ChoiceBox
              key={combi.id}
              label={combi.name}
              isChosen={combi.isWanted}
              onChoose={(isChosen) => {
                onSay({ workspaceId: id, combiId: combi.id, isWanted: isChosen })
              }}
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}
