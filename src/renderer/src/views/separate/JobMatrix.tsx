import { Check } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { usePlan } from '../../stores/plan'
import { clock, count } from '../../text/format'
import { planName } from '../../text/planWords'
import { Button } from '../../components/Button'
import { includedCells, sumCredits, type CreditSum, type JobCell, type JobRow, type JobTable } from './jobTable'
import './matrix.css'

/** More rows than this are shown on demand: a folder may hold thousands of songs. */
const ROWS_AT_FIRST = 100

/** Credits as short as a cell needs it; "free" where none are spent. */
function costText({ credits, exact }: CreditSum, isPaying: boolean, t: TFunction, language: string): string {
  if (!isPaying) return t('plans.free')
  const formatted = count(credits, language)
  return exact ? formatted : t('plans.atLeastShort', { formatted })
}

/** Where an arrow key leads from a cell; null for other keys. Places without a job are stepped over by the caller. */
function step(key: string): readonly [number, number] | null {
  switch (key) {
    case 'ArrowUp': return [-1, 0]
    case 'ArrowDown': return [1, 0]
    case 'ArrowLeft': return [0, -1]
    case 'ArrowRight': return [0, 1]
    default: return null
  }
}

function CellBox({ cell, place, isEntry, cost, onFocus }: {
  readonly cell: JobCell; readonly place: string; readonly isEntry: boolean; readonly cost: string; readonly onFocus: () => void
}) {
  const { t } = useTranslation()
  const setIncluded = usePlan((state) => state.setIncluded)
  const song = cell.input?.name ?? t('plans.textRow')
  return (
    <label className="matrix__job">
      <input
        type="checkbox"
        className="matrix__input"
        data-place={place}
        tabIndex={isEntry ? 0 : -1}
        checked={cell.isIncluded}
        aria-label={t('plans.cell', { song, number: cell.seen.number })}
        aria-describedby={`${place}-cost`}
        onFocus={onFocus}
        onChange={(event) => { setIncluded(cell.key, event.target.checked) }}
      />
      <span className="matrix__box" aria-hidden="true">{cell.isIncluded && <Check />}</span>
      <span className="matrix__cost" id={`${place}-cost`}>{cost}</span>
    </label>
  )
}

function RowHead({ row }: { readonly row: JobRow }) {
  const { t } = useTranslation()
  const { input } = row
  return (
    <th scope="row" role="rowheader" className="matrix__song" title={input?.name}>
      <span className="truncate">{input?.name ?? t('plans.textRow')}</span>
      {input !== null && input.durationSeconds !== null && <span className="matrix__length">{clock(input.durationSeconds)}</span>}
    </th>
  )
}

/** Songs by plans: every job a box to tick, with its price, and the sums of rows and columns. Arrow keys move in it. */
export function JobMatrix({ table, isPaying }: { readonly table: JobTable; readonly isPaying: boolean }) {
  const { t, i18n } = useTranslation()
  const grid = useRef<HTMLTableElement>(null)
  const [entry, setEntry] = useState('0-0')
  const [showAll, setShowAll] = useState(false)
  const { plans, rows } = table
  // With one plan a row has one job, which is its own sum.
  const withSums = plans.length > 1
  const cost = (cells: readonly JobCell[]): string => costText(sumCredits(cells), isPaying, t, i18n.language)
  const shown = showAll ? rows : rows.slice(0, ROWS_AT_FIRST)
  const places = shown.flatMap(({ cells }, row) => cells.flatMap((cell, column) => cell === null ? [] : [`${row}-${column}`]))
  const tabStop = places.includes(entry) ? entry : places[0]

  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const by = step(event.key)
    const from = event.target instanceof HTMLElement ? event.target.dataset['place'] : undefined
    if (by === null || from === undefined) return
    event.preventDefault()
    const [rowStep, columnStep] = by
    let [row = 0, column = 0] = from.split('-').map(Number)
    for (;;) {
      row += rowStep
      column += columnStep
      if (row < 0 || column < 0 || row >= shown.length || column >= plans.length) return
      const next = grid.current?.querySelector<HTMLElement>(`[data-place="${row}-${column}"]`)
      if (next !== null && next !== undefined) return next.focus()
    }
  }
  const jobsOf = (cells: readonly (JobCell | null)[]): readonly JobCell[] => cells.filter((cell): cell is JobCell => cell?.isIncluded === true)
  const sumText = (cells: readonly JobCell[]): string =>
    isPaying ? cost(cells) : count(cells.length, i18n.language)

  return (
    <div className="matrix">
      <div className="matrix__wide">
        <table className="matrix__table" role="grid" aria-label={t('plans.matrix')} ref={grid} onKeyDown={move}>
          <thead>
            <tr role="row">
              <th scope="col" role="columnheader" className="matrix__song">{t('plans.matrixSong')}</th>
              {plans.map((seen) => (
                <th key={seen.slotId} scope="col" role="columnheader" title={planName(seen.plan, t)}>
                  <span className="plan__number" aria-hidden="true">{seen.number}</span>
                  <span className="visually-hidden">{t('plans.edit', { number: seen.number, name: planName(seen.plan, t) })}</span>
                </th>
              ))}
              {withSums && <th scope="col" role="columnheader" className="matrix__sum">{t('plans.matrixSum')}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, rowIndex) => (
              <tr key={row.input?.id ?? ''} role="row">
                <RowHead row={row} />
                {row.cells.map((cell, column) => (
                  <td key={plans[column]?.slotId} role="gridcell">
                    {cell === null
                      ? <><span aria-hidden="true">–</span><span className="visually-hidden">{t('plans.notApplicable')}</span></>
                      : (
                        <CellBox
                          cell={cell}
                          place={`${rowIndex}-${column}`}
                          isEntry={tabStop === `${rowIndex}-${column}`}
                          cost={cost([cell])}
                          onFocus={() => { setEntry(`${rowIndex}-${column}`) }}
                        />
                      )}
                  </td>
                ))}
                {withSums && <td role="gridcell" className="matrix__sum">{sumText(jobsOf(row.cells))}</td>}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr role="row">
              <th scope="row" role="rowheader" className="matrix__song">{t('plans.matrixSum')}</th>
              {plans.map((seen, column) => (
                <td key={seen.slotId} role="gridcell">{sumText(jobsOf(rows.map(({ cells }) => cells[column] ?? null)))}</td>
              ))}
              {withSums && <td role="gridcell" className="matrix__sum">{sumText(includedCells(table))}</td>}
            </tr>
          </tfoot>
        </table>
      </div>
      {shown.length < rows.length && (
        <Button kind="quiet" size="small" onPress={() => { setShowAll(true) }}>{t('plans.moreSongs', { count: rows.length - shown.length })}</Button>
      )}
    </div>
  )
}
