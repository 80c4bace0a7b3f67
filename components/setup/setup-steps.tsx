import { useTranslations } from 'next-intl'
import { setupSteps, type SetupDto, type SetupStepDto } from '@/lib/dto/setup'
import { Steps, type Step } from '@/components/ui/steps'
import { setupPath } from './setup-path'

type SetupStepsProps = { setup: SetupDto; /** Null before the first one. */ current: SetupStepDto | null }

/** The steps of the wizard: those behind the reader lead back. */
export const SetupSteps = ({ setup, current }: SetupStepsProps) => {
  const t = useTranslations('setup')
  const at = current === null ? -1 : setupSteps.indexOf(current)
  const furthest = setupSteps.indexOf(setup.furthestStep)
  const stateOf = (index: number): Step['state'] => {
    if (index === at) return 'current'
    if (index < at || (at < 0 && index < furthest)) return 'done'
    return at >= 0 && index <= furthest ? 'open' : 'ahead'
  }
  return (
    <Steps
      label={t('steps')}
      words={{ done: t('stepDone'), current: t('stepCurrent') }}
      summary={
        current === null ? null : t('stepOf', { number: at + 1, count: setupSteps.length, step: t(`step.${current}`) })
      }
      steps={setupSteps.map((step, index) => ({
        key: step,
        label: t(`step.${step}`),
        state: stateOf(index),
        href: setupPath(step),
      }))}
    />
  )
}
