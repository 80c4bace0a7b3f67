import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { SetupDto } from '@/lib/dto/setup'
import { buttonClass } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import { ConnectedFacts } from './connected-facts'
import { setupPath } from './setup-path'
import { StepActions, StepCard } from './step-card'

/** The step of the books once they are connected. */
export const BooksConnected = ({ books }: { books: NonNullable<SetupDto['books']> }) => {
  const t = useTranslations('setup.books')
  return (
    <StepCard title={t('connected.title')} lead={t('connected.lead')}>
      <ConnectedFacts
        facts={[
          { label: t('connected.account'), value: books.label },
          {
            label: t('connected.administrations', { count: books.administrations.length }),
            value: (
              <ul>
                {books.administrations.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <StepActions>
        <Link href={setupPath('vragen')} className={buttonClass('primary')}>
          {t('next')}
        </Link>
        <TextLink href={`${setupPath('minox')}?ander=1`}>{t('connected.other')}</TextLink>
      </StepActions>
    </StepCard>
  )
}
