import { useTranslations } from 'next-intl'
import type { SetupProblemDto, SetupRightDto, SetupStepDto } from '@/lib/dto/setup'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useVendorName } from '@/components/values/use-vendor-name'
import { setupPath } from './setup-path'

type SetupProblemProps = {
  problem: SetupProblemDto
  step: SetupStepDto & ('simplicate' | 'minox')
  /** The rights that the sign-in lacks. */
  missing: readonly SetupRightDto[]
}

const connectorOf = { simplicate: 'simplicate', minox: 'minox' } as const

/** Why somebody came back from a vendor without a connection: what happened, and what to do. */
export const SetupProblem = ({ problem, step, missing }: SetupProblemProps) => {
  const t = useTranslations('setup.problem')
  const params = { vendor: useVendorName()(connectorOf[step]), side: step }
  return (
    <div role="alert">
      <Notice
        tone="bad"
        actions={
          // A plain link: the step as it was before, whatever the browser kept of it.
          <a href={setupPath(step)} className={buttonClass()}>
            {t('again')}
          </a>
        }
      >
        <p className="font-medium">{t(`what.${problem}`, params)}</p>
        {missing.length > 0 && (
          <ul className="list-disc ps-5">
            {missing.map((right) => (
              <li key={right}>{t(`right.${right}`)}</li>
            ))}
          </ul>
        )}
        <p>{t(`cure.${problem}`, params)}</p>
      </Notice>
    </div>
  )
}
