import { useNow } from 'next-intl'
import { useFormats } from './use-formats'

/** An instant as somebody would say it: `vandaag 13:04`. */
export const Moment = ({ at }: { at: string }) => {
  const now = useNow()
  return (
    <time dateTime={at} className="tabular-nums">
      {useFormats().moment(at, now)}
    </time>
  )
}
