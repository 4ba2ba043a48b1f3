import { useTranslation } from 'react-i18next'
import type { Prepared } from '../../../../shared/domain/prepared'
import { Badge } from '../../components/Badge'

/** Says of a job that only thirty seconds of the song went into it. */
export function TrialMark({ prepared }: { readonly prepared: Prepared | undefined }) {
  const { t } = useTranslation()
  return prepared?.how === 'trial' ? <Badge>{t('prepare.trialMark')}</Badge> : null
}
