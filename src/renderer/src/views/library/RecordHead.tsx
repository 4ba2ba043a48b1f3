import { useTranslation } from 'react-i18next'
import { Badge } from '../../components/Badge'
import { TrialMark } from '../prepare/TrialMark'
import type { LibraryItem, Whereabouts } from './items'

const WORDS = { here: 'history.here', coming: 'history.coming', there: 'history.onlyThere', gone: 'history.gone' } as const satisfies Record<Whereabouts, string>

/** What a thing in the library is called, and where it is. */
export function RecordHead({ item }: { readonly item: LibraryItem }) {
  const { t } = useTranslation()
  return (
    <p className="record__head">
      <span className="record__name truncate" title={item.name}>{item.name}</span>
      <TrialMark prepared={item.job?.input.prepared} />
      <Badge tone={item.where === 'there' ? 'warning' : 'plain'}>{t(WORDS[item.where])}</Badge>
    </p>
  )
}
