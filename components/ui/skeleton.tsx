import { classNames } from './class-names'

/** A grey place where something known is about to come. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden="true" className={classNames('animate-breathe rounded-control bg-sunken', className)} />
)
