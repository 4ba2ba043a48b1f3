import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { count } from '../../text/format'

/** Pages of a list whose end the service does not tell; nothing where one page holds all. */
export function Pager({ list, start, limit, shown, hasMore, onStart }: {
  /** The list's name, for assistive technology. */
  readonly list: string
  readonly start: number
  readonly limit: number
  /** Rows on this page. */
  readonly shown: number
  readonly hasMore: boolean
  readonly onStart: (start: number) => void
}) {
  const { t, i18n } = useTranslation()
  if (start === 0 && !hasMore) return null
  const words = (value: number): string => count(value, i18n.language)
  return (
    <nav className="pager" aria-label={t('explore.pages', { list })}>
      <Button size="small" kind="quiet" icon={<ChevronLeft />} isDisabled={start === 0} onPress={() => { onStart(Math.max(0, start - limit)) }}>{t('explore.earlier')}</Button>
      {shown > 0 && <span className="pager__range">{t('explore.range', { from: words(start + 1), to: words(start + shown) })}</span>}
      <Button size="small" kind="quiet" icon={<ChevronRight />} isDisabled={!hasMore} onPress={() => { onStart(start + limit) }}>{t('explore.later')}</Button>
    </nav>
  )
}
