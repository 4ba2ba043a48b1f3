import type { ReactNode } from 'react'
import type { RichCell, RichInline } from '../../../shared/domain/richText'

export interface RichTableProps {
  readonly rows: readonly (readonly RichCell[])[]
  readonly label: string
  readonly cell: (children: readonly RichInline[]) => ReactNode
}

const MOST_SPAN = 50
const MOST_HEAD_ROWS = 3
const span = (cells: number): number => Math.min(MOST_SPAN, Math.max(1, Math.trunc(cells) || 1))

/** Marked as a heading, or all in strong letters: the service's tables mark their headings loosely. */
const isHeading = ({ isHeader, children }: RichCell): boolean =>
  isHeader || (children.length > 0 && children.every((part) => part.kind === 'strong' || (part.kind === 'text' && part.text.trim() === '')))

/** Rows at the top that name the columns: the first, where it is mostly headings, and those its tall cells reach into. */
function headRowsOf(rows: RichTableProps['rows']): number {
  const [first] = rows
  if (first === undefined || first.filter(isHeading).length * 2 <= first.length) return 0
  return Math.min(rows.length, MOST_HEAD_ROWS, Math.max(...first.map(({ rowSpan }) => span(rowSpan))))
}

/** A table in a window of its own: wide ones scroll sideways, long ones keep their heading in sight. */
export function RichTable({ rows, label, cell }: RichTableProps) {
  const headRows = headRowsOf(rows)
  const drawn = (row: readonly RichCell[], key: number, scope: 'col' | 'row'): ReactNode => (
    <tr key={key}>
      {row.map(({ isHeader, columnSpan, rowSpan, children }, index) => {
        const spans = { colSpan: span(columnSpan), rowSpan: span(rowSpan) }
        return isHeader ? <th key={index} scope={scope} {...spans}>{cell(children)}</th> : <td key={index} {...spans}>{cell(children)}</td>
      })}
    </tr>
  )
  return (
    // Focusable, so that arrow keys scroll it; a description has too many tables for each to be a landmark.
    <div className="rich__table" role="group" aria-label={label} tabIndex={0}>
      <table>
        {headRows > 0 && <thead>{rows.slice(0, headRows).map((row, index) => drawn(row, index, 'col'))}</thead>}
        <tbody>{rows.slice(headRows).map((row, index) => drawn(row, index, 'row'))}</tbody>
      </table>
    </div>
  )
}
