import { useTranslation } from 'react-i18next'
import type { ServerJob } from '../../../../shared/domain/serverHistory'
import { count } from '../../text/format'

/** What a job cost, behind the other facts; nothing where MVSEP does not say, or it was free. */
export function Credits({ row }: { readonly row: ServerJob | null }) {
  const { t, i18n } = useTranslation()
  if (row === null || row.credits === null || row.credits === 0) return null
  return <> · {t('history.credits', { count: row.credits, formatted: count(row.credits, i18n.language) })}</>
}
