import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Account } from '../../../../shared/domain/account'
import type { BatchFacts as Facts } from '../../../../shared/domain/batch'
import { paysCredits } from '../../../../shared/domain/limits'
import type { ServiceId } from '../../../../shared/domain/service'
import { useAccount } from '../../stores/account'
import { useSite } from '../../stores/site'
import { clock, count } from '../../text/format'
import { sumCredits, type JobCell } from './jobTable'

/** What the batch costs; before signing in, what it would cost with credits. */
function costText(service: ServiceId, account: Account, cells: readonly JobCell[], t: TFunction, language: string): string {
  if (service === 'local') return t('separate.costFreeLocal')
  if (account.status === 'signedIn' && !paysCredits(account)) return t(account.premiumEnabled ? 'plans.costNoCredits' : 'separate.costFree')
  const { credits, exact } = sumCredits(cells)
  const formatted = count(credits, language)
  return exact ? t('service.credits', { count: credits, formatted }) : t('separate.costAtLeast', { count: credits, formatted })
}

/** The prices of the single jobs, when there are several and they cost something: "3 credits a job", "1 to 9 credits a job". */
function eachText(cells: readonly JobCell[], t: TFunction, language: string): string | null {
  const known = cells.flatMap(({ credits }) => credits === null ? [] : [credits])
  if (cells.length < 2 || known.length === 0) return null
  const from = Math.min(...known)
  const to = Math.max(...known)
  if (from === to) return t('plans.each', { count: from, formatted: count(from, language) })
  return t('plans.eachFromTo', { from: count(from, language), to: count(to, language) })
}

/** How many free runs the day has left; MVSEP counts them while premium is switched off. */
function FreeRuns({ used }: { readonly used: number }) {
  const { t, i18n } = useTranslation()
  const queue = useSite((state) => state.queue)
  if (queue.status === 'loading') return <>{t('plans.freeRunsAsking')}</>
  const free = queue.status === 'ready' ? queue.value.freeSeparations : null
  if (free === null) return <>{t('plans.freeRunsUnknown')}</>
  return (
    <>
      {t('plans.freeRunsOf', { left: count(free.left, i18n.language), max: count(free.max, i18n.language) })}
      {used > 0 && <span className="before__soft">{t('plans.freeRunsUsed', { count: used })}</span>}
    </>
  )
}

/** Jobs, music and cost of the batch, and on MVSEP what stands against them: balance, premium, free runs. */
export function BatchFacts({ service, cells, facts, withJobs }: {
  readonly service: ServiceId; readonly cells: readonly JobCell[]; readonly facts: Facts
  /** False where their number stands already. */
  readonly withJobs: boolean
}) {
  const { t, i18n } = useTranslation()
  const account = useAccount((state) => state.account)
  const signedIn = service === 'mvsep' && account.status === 'signedIn' ? account : null
  const songs = new Map(cells.flatMap(({ input }) => input === null ? [] : [[input.id, input] as const]))
  const lengths = [...songs.values()].map(({ durationSeconds }) => durationSeconds)
  const seconds = lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0)
  const each = signedIn !== null && paysCredits(signedIn) ? eachText(cells, t, i18n.language) : null
  return (
    <dl className="before__facts">
      {withJobs && <div><dt>{t('separate.jobs')}</dt><dd>{t('plans.jobs', { count: cells.length })}</dd></div>}
      <div>
        <dt>{t('separate.totalDuration')}</dt>
        <dd>{songs.size === 0 ? t('plans.noMusic') : lengths.every((length) => length === null) ? t('units.unknownDuration') : lengths.includes(null) ? t('separate.atLeast', { duration: clock(seconds) }) : clock(seconds)}</dd>
      </div>
      <div className="before__cost">
        <dt>{t('separate.cost')}</dt>
        <dd>
          {costText(service, account, cells, t, i18n.language)}
          {signedIn !== null && (
            <span className="before__soft">
              {t('separate.creditsLeft', { count: signedIn.credits, formatted: count(signedIn.credits, i18n.language) })}
            </span>
          )}
          {each !== null && <span className="before__soft">{each}</span>}
        </dd>
      </div>
      {signedIn !== null && (
        <>
          <div className="before__first"><dt>{t('plans.premium')}</dt><dd>{t(signedIn.premiumEnabled ? 'plans.premiumOn' : 'plans.premiumOff')}</dd></div>
          <div className="before__wide"><dt>{t('plans.freeRuns')}</dt><dd><FreeRuns used={facts.freeRunsUsed} /></dd></div>
        </>
      )}
    </dl>
  )
}
