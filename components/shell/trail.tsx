import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { TextLink } from '@/components/ui/text-link'

type TrailProps = { steps: readonly { href: string; label: string }[] }

/** The way back up, above a page's heading. */
export const Trail = ({ steps }: TrailProps) => (
  <nav aria-label={useTranslations('nav')('trail')} className="mb-1.5 text-small">
    <ol className="flex flex-wrap items-center gap-1.5">
      {steps.map(({ href, label }, at) => (
        <li key={href} className="flex items-center gap-1.5">
          {at > 0 && <Icon name="right" className="size-3 text-muted" />}
          <TextLink href={href}>{label}</TextLink>
        </li>
      ))}
    </ol>
  </nav>
)
