import type { RichBlock, RichCell, RichInline, RichText } from '../../shared/domain/richText'
import { createRichLine, type RichLine } from './richLine'

export type HeadingLevel = 3 | 4 | 5

/** Blocks being written, element by element. What is opened answers the function that closes it. */
export interface RichBlocks {
  readonly line: RichLine
  /** A paragraph or any other element that stands by itself. */
  block(): () => void
  heading(level: HeadingLevel): () => void
  list(ordered: boolean): () => void
  item(): () => void
  quote(): () => void
  table(): () => void
  row(): () => void
  cell(isHeader: boolean, columnSpan: number, rowSpan: number): () => void
  /** True once a limit was met: what comes after it is not written any more. */
  isFull(): boolean
  finish(): RichText
}

const MAXIMUM_NODES = 100_000
const MAXIMUM_CELLS = 10_000
const MAXIMUM_QUOTES = 4

interface OpenTable {
  readonly rows: (readonly RichCell[])[]
  row: RichCell[] | null
  cell: Omit<RichCell, 'children'> | null
}

/**
 * Begins a rich text. Lists in lists become one list, and what RichText cannot hold (a table in a cell, a quote in an
 * item) becomes lines of the place it stands in: words are kept, arrangement is not.
 */
export function createRichBlocks(): RichBlocks {
  let nodes = 0
  let cells = 0
  const line = createRichLine(() => nodes < MAXIMUM_NODES && (nodes += 1) > 0)
  const targets: RichBlock[][] = [[]]
  let heading: HeadingLevel | null = null
  let items: (readonly RichInline[])[] | null = null
  let table: OpenTable | null = null

  const push = (block: RichBlock): void => {
    nodes += 1
    targets.at(-1)?.push(block)
  }
  const isInside = (): boolean => items !== null || (table !== null && table.cell !== null)
  const endLine = (): void => {
    if (isInside()) return line.edge()
    const children = line.take()
    if (children.length === 0) return
    push(heading === null ? { kind: 'paragraph', children } : { kind: 'heading', level: heading, children })
  }
  const edges = (): (() => void) => {
    endLine()
    return endLine
  }
  const endItem = (): void => {
    const children = line.take()
    if (children.length > 0) items?.push(children)
  }
  const endCell = (): void => {
    if (table === null || table.cell === null) return
    nodes += 1
    table.row?.push({ ...table.cell, children: line.take() })
    table.cell = null
  }
  const endRow = (): void => {
    endCell()
    const row = table?.row
    if (table === null || row === null || row === undefined) return
    if (row.some(({ children }) => children.length > 0)) table.rows.push(row)
    table.row = null
  }

  return {
    line,
    block: edges,
    heading(level) {
      endLine()
      heading = level
      return () => {
        endLine()
        heading = null
      }
    },
    list(ordered) {
      if (table !== null && table.cell !== null) return edges()
      if (items !== null) {
        endItem()
        return endItem
      }
      endLine()
      const own: (readonly RichInline[])[] = []
      items = own
      return () => {
        endItem()
        items = null
        if (own.length > 0) push({ kind: 'list', ordered, items: own })
      }
    },
    item() {
      if (items === null || table?.cell) return edges()
      endItem()
      return endItem
    },
    quote() {
      if (isInside() || table !== null || targets.length > MAXIMUM_QUOTES) return edges()
      endLine()
      const blocks: RichBlock[] = []
      targets.push(blocks)
      return () => {
        endLine()
        targets.pop()
        if (blocks.length > 0) push({ kind: 'quote', blocks })
      }
    },
    table() {
      if (items !== null || table !== null) return edges()
      endLine()
      const own: OpenTable = { rows: [], row: null, cell: null }
      table = own
      return () => {
        endRow()
        endLine()
        table = null
        if (own.rows.length > 0) push({ kind: 'table', rows: own.rows })
      }
    },
    row() {
      if (table === null || table.cell !== null) return edges()
      endRow()
      endLine()
      table.row = []
      return endRow
    },
    cell(isHeader, columnSpan, rowSpan) {
      if (table === null || table.cell !== null) {
        line.space()
        return () => line.space()
      }
      // Words between the cells belong to none: they stand before the table, as browsers have it.
      endLine()
      cells += 1
      if (cells > MAXIMUM_CELLS) return endCell
      table.row ??= []
      table.cell = { isHeader, columnSpan, rowSpan }
      return endCell
    },
    isFull: () => nodes >= MAXIMUM_NODES || cells > MAXIMUM_CELLS,
    finish() {
      endLine()
      return targets[0] ?? []
    }
  }
}
