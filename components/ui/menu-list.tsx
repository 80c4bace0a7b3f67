'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import { Fragment, type ComponentProps, type ReactNode } from 'react'
import { Button, type ButtonLook } from './button'
import { cardClass } from './card'
import { classNames } from './class-names'

export type MenuItem = { key: string; label: ReactNode; onSelect: () => void; isDisabled?: boolean }
export type MenuGroup = { key: string; title?: string; items: readonly MenuItem[] }

export type MenuListProps = Omit<ComponentProps<'button'>, 'children'> & {
  look?: ButtonLook
  label: ReactNode
  groups: readonly MenuGroup[]
  /** Said above the list. */
  note?: string | null
}

const itemClass =
  'flex min-h-10 w-full items-center gap-2 rounded-control px-2.5 text-start outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong data-disabled:text-muted'
const titleClass = 'px-2.5 py-1.5 text-small text-muted'

/** The menu itself, open from the start. It stands where its button stands, within the landmark that it belongs to. */
export const MenuList = ({ look, label, groups, note, ...button }: MenuListProps) => (
  <Radix.Root modal={false} defaultOpen>
    <Radix.Trigger asChild>
      <Button look={look} {...button}>
        {label}
      </Button>
    </Radix.Trigger>
    <Radix.Content
      align="end"
      sideOffset={6}
      collisionPadding={12}
      className={classNames(cardClass, 'z-30 max-w-[calc(100vw-1.5rem)] min-w-52 animate-appear p-1.5 shadow-float')}
    >
      {note != null && <Radix.Label className={titleClass}>{note}</Radix.Label>}
      {groups.map(({ key, title, items }, index) => (
        <Fragment key={key}>
          {index > 0 && <Radix.Separator className="my-1.5 h-px bg-line" />}
          {title !== undefined && <Radix.Label className={titleClass}>{title}</Radix.Label>}
          {items.map((item) => (
            <Radix.Item key={item.key} className={itemClass} disabled={item.isDisabled} onSelect={item.onSelect}>
              {item.label}
            </Radix.Item>
          ))}
        </Fragment>
      ))}
    </Radix.Content>
  </Radix.Root>
)
