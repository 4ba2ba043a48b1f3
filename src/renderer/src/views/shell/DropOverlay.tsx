import { useTranslation } from 'react-i18next'
import { Strands } from '../../components/Strands'
import { readResultLink } from '../../../../shared/domain/resultLink'
import { takeLink } from '../../stores/history'
import { addDropped } from '../../stores/inputs'
import { takeLinks } from '../../stores/links'
import { goTo } from '../../stores/navigation'
import { useNotices } from '../../stores/notices'
import { useWindowDrop } from './useWindowDrop'

const take = (files: readonly File[]): void => {
  goTo({ page: 'separate' })
  void addDropped(files)
}

/** A link to a result opens, links to songs are added; of any other text nothing is taken, and where it was dropped that is said. */
const takeText = (text: string, how: 'paste' | 'drop'): boolean => {
  if (readResultLink(text) !== null) {
    void takeLink(text)
    return true
  }
  const isTaken = takeLinks(text)
  if (!isTaken && how === 'drop') useNotices.getState().add({ kind: 'linksRefused', refused: [], left: 0 })
  return isTaken
}

/** Covers the window while files hover over it. For the eye only: a drag has no keyboard way, "Add files…" has. */
export function DropOverlay() {
  const { t } = useTranslation()
  const hovering = useWindowDrop(take, takeText)
  if (hovering === null) return null
  return (
    <div className="drop" aria-hidden="true">
      <div className="drop__frame">
        <Strands className="drop__strands" width={900} height={200} spread={0.85} thickness={4} />
        <p className="drop__title">{t('separate.dropNow')}</p>
        <p className="drop__what">{t(hovering === 'files' ? 'separate.dropNowWhat' : 'links.dropNowWhat')}</p>
      </div>
    </div>
  )
}
