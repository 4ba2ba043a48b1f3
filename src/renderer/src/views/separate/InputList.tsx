import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'

// Up to here the list is drawn whole. Above, only what is looked at: a folder may hold thousands of songs.
const MOST_DRAWN_WHOLE = 60
const ROW_HEIGHT_PX = 36

/** The songs of the list; `row` draws one as a list item. */
export function InputList({ inputs, row }: { readonly inputs: readonly Input[]; readonly row: (input: Input) => ReactNode }) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const isLong = inputs.length > MOST_DRAWN_WHOLE
  // eslint-disable-next-line react-hooks/incompatible-library -- the React Compiler, which it is about, is not used here
  const virtual = useVirtualizer({
    count: inputs.length,
    enabled: isLong,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_HEIGHT_PX,
    getItemKey: (index) => inputs[index]?.id ?? index,
    overscan: 4
  })
  const drawn = virtual.getVirtualItems()
  const before = drawn[0]?.start ?? 0
  const after = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  return (
    // Items of a long list that are not drawn leave their room behind, so that rows of any kind stay in the flow.
    <ul ref={list} className="inputs" data-long={isLong} aria-label={t('separate.inputs')}>
      {isLong && before > 0 && <li aria-hidden="true" className="inputs__room" style={{ height: before }} />}
      {isLong
        ? drawn.map(({ index }) => { const input = inputs[index]; return input === undefined ? null : row(input) })
        : inputs.map(row)}
      {isLong && after > 0 && <li aria-hidden="true" className="inputs__room" style={{ height: after }} />}
    </ul>
  )
}
