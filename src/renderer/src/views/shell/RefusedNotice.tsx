import { useTranslation } from 'react-i18next'
import type { RefusedInput } from '../../../../shared/domain/input'
import { Callout } from '../../components/Callout'
import { errorText } from '../../text/errorText'

/** So many are named; a folder may hold hundreds that are no songs. */
const MOST_NAMED = 6

/** What could not be added, each with its reason. */
export function RefusedNotice({ refused, onDismiss }: { readonly refused: readonly RefusedInput[]; readonly onDismiss: () => void }) {
  const { t } = useTranslation()
  const more = refused.length - MOST_NAMED
  return (
    <Callout tone="warning" title={t('separate.refused', { count: refused.length })} dismissLabel={t('app.dismiss')} onDismiss={onDismiss}>
      <ul className="refused">
        {refused.slice(0, MOST_NAMED).map(({ name, error }, index) => {
          const words = errorText({ ...error, subject: error.subject ?? name }, t)
          return <li key={index}><strong>{words.what.includes(name) ? '' : `${name}: `}{words.what}</strong> {words.next}</li>
        })}
        {more > 0 && <li>{t('folders.moreRefused', { count: more })}</li>}
      </ul>
    </Callout>
  )
}
