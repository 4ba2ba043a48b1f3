import { useTranslation } from 'react-i18next'
import { predictStems } from '../../../../shared/domain/predictStems'
import { StemChip } from '../../components/StemChip'
import { planName } from '../../text/planWords'
import type { SeenPlan } from './jobTable'

function StemsOf({ seen, isOnly }: { readonly seen: SeenPlan; readonly isOnly: boolean }) {
  const { t } = useTranslation()
  const { stems, certainty } = predictStems(seen.algorithm, seen.choice.values)
  return (
    <div className="before__plan">
      {!isOnly && <span className="plan__number" title={planName(seen.plan, t)} aria-hidden="true">{seen.number}</span>}
      <div className="before__comes">
        {stems.length > 0 && (
          <ul className="chips" aria-label={isOnly ? t('separate.stems') : t('plans.willGetOf', { number: seen.number })}>
            {stems.map(({ key, label }, index) => <li key={`${index}-${key}`}><StemChip name={label} /></li>)}
          </ul>
        )}
        {certainty === 'usual' && <p className="before__soft">{t('plans.stemsUsual')}</p>}
        {certainty === 'unknown' && <p className="before__soft">{t('plans.stemsUnknown')}</p>}
      </div>
    </div>
  )
}

/** What comes out of each plan, for the options chosen right now. */
export function PlanStems({ plans }: { readonly plans: readonly SeenPlan[] }) {
  const { t } = useTranslation()
  return (
    <div className="before__stems">
      <p className="before__label">{t('separate.stems')}</p>
      {plans.length === 0 && <p className="before__soft">{t('separate.chooseFirst')}</p>}
      {plans.map((seen) => <StemsOf key={seen.slotId} seen={seen} isOnly={plans.length === 1} />)}
    </div>
  )
}
