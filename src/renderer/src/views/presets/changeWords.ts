import type { TFunction } from 'i18next'
import type { PlanChange } from '../../stores/keptPlan'
import { formatWords, shortened } from '../../text/planWords'

/** One difference between a kept plan and today, in words. */
export function changeWords(change: PlanChange, t: TFunction): string {
  switch (change.kind) {
    case 'algorithmGone':
      return change.now === null
        ? t('plans.change.algorithmGone', { name: change.algorithmName })
        : t('plans.change.algorithmGoneNow', { name: change.algorithmName, now: change.now })
    case 'optionGone': {
      const about = { label: shortened(change.label), field: change.fieldText }
      return change.now === null ? t('plans.change.optionGone', about) : t('plans.change.optionGoneNow', { ...about, now: change.now })
    }
    case 'fieldGone': return t('plans.change.fieldGone', { field: change.fieldText, label: shortened(change.label) })
    case 'fieldNew':
      return change.now === null
        ? t('plans.change.fieldNew', { field: change.fieldText })
        : t('plans.change.fieldNewNow', { field: change.fieldText, now: change.now })
    case 'fieldRenamed': return t('plans.change.fieldRenamed', { field: change.fieldText, now: change.now })
    case 'optionRenamed':
      return t('plans.change.optionRenamed', { label: shortened(change.label), field: change.fieldText, now: change.now })
    case 'formatGone':
      return t('plans.change.formatGoneNow', { format: formatWords(change.outputFormat, t), now: formatWords(change.now, t) })
  }
}
