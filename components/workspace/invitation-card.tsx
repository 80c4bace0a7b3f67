import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { InvitationWay } from '@/lib/domain/membership'
import type { Role } from '@/lib/domain/roles'
import { EntryFrame } from '@/components/account/entry-frame'
import { Button, buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { SwitchAccount } from './switch-account'

type InvitationCardProps = {
  token: string
  invitation: { way: InvitationWay; workspace: string; inviter: string; email: string; role: Role }
  /** Where one signs in, and comes back here. */
  signInPath: string
  linkPath: string
  problem: string | null
}

const wide = classNames(buttonClass('primary'), 'w-full')

/** Who invites to what, and the one thing to do next. */
export const InvitationCard = ({ token, invitation, signInPath, linkPath, problem }: InvitationCardProps) => {
  const t = useTranslations('invitation')
  const roleWords = useTranslations('roles')
  const { way, email, role } = invitation
  return (
    <EntryFrame title={t('title')} lead={t('lead', invitation)}>
      <div className="space-y-4">
        {problem !== null && (
          <p role="alert" className="font-medium text-bad">
            {problem}
          </p>
        )}
        <p className="rounded-control bg-sunken p-3">
          <span className="font-medium">{roleWords(`name.${role}`)}</span>
          <span className="block text-small text-muted">{roleWords(`text.${role}`)}</span>
        </p>
        <p className="text-small break-words text-muted">
          {t('for', { email })} {way !== 'join' && t(way, { email })}
        </p>
        {(way === 'join' || way === 'create') && (
          <form action="/api/invitations/accept" method="post">
            <input type="hidden" name="token" value={token} />
            <Button type="submit" look="primary" className="w-full">
              {t('accept')}
            </Button>
          </form>
        )}
        {way === 'sign-in' && (
          <Link href={signInPath} className={wide}>
            {t('signIn')}
          </Link>
        )}
        {way === 'confirm-address' && (
          <Link href={linkPath} className={wide}>
            {t('sendLink')}
          </Link>
        )}
        {way === 'other-address' && <SwitchAccount label={t('switch')} path={signInPath} />}
      </div>
    </EntryFrame>
  )
}
