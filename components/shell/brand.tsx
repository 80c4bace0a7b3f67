import { useTranslations } from 'next-intl'

/** The portal's own mark: two squares that hold on to each other. */
export const BrandMark = ({ className = 'size-7' }: { className?: string }) => (
  <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false" className={className}>
    <rect x="2" y="2" width="16" height="16" rx="4.5" className="fill-accent" />
    <rect x="10" y="10" width="16" height="16" rx="4.5" className="fill-ink" />
    <rect x="10" y="10" width="8" height="8" rx="2.5" className="fill-surface" />
  </svg>
)

type BrandProps = { /** Whether a narrow screen shows the mark alone. */ isCompact?: boolean }

export const Brand = ({ isCompact = false }: BrandProps) => (
  <span className="flex items-center gap-2.5 font-semibold tracking-tight">
    <BrandMark />
    <span className={isCompact ? 'max-sm:sr-only' : undefined}>{useTranslations('app')('name')}</span>
  </span>
)
