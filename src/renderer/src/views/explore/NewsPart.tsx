import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { NEWS_LANGUAGES, type NewsItem, type NewsLanguage } from '../../../../shared/domain/site'
import { call } from '../../bridge/client'
import { Badge } from '../../components/Badge'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { RichTextView } from '../../components/RichTextView'
import { Select } from '../../components/Select'
import { attempt } from '../../stores/notices'
import { openWebPage } from '../../stores/webPages'
import { dateTime } from '../../text/format'
import { KeptList } from './KeptList'
import { Pager } from './Pager'
import { useKept } from './useKept'

const PAGE = 10
const ownLanguage = (): NewsLanguage => NEWS_LANGUAGES.find((language) => navigator.language.toLowerCase().startsWith(language)) ?? 'en'

function News({ items, language, readUpToId }: { readonly items: readonly NewsItem[]; readonly language: NewsLanguage; readonly readUpToId: number }) {
  const { t, i18n } = useTranslation()
  if (items.length === 0) return <p className="explore__none">{t('explore.noNews')}</p>
  return (
    <ul className="news" aria-label={t('explore.news')}>
      {items.map((item) => (
        <li key={item.id} className="news__item">
          <h3 className="news__title" lang={language}>{item.title}{item.id > readUpToId && <> <Badge tone="warning">{t('explore.unread')}</Badge></>}</h3>
          <p className="news__when">{item.publishedAtMs === null ? t('explore.unknownDate') : dateTime(item.publishedAtMs, i18n.language)}</p>
          <RichTextView text={item.text} language={language} tableLabel={t('explore.newsTable')} onLink={(url) => { void openWebPage(url) }} />
        </li>
      ))}
    </ul>
  )
}

/** What the service has to tell, newest first, what was not read yet marked. */
export function NewsPart({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState(ownLanguage)
  const [start, setStart] = useState(0)
  const { shown, refresh } = useKept(`${service} ${language} ${start}`, (again) => call('explore:news', { service, language, start, limit: PAGE, refresh: again }))
  const value = shown.status === 'ready' ? shown.kept.value : null
  const unread = value?.items.filter(({ id }) => id > value.readUpToId) ?? []
  const markRead = (): void => {
    void attempt(async () => {
      await call('explore:markNewsRead', { service, upToId: Math.max(...unread.map(({ id }) => id)) })
      refresh()
    })
  }
  return (
    <Card
      title={t('explore.news')}
      aside={unread.length > 0 && (
        <span className="news__unread">
          {t('explore.unreadCount', { count: unread.length })}
          <Button size="small" icon={<Check />} onPress={markRead}>{t('explore.markRead')}</Button>
        </span>
      )}
    >
      <div className="explore__filters">
        <Select
          label={t('explore.newsLanguage')}
          options={NEWS_LANGUAGES.map((key) => ({ key, label: t(`explore.languages.${key}`) }))}
          value={language}
          onChange={(key) => { setLanguage(key === 'ru' ? 'ru' : 'en'); setStart(0) }}
        />
      </div>
      <KeptList shown={shown} onRefresh={refresh}>
        {({ items, readUpToId, hasMore }) => (
          <>
            <News items={items} language={language} readUpToId={readUpToId} />
            <Pager list={t('explore.news')} start={start} limit={PAGE} shown={items.length} hasMore={hasMore} onStart={setStart} />
          </>
        )}
      </KeptList>
    </Card>
  )
}
