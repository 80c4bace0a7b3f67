import { useFormats } from './use-formats'

/** A calendar day. */
export const DayText = ({ day }: { day: string }) => (
  <time dateTime={day} className="whitespace-nowrap tabular-nums">
    {useFormats().day(day)}
  </time>
)
