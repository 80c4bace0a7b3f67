'use client'

import { useId, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { controlProps, Field, Input } from '@/components/ui/field'

type NewPasswordFieldProps = { label: string; hint: string; show: string }

/** A password to be: typed once, and shown to whoever wants to check it, which beats typing it blindly twice. */
export const NewPasswordField = ({ label, hint, show }: NewPasswordFieldProps) => {
  const id = useId()
  const [isShown, setIsShown] = useState(false)
  return (
    <div>
      <Field id={id} label={label} hint={hint}>
        <Input
          {...controlProps({ id, hint })}
          name="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          minLength={12}
          maxLength={256}
          required
        />
      </Field>
      <div className="mt-1 -ms-2 flex items-center text-small">
        <Checkbox
          label={show}
          checked={isShown}
          onChange={({ currentTarget }) => {
            setIsShown(currentTarget.checked)
          }}
        />
        <span aria-hidden="true">{show}</span>
      </div>
    </div>
  )
}
