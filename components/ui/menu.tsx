'use client'

import { lazy, Suspense, useState, type ComponentProps } from 'react'
import { Button } from './button'
import type { MenuListProps } from './menu-list'

const load = () => import('./menu-list')
const MenuList = lazy(async () => ({ default: (await load()).MenuList }))

type MenuProps = Omit<ComponentProps<'button'>, 'children'> & Pick<MenuListProps, 'look' | 'label' | 'groups' | 'note'>

/**
 * A button with a list of things to do under it. The list comes when somebody reaches for it: no page is slower for a
 * menu that stays closed. Until then the button looks and is named as it will be.
 */
export const Menu = ({ look, label, groups, note, ...button }: MenuProps) => {
  const [isWanted, setIsWanted] = useState(false)
  const closed = (
    <Button
      look={look}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => {
        setIsWanted(true)
      }}
      {...button}
    >
      {label}
    </Button>
  )
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <MenuList look={look} label={label} groups={groups} note={note} {...button} />
    </Suspense>
  )
}
