import { useTranslations } from 'next-intl'
import type { CombiDto } from '@/lib/dto/combis'
import { Icon } from '@/components/ui/icon'

/** Which company profile of the source is kept in which administration of the books. */
export const CombiProfiles = ({ profiles }: { profiles: CombiDto['profiles'] }) => {
  const t = useTranslations('combis.profiles')
  if (profiles.length === 0) return <p className="text-small text-muted">{t('none')}</p>
  return (
    <table className="w-full self-start text-small">
      <caption className="mb-1.5 text-start font-medium">{t('caption')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('companyProfile')}</th>
          <th scope="col">{t('administration')}</th>
        </tr>
      </thead>
      <tbody>
        {profiles.map(({ id, companyProfile, administration }) => (
          <tr key={id} className="border-t border-line">
            <td className="w-1/2 py-1.5 pe-3">{companyProfile}</td>
            <td className="py-1.5">
              <span className="flex items-center gap-2">
                <Icon name="arrow" className="size-3.5 text-muted" />
                {administration}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
