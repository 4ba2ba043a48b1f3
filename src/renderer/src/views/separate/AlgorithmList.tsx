import { memo, useCallback, useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Collection, Header, ListBox, ListBoxSection } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { optionFound } from '../../../../shared/domain/searchAlgorithms'
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

// Forty rows drawn at every letter typed take twice as long as the dozen in sight (bench/keyToResults.ts).
const MOST_DRAWN_WHOLE = 12
const LAYOUT = { rowSize: ROW_HEIGHT, headingSize: HEADING_HEIGHT }

const rendered = (event: KeyboardEvent): number | null => {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="option"][data-key]') : null
  const key = Number(row?.dataset['key'])
  return row === null || Number.isNaN(key) ? null : key
}

interface Row {
  readonly id: number
  readonly algorithm: Algorithm
  readonly option: string | null
  readonly isFavourite: boolean
}

/** Rows that are the same object for as long as they show the same: the list draws only those that changed. */
function useRows(query: string, favourites: readonly number[]): (algorithm: Algorithm) => Row {
  const known = useRef(new WeakMap<Algorithm, Row>())
  const starred = useMemo(() => new Set(favourites), [favourites])
  return useCallback((algorithm) => {
    const { renderId: id } = algorithm
    const option = query.trim() === '' ? null : optionFound(algorithm, query)
    const isFavourite = starred.has(id)
    const before = known.current.get(algorithm)
    if (before?.option === option && before.isFavourite === isFavourite) return before
    const row = { id, algorithm, option, isFavourite }
    known.current.set(algorithm, row)
    return row
  }, [query, starred])
}

/** The algorithms under their headings; one of them is chosen. */
export const AlgorithmList = memo(function AlgorithmList({ sections, chosenRenderId, favourites, query, empty, onChoose, onStar, onEmptied, ref }: AlgorithmListProps) {
  const { t } = useTranslation()
  const keysId = useId()
  const toRow = useRows(query, favourites)
  const groups = useMemo(() => sections.map(({ id, name, algorithms }) => ({ id, name, rows: algorithms.map(toRow) })), [sections, toRow])
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
    onStar(algorithm, !favourites.includes(algorithm.renderId))
  }

  return (
    <div className="algorithms__frame" onKeyDown={starFocused}>
      <span id={keysId} hidden>{t('picker.listKeys')}</span>
      <LongList rows={rows} wholeUpTo={MOST_DRAWN_WHOLE} layout={LAYOUT}>
        <ListBox
          ref={ref}
          className="algorithms"
          aria-label={t('separate.algorithms')}
          aria-describedby={keysId}
          items={groups}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={chosenRenderId === null ? [] : [chosenRenderId]}
          onSelectionChange={(keys) => {
            const chosen = keys === 'all' ? undefined : find(Number([...keys][0]))
            if (chosen !== undefined) onChoose(chosen)
          }}
        >
          {(group) => (
            <ListBoxSection id={group.id} className="algorithms__group">
              <Header className="algorithms__heading">{group.name}</Header>
              <Collection items={group.rows}>
                {({ algorithm, option, isFavourite }) => <AlgorithmItem algorithm={algorithm} option={option} isFavourite={isFavourite} onStar={onStar} />}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </LongList>
      {/* Not in the list: what is no algorithm is no option of it. */}
      {rows === 0 && <div className="algorithms__none">{empty}</div>}
    </div>
  )
})
