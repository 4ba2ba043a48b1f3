import { ExternalLink, RotateCw } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import type { NewsItem, SiteQueue } from '../../../../shared/domain/site'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { ErrorCallout } from '../../components/ErrorCallout'
import { PageHead } from '../../components/PageHead'
import { Spinner } from '../../components/Spinner'
import { attempt } from '../../stores/notices'
import { loadSite, useSite, type Asked } from '../../stores/site'
import { count } from '../../text/format'
import './explore.css'

function News({ items }: { readonly items: readonly NewsItem[] }) {
  const { t } = useTranslation()
  if (items.length === 0) return <p className="explore__none">{t('explore.noNews')}</p>
  return (
    <ul className="news">
      {items.map((item) => (
        <li key={item.id} className="news__item">
          <h3 className="news__title">{item.title}</h3>
          <p className="news__when">{item.publishedAt}</p>
          <p className="news__text selectable">{item.text}</p>
        </li>
      ))}
    </ul>
  )
}

function Queue({ queue }: { readonly queue: SiteQueue }) {
  const { t, i18n } = useTranslation()
  const most = Math.max(1, ...queue.byPlan.map(({ waiting }) => waiting))
  return (
    <div className="queue">
      {queue.inProcess !== null && (
        <p className="queue__now">
          <strong>{count(queue.inProcess, i18n.language)}</strong> {t('explore.inProcess', { count: queue.inProcess })}
        </p>
      )}
      <h3 className="queue__heading">{t('explore.waiting')}</h3>
      {queue.byPlan.length === 0 && <p className="explore__none">{t('explore.nobodyWaits')}</p>}
      <ul className="queue__plans">
        {queue.byPlan.map(({ plan, waiting }) => (
          <li key={plan} className="queue__plan">
            <span>{plan}</span>
            <strong>{count(waiting, i18n.language)}</strong>
            <span className="queue__bar" aria-hidden="true"><i style={{ width: `${(waiting / most) * 100}%` }} /></span>
          </li>
        ))}
      </ul>
      {queue.freeSeparations !== null && (
        <p className="queue__free">
          {t('explore.freeLeft')} <strong>{t('explore.freeOf', {
            left: count(queue.freeSeparations.left, i18n.language), max: count(queue.freeSeparations.max, i18n.language)
          })}</strong>
        </p>
      )}
    </div>
  )
}

/** Loading, failed with a way on, or what was asked for. */
function AskedPart<T>({ asked, onAgain, children }: {
  readonly asked: Asked<T>; readonly onAgain: () => void; readonly children: (value: T) => ReactNode
}) {
  const { t } = useTranslation()
  switch (asked.status) {
    case 'loading': return <Spinner label={t('explore.loading')} />
    case 'failed': return <ErrorCallout error={asked.error} actions={<Button size="small" onPress={onAgain}>{t('app.tryAgain')}</Button>} />
    case 'ready': return children(asked.value)
  }
}

/** What the chosen service has to tell: its news, and how busy it is. */
export function ExploreView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const { news, queue } = useSite()
  const load = (): void => { void loadSite(service) }
  useEffect(() => { void loadSite(service) }, [service])
  return (
    <div className="page">
      <PageHead
        title={t('explore.title')}
        lead={t(service === 'mvsep' ? 'explore.leadMvsep' : 'explore.leadLocal')}
        actions={
          <div className="explore__actions">
            {service === 'mvsep' && (
              <Button kind="quiet" icon={<ExternalLink />} onPress={() => { void attempt(() => call('app:openLink', { link: 'mvsepSite' })) }}>
                {t('explore.openSite')}
              </Button>
            )}
            <Button icon={<RotateCw />} onPress={load}>{t('explore.refresh')}</Button>
          </div>
        }
      />
      <div className="explore">
        <Card title={t('explore.news')}><AskedPart asked={news} onAgain={load}>{(items) => <News items={items} />}</AskedPart></Card>
        <Card title={t('explore.queue')}><AskedPart asked={queue} onAgain={load}>{(value) => <Queue queue={value} />}</AskedPart></Card>
      </div>
    </div>
  )
}
