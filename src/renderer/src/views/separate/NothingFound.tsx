import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/domain/findAlgorithms'

/** Why the list is empty, and the way out. */
export function NothingFound({ finding: { view, query, needs } }: { readonly finding: Finding }) {
  const { t } = useTranslation()
  if (query.trim() !== '') return <><strong>{t('separate.nothingFound', { query })}</strong>{t('separate.nothingFoundNext')}</>
  if (needs.length > 0) return <><strong>{t('picker.noneGives')}</strong>{t('picker.noneGivesNext')}</>
  switch (view) {
    case 'favourites': return <><strong>{t('picker.noFavourites')}</strong>{t('picker.noFavouritesNext')}</>
    case 'recent': return <><strong>{t('picker.noRecent')}</strong>{t('picker.noRecentNext')}</>
    case 'best': return <strong>{t('picker.noRated')}</strong>
    case 'popular': case 'groups': return <strong>{t('picker.noUsed')}</strong>
  }
}
