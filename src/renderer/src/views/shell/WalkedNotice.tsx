import { useTranslation } from 'react-i18next'
import type { WalkedFolders } from '../../../../shared/domain/input'
import { Callout } from '../../components/Callout'

/** What became of folders that were added: "312 songs added, 40 other files left out, 3 not readable". */
export function WalkedNotice({ walked, onDismiss }: { readonly walked: WalkedFolders; readonly onDismiss: () => void }) {
  const { t } = useTranslation()
  const { songs, leftOut, unreadable, isCut } = walked
  const parts = [
    t('folders.songs', { count: songs }),
    ...(leftOut > 0 ? [t('folders.leftOut', { count: leftOut })] : []),
    ...(unreadable > 0 ? [t('folders.unreadable', { count: unreadable })] : [])
  ]
  return (
    <Callout tone={songs === 0 || isCut || unreadable > 0 ? 'warning' : 'good'} title={songs === 0 ? t('folders.none') : parts.join(', ')} dismissLabel={t('app.dismiss')} onDismiss={onDismiss}>
      {songs === 0 && parts.length > 1 && <p>{parts.slice(1).join(', ')}</p>}
      {isCut && <p>{t('folders.cut')}</p>}
    </Callout>
  )
}
