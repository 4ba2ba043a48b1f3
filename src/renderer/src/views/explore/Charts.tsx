import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckerEntry } from '../../../../shared/domain/qualityChecker'
import { stemFamily } from '../../components/stemFamily'
import { day, decimals } from '../../text/format'
import { bestByStem, overTime, place } from './chartFigures'

const WIDTH = 420
const ROW = 24
const LABEL = 120
const FIGURE = 52
const HEIGHT = 190

interface Cell {
  readonly what: string
  readonly value: string
  readonly name: string
}

/** The figures of a chart as a table. */
function ChartTable({ title, first, cells }: { readonly title: string; readonly first: string; readonly cells: readonly Cell[] }) {
  const { t } = useTranslation()
  return (
    <details className="chart__text">
      <summary>{t('explore.chartAsTable')}</summary>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead><tr>{[first, t('explore.chartValue'), t('separate.algorithm')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{cells.map(({ what, value, name }, index) => <tr key={index}><th scope="row">{what}</th><td>{value}</td><td>{name}</td></tr>)}</tbody>
      </table>
    </details>
  )
}

function StemBars({ entries }: { readonly entries: readonly CheckerEntry[] }) {
  const { t, i18n } = useTranslation()
  const titleId = useId()
  const bars = bestByStem(entries)
  if (bars.length === 0) return null
  const cells = bars.map(({ stem, decibels, name }) => ({ what: stem, value: decimals(decibels, i18n.language), name }))
  const words = cells.map(({ what, value, name }) => t('explore.chartStemFigure', { stem: what, value, name }))
  const [least, most] = [Math.min(0, ...bars.map(({ decibels }) => decibels)), Math.max(0, ...bars.map(({ decibels }) => decibels))]
  const xOf = (value: number): number => place(value, least, most, LABEL, WIDTH - FIGURE)
  return (
    <figure className="chart">
      <figcaption id={titleId} className="chart__title">{t('explore.chartStems')}</figcaption>
      <svg role="img" aria-labelledby={titleId} aria-description={t('explore.chartStemsWords', { figures: words.join('; ') })} viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`}>
        {bars.map(({ key, stem, decibels }, index) => {
          const y = index * ROW
          return (
            <g key={key} data-family={stemFamily(stem)}>
              <text x={LABEL - 8} y={y + 16} textAnchor="end" className="chart__label">{stem}</text>
              <rect x={Math.min(xOf(0), xOf(decibels))} y={y + 5} width={Math.max(2, Math.abs(xOf(decibels) - xOf(0)))} height={ROW - 10} rx={3} className="chart__bar" />
              <text x={WIDTH} y={y + 16} textAnchor="end" className="chart__figure">{decimals(decibels, i18n.language)}</text>
            </g>
          )
        })}
      </svg>
      <ChartTable title={t('explore.chartStems')} first={t('compare.stem')} cells={cells} />
    </figure>
  )
}

function TimeDots({ entries, sortKey, stem }: { readonly entries: readonly CheckerEntry[]; readonly sortKey: string; readonly stem: string }) {
  const { t, i18n } = useTranslation()
  const titleId = useId()
  const points = overTime(entries, sortKey)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const figures = points.map(({ decibels }) => decibels)
  const [least, most] = [Math.min(...figures), Math.max(...figures)]
  const cells = points.map(({ atMs, decibels, name }) => ({ what: day(atMs, i18n.language), value: decimals(decibels, i18n.language), name }))
  const words = cells.map(({ what, value, name }) => t('explore.chartTimeFigure', { when: what, value, name }))
  return (
    <figure className="chart">
      <figcaption id={titleId} className="chart__title">{t('explore.chartTime', { stem })}</figcaption>
      <svg role="img" aria-labelledby={titleId} aria-description={t('explore.chartTimeWords', { figures: words.join('; ') })} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <line x1={FIGURE} x2={WIDTH} y1={HEIGHT - 24} y2={HEIGHT - 24} className="chart__axis" />
        <text x={FIGURE - 8} y={20} textAnchor="end" className="chart__figure">{decimals(most, i18n.language)}</text>
        <text x={FIGURE - 8} y={HEIGHT - 30} textAnchor="end" className="chart__figure">{decimals(least, i18n.language)}</text>
        <text x={FIGURE} y={HEIGHT - 6} className="chart__label">{day(first.atMs, i18n.language)}</text>
        <text x={WIDTH} y={HEIGHT - 6} textAnchor="end" className="chart__label">{day(last.atMs, i18n.language)}</text>
        <g data-family={stemFamily(stem)}>
          {points.map(({ id, atMs, decibels }) => (
            <circle key={id} r={5} cx={place(atMs, first.atMs, last.atMs, FIGURE + 10, WIDTH - 10)} cy={place(decibels, least, most, HEIGHT - 40, 16)} className="chart__dot" />
          ))}
        </g>
      </svg>
      <ChartTable title={t('explore.chartTime', { stem })} first={t('explore.added')} cells={cells} />
    </figure>
  )
}

/** The page of the leaderboard as pictures, each with the same in words. */
export function Charts({ entries, sortKey, stem }: { readonly entries: readonly CheckerEntry[]; readonly sortKey: string | null; readonly stem: string }) {
  return (
    <div className="charts">
      <StemBars entries={entries} />
      {sortKey !== null && <TimeDots entries={entries} sortKey={sortKey} stem={stem} />}
    </div>
  )
}
