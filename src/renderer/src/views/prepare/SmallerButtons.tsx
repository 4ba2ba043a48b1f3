import { Shrink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { openPrepare } from '../../stores/prepare'
import type { LimitGroup } from '../separate/brokenLimitGroups'

/** A way out for each song that is too large to be sent as it is. */
export function SmallerButtons({ groups }: { readonly groups: readonly LimitGroup[] }) {
  const { t } = useTranslation()
  return groups.map(({ key, broken, cell: { input } }) => broken.limit === 'size' && input !== null && input.link === undefined && (
    <Button key={key} size="small" icon={<Shrink />} onPress={() => { openPrepare(input.id) }}>{t('prepare.smaller', { name: input.name })}</Button>
  ))
}
