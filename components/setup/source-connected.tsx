import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { SetupDto } from '@/lib/dto/setup'
import { buttonClass } from '@/components/ui/button'
import { DayText } from '@/components/values/day'
import { TextLink } from '@/components/ui/text-link'
import { ConnectedFacts } from './connected-facts'
import { setupPath } from './setup-path'
import { StepActions, StepCard } from './step-card'

/** The step of the source once it is connected. */
export const SourceConnected = ({ source }: { source: NonNullable<SetupDto['source']> }) => {
  const t = useTranslations('setup.source')
  return (
    <StepCard title={t('connected.title')} lead={t('connected.lead')}>
      <ConnectedFacts
        facts={[
          { label: t('connected.environment'), value: t('connected.address', { account: source.label }) },
          ...(source.email === null ? [] : [{ label: t('connected.email'), value: source.email }]),
          ...(source.expiresOn === null
            ? []
            : [{ label: t('connected.expiresOn'), value: <DayText day={source.expiresOn} /> }]),
        ]}
      />
      <StepActions>
        <Link href={setupPath('minox')} className={buttonClass('primary')}>
          {t('next')}
        </Link>
        <TextLink href={`${setupPath('simplicate')}?ander=1`}>{t('connected.other')}</TextLink>
      </StepActions>
    </StepCard>
  )
}
