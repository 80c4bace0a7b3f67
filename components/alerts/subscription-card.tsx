import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

type SubscriptionCardProps = {
  token: string
  /** `combi` is null for the weekly digest. */
  subscription: { email: string; combi: string | null; workspace: string | null; isWanted: boolean }
}

/** What is mailed to whom, and the button that stops it or takes that back; works without a script. */
export const SubscriptionCard = ({ token, subscription }: SubscriptionCardProps) => {
  const t = useTranslations('unsubscribe')
  const { email, combi, workspace, isWanted } = subscription
  const about = combi === null ? 'digest' : 'combi'
  const words = { email, combi: combi ?? '', workspace: workspace ?? '' }
  return (
    <>
      {isWanted ? (
        <p className="break-words">{t(`${about}.on`, words)}</p>
      ) : (
        <Notice tone="good">
          <p className="break-words">{t(`${about}.off`, words)}</p>
        </Notice>
      )}
      <form action={`/api/alerts/unsubscribe?${new URLSearchParams({ token }).toString()}`} method="post">
        <input type="hidden" name="isWanted" value={isWanted ? 'no' : 'yes'} />
        <Button type="submit" look={isWanted ? 'primary' : 'quiet'} className="w-full">
          {t(isWanted ? 'stop' : 'resume')}
        </Button>
      </form>
    </>
  )
}
