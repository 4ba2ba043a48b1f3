import { Ban, ExternalLink, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LIMITS, type Sender } from '../../../../shared/domain/limits'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { attempt } from '../../stores/notices'
import { month } from '../../text/format'
import { SmallerButtons } from '../prepare/SmallerButtons'
import { SplitOffer } from '../split/SplitOffer'
import type { LimitGroup } from './brokenLimitGroups'
import type { JobCell } from './jobTable'
import { limitWords } from './limitWords'

/** More than these are shown on demand: a folder of long songs breaks the same limit a hundred times. */
const MOST_AT_FIRST = 5

/** Every limit that the batch breaks, and what to do. Warnings leave the choice; what is sure to be refused is marked. */
export function Limits({ groups, cells, sender }: {
  readonly groups: readonly LimitGroup[]
  readonly sender: Sender
  /** The jobs that are to be, where a song may be sent in parts instead. */
  readonly cells?: readonly JobCell[]
}) {
  const { t, i18n } = useTranslation()
  const [showAll, setShowAll] = useState(false)
  if (groups.length === 0) return null
  // What stops the batch comes first, and never hides behind "more".
  const ordered = [...groups].sort((one, other) => Number(other.isSure) - Number(one.isSure))
  const shown = showAll ? ordered : ordered.slice(0, MOST_AT_FIRST)
  const helpsOnline = groups.some(({ broken: { wayOut } }) => wayOut === 'enablePremium' || wayOut === 'buyCredits')
  return (
    <div className="limits">
      <ul className="limits__list" aria-label={t('plans.limits.title')}>
        {shown.map((group) => {
          const words = limitWords(group, t, i18n.language)
          const Icon = group.isSure ? Ban : TriangleAlert
          return (
            <li key={group.key} className="limits__one" data-sure={group.isSure}>
              <Icon aria-hidden="true" />
              <div className="limits__words">
                <p><strong>{words.what}</strong> {words.next}</p>
                {cells !== undefined && <SplitOffer group={group} groups={groups} cells={cells} sender={sender} />}
              </div>
            </li>
          )
        })}
      </ul>
      {shown.length < ordered.length && (
        <Button kind="quiet" size="small" onPress={() => { setShowAll(true) }}>{t('plans.limits.more', { count: ordered.length - shown.length })}</Button>
      )}
      {sender !== 'local' && <p className="before__soft">{t('plans.limits.asOf', { when: month(LIMITS.asOf, i18n.language) })}</p>}
      {cells !== undefined && <SmallerButtons groups={shown} />}
      {helpsOnline && (
        <Button kind="quiet" size="small" icon={<ExternalLink />} onPress={() => { void attempt(() => call('app:openLink', { link: 'mvsepSite' })) }}>
          {t('app.openSite')}
        </Button>
      )}
    </div>
  )
}
