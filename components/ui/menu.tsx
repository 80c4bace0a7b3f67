'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { cardClass } from './card'

type MenuProps = { trigger: ReactNode; children: ReactNode }

/** A list of things to do, under a button. It stands where its button stands, within the landmark that it belongs to. */
export const Menu = ({ trigger, children }: MenuProps) => (
  <Radix.Root modal={false}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Content
      align="end"
      sideOffset={6}
      collisionPadding={12}
      className={classNames(cardClass, 'z-30 min-w-52 animate-appear p-1.5 shadow-float')}
    >
      {children}
    </Radix.Content>
  </Radix.Root>
)

export const menuItemClass =
  'flex min-h-10 w-full items-center gap-2 rounded-control px-2.5 text-start outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong data-disabled:text-muted'

type MenuItemProps = { children: ReactNode; onSelect: () => void; isDisabled?: boolean }

export const MenuItem = ({ children, onSelect, isDisabled = false }: MenuItemProps) => (
  <Radix.Item className={menuItemClass} disabled={isDisabled} onSelect={onSelect}>
    {children}
  </Radix.Item>
)

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2.5 py-1.5 text-small text-muted">{children}</Radix.Label>
)

export const MenuSeparator = () => <Radix.Separator className="my-1.5 h-px bg-line" />
