import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import type { QueueNow } from '../../../../shared/domain/site'
import { call } from '../../bridge/client'
import { Card } from '../../components/Card'
import { useAccount } from '../../stores/account'
import { count, span } from '../../text/format'
import { KeptList } from './KeptList'
import { useKept } from './useKept'

const LOOK_AGAIN_MS = 20_000

function Place({ now, isSignedIn }: { readonly now: QueueNow; readonly isSignedIn: boolean }) {
  const { t, i18n } = useTranslation()
  const { ahead, waitSeconds, ownJobs } = now
  if (!isSignedIn) return <p>{t('explore.placeSignIn')}</p>
  return (
    <>
      {ahead !== null && <p>{ahead === 0 ? t('explore.placeNext') : t('explore.placeAhead', { count: ahead })}</p>}
      {waitSeconds !== null && waitSeconds > 0 && <p>{t('explore.placeWait', { time: span(waitSeconds, t, i18n.language) })}</p>}
      {ahead === null && waitSeconds === null && <p>{t('explore.placeUnknown')}</p>}
      {ownJobs !== null && <p>{ownJobs === 0 ? t('explore.ownJobsNone') : t('explore.ownJobs', { count: ownJobs })}</p>}
    </>
  )
}

function Queues({ now: { queue, ownPlan } }: { readonly now: QueueNow }) {
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
      <ul className="queue__plans" aria-label={t('explore.waiting')}>
        {queue.byPlan.map(({ plan, waiting }) => (
          <li key={plan} className="queue__plan">
            <span>{plan === ownPlan ? t('explore.ownPlan', { plan }) : plan}</span>
            <strong>{count(waiting, i18n.language)}</strong>
            <span className="queue__bar" aria-hidden="true"><i style={{ width: `${(waiting / most) * 100}%` }} /></span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How busy the service is, and where one's own next job stands; looked at again while it is seen, and only then. */
export function QueuePart({ service }: { readonly service: ServiceId }) {
  const { t, i18n } = useTranslation()
  const status = useAccount(({ account }) => account.status)
  const who = useAccount(({ account }) => account.status === 'signedIn' ? account.email : '')
  const isSignedIn = service === 'local' || status === 'signedIn' || status === 'unchecked'
  const { shown, refresh } = useKept(`${service} ${isSignedIn} ${who}`, (again) => call('explore:queue', { service, refresh: again }))
  useEffect(() => {
    const look = (): void => { if (document.visibilityState === 'visible') refresh() }
    const timer = setInterval(look, LOOK_AGAIN_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [refresh])
  return (
    <KeptList shown={shown} onRefresh={refresh}>
      {(now) => {
        const free = now.queue.freeSeparations
        const isOld = shown.status === 'ready' && shown.kept.refreshError !== null
        return (
          <div className="explore__two">
            <Card title={t('explore.queue')}><Queues now={now} /></Card>
            <Card title={t('explore.yourPlace')}>
              <div className="queue__place"><Place now={now} isSignedIn={isSignedIn} /></div>
              {free !== null && (
                <p className="queue__free">
                  {t(isOld ? 'explore.freeSaved' : 'explore.freeLeft')}{' '}
                  <strong>{t('explore.freeOf', { left: count(free.left, i18n.language), max: count(free.max, i18n.language) })}</strong>
                </p>
              )}
            </Card>
          </div>
        )
      }}
    </KeptList>
  )
}
