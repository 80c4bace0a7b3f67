import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { SetupDto } from '@/lib/dto/setup'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { SetupPair } from './setup-pair'
import { setupPath } from './setup-path'
import { SetupSteps } from './setup-steps'

const lines = ['connect', 'choose', 'check'] as const

/** The page that Simplicate's button to install opens: what will happen, and the way in, or on. */
export const SetupWelcome = ({ setup }: { setup: SetupDto }) => {
  const t = useTranslations('setup')
  const isUnderWay = setup.source !== null
  return (
    <>
      <SetupPair setup={setup} />
      <div className="mt-8 grid gap-x-8 gap-y-5 lg:mt-10 lg:grid-cols-[13.5rem_minmax(0,1fr)]">
        <SetupSteps setup={setup} current={null} />
        <Card className="p-5 sm:p-8">
          <h1 className="text-title font-semibold tracking-tight">{t('title')}</h1>
          <p className="mt-1 max-w-2xl text-lead text-muted">{t('lead')}</p>
          <ul className="mt-6 space-y-3.5">
            {lines.map((line) => (
              <li key={line} className="flex gap-3">
                <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-good-soft text-good">
                  <Icon name="check" className="size-3.5" />
                </span>
                <span className="max-w-2xl">{t(`line.${line}`)}</span>
              </li>
            ))}
          </ul>
          <p className="mt-6 text-muted">{t('needed')}</p>
          {isUnderWay && (
            <div className="mt-6">
              <Notice tone="info">{t('underWay', { step: t(`step.${setup.furthestStep}`) })}</Notice>
            </div>
          )}
          <p className="mt-7 flex flex-wrap gap-3">
            {isUnderWay && (
              <Link href={setupPath(setup.furthestStep)} className={buttonClass('primary')}>
                {t('goOn')}
                <Icon name="arrow" />
              </Link>
            )}
            <Link
              href={isUnderWay ? `${setupPath('simplicate')}?ander=1` : setupPath('simplicate')}
              className={buttonClass(isUnderWay ? 'quiet' : 'primary')}
            >
              {t('start')}
            </Link>
          </p>
        </Card>
      </div>
    </>
  )
}
