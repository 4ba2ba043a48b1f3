import { useTranslation } from 'react-i18next'
import { Strands } from '../../components/Strands'
import { readResultLink } from '../../../../shared/domain/resultLink'
import { takeLink } from '../../stores/history'
import { addDropped } from '../../stores/inputs'
import { goTo } from '../../stores/navigation'
import { useWindowDrop } from './useWindowDrop'

const take = (files: readonly File[]): void => {
  goTo({ page: 'separate' })
  void addDropped(files)
}

/** A pasted link to a result opens; any other text is nothing to us. */
const takeText = (text: string): boolean => {
  if (readResultLink(text) === null) return false
  void takeLink(text)
  return true
}

/** Covers the window while files hover over it. For the eye only: a drag has no keyboard way, "Add files…" has. */
export function DropOverlay() {
  const { t } = useTranslation()
  const hovering = useWindowDrop(take, takeText)
  if (!hovering) return null
  return (
    <div className="drop" aria-hidden="true">
      <div className="drop__frame">
        <Strands className="drop__strands" width={900} height={200} spread={0.85} thickness={4} />
        <p className="drop__title">{t('separate.dropNow')}</p>
        <p className="drop__what">{t('separate.dropNowWhat')}</p>
      </div>
    </div>
  )
}
