import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Collection, Header, ListBox, ListBoxSection } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { LongList } from '../../components/LongList'
import { AlgorithmItem } from './AlgorithmItem'
import { HEADING_HEIGHT, ROW_HEIGHT, topOf, type Section } from './algorithmSections'
import { showRow } from './focusRow'

export interface AlgorithmListProps {
  readonly sections: readonly Section[]
  readonly chosenRenderId: number | null
  readonly favourites: readonly number[]
  readonly query: string
  /** What stands there when nothing was found. */
  readonly empty: ReactNode
  readonly onChoose: (algorithm: Algorithm) => void
  readonly onStar: (algorithm: Algorithm, isFavourite: boolean) => void
  /** The last row was taken away by a key pressed on it: the focus needs another place. */
  readonly onEmptied: () => void
  readonly ref: RefObject<HTMLDivElement | null>
}

const LAYOUT = { rowSize: ROW_HEIGHT, headingSize: HEADING_HEIGHT }

const rendered = (event: KeyboardEvent): number | null => {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="option"][data-key]') : null
  const key = Number(row?.dataset['key'])
  return row === null || Number.isNaN(key) ? null : key
}

/** The algorithms under their headings; one of them is chosen. */
export function AlgorithmList({ sections, chosenRenderId, favourites, query, empty, onChoose, onStar, onEmptied, ref }: AlgorithmListProps) {
  const { t } = useTranslation()
  const keysId = useId()
  const starred = useMemo(() => new Set(favourites), [favourites])
  const rows = sections.reduce((sum, { algorithms }) => sum + algorithms.length, 0)
  const find = (renderId: number | null): Algorithm | undefined =>
    sections.flatMap(({ algorithms }) => algorithms).find((algorithm) => algorithm.renderId === renderId)

  // What was chosen for the user (the last plan, say) must be in sight, too; a new search begins at its best match.
  useEffect(() => {
    const top = chosenRenderId === null || query.trim() !== '' ? null : topOf(sections, chosenRenderId)
    if (ref.current === null) return
    if (top === null) ref.current.scrollTop = 0
    else showRow(ref.current, top)
  }, [ref, sections, chosenRenderId, query])

  const starredByKey = useRef(false)
  useEffect(() => {
    if (rows === 0 && starredByKey.current) onEmptied()
    starredByKey.current = false
  }, [rows, onEmptied])

  const starFocused = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'd' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    const algorithm = find(rendered(event))
    if (algorithm === undefined) return
    event.preventDefault()
    starredByKey.current = true
    onStar(algorithm, !starred.has(algorithm.renderId))
  }

  return (
    <div className="algorithms__frame" onKeyDown={starFocused}>
      <span id={keysId} hidden>{t('picker.listKeys')}</span>
      <LongList rows={rows} layout={LAYOUT}>
        <ListBox
          ref={ref}
          className="algorithms"
          aria-label={t('separate.algorithms')}
          aria-describedby={keysId}
          items={sections}
          dependencies={[starred, query]}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={chosenRenderId === null ? [] : [chosenRenderId]}
          onSelectionChange={(keys) => {
            const chosen = keys === 'all' ? undefined : find(Number([...keys][0]))
            if (chosen !== undefined) onChoose(chosen)
          }}
        >
          {(section) => (
            <ListBoxSection id={section.id} className="algorithms__group">
              <Header className="algorithms__heading">{section.name}</Header>
              <Collection items={section.algorithms.map((algorithm) => ({ id: algorithm.renderId, algorithm }))} dependencies={[starred, query]}>
                {({ algorithm }) => <AlgorithmItem algorithm={algorithm} query={query} isFavourite={starred.has(algorithm.renderId)} onStar={onStar} />}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </LongList>
      {/* Not in the list: what is no algorithm is no option of it. */}
      {rows === 0 && <div className="algorithms__none">{empty}</div>}
    </div>
  )
}
