import { useTranslation } from 'react-i18next'
import { MOST_LINKS, type RefusedLink } from '../../../../shared/domain/readLinks'
import { Callout } from '../../components/Callout'

/** What a pasted or dropped text held beyond the links that were taken, each with its reason; nothing at all is said as well. */
export function LinksNotice({ refused, left, onDismiss }: { readonly refused: readonly RefusedLink[]; readonly left: number; readonly onDismiss: () => void }) {
  const { t } = useTranslation()
  const count = refused.length + left
  return (
    <Callout tone="warning" title={count === 0 ? t('links.noneDropped') : t('links.refusedTitle', { count })} dismissLabel={t('app.dismiss')} onDismiss={onDismiss}>
      {count === 0 ? t('links.noneDroppedNext') : (
        <ul className="refused">
          {refused.map(({ shown, why }) => <li key={`${why} ${shown}`}><strong className="refused__link">{shown}</strong> {t(`links.why.${why}`)}</li>)}
          {left > 0 && <li>{t('links.left', { count: left, most: MOST_LINKS })}</li>}
        </ul>
      )}
    </Callout>
  )
}
