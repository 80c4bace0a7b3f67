import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { roles, type Role } from '@/lib/domain/roles'
import { RadioChoice } from '@/components/ui/field'

type RoleChoiceProps = { legend: string; role: Role; onChoose: (role: Role) => void }

/** One of the roles, each with what it may. */
export const RoleChoice = ({ legend, role, onChoose }: RoleChoiceProps) => {
  const t = useTranslations('roles')
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="space-y-2">
        {roles.map((one) => (
          <RadioChoice
            key={one}
            name={name}
            value={one}
            checked={one === role}
            label={t(`name.${one}`)}
            hint={t(`text.${one}`)}
            onChange={() => {
              onChoose(one)
            }}
          />
        ))}
      </div>
    </fieldset>
  )
}
