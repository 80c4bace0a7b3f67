import { classNames } from './class-names'
import { inputClass } from './field'
import { Icon } from './icon'

type SearchInputProps = { label: string; value: string; onChange: (text: string) => void }

/** Words to look for. The page's shortcut for searching leads here. */
export const SearchInput = ({ label, value, onChange }: SearchInputProps) => (
  <span className="relative block basis-64 max-sm:basis-full">
    <Icon name="search" className="pointer-events-none absolute inset-s-3 top-1/2 -translate-y-1/2 text-muted" />
    <input
      type="search"
      data-shortcut="search"
      aria-label={label}
      placeholder={label}
      className={classNames(inputClass, 'ps-9')}
      value={value}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value)
      }}
    />
  </span>
)
