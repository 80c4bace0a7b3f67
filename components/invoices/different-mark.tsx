import { Icon } from '@/components/ui/icon'

/** Says beside a value that it is not what stands on the other side: a word and a shape, not only a colour. */
export const DifferentMark = ({ word }: { word: string }) => (
  <span className="mt-0.5 flex items-center justify-end gap-1 font-medium text-warn">
    <Icon name="triangle" className="size-3.5" />
    {word}
  </span>
)
