import { Star } from 'lucide-react'
import type { Ref } from 'react'
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { stemFamily } from '../../components/stemFamily'
import { count } from '../../text/format'

export interface AlgorithmListProps {
  readonly algorithms: readonly Algorithm[]
  readonly chosenRenderId: number | null
  readonly query: string
  readonly onChoose: (algorithm: Algorithm) => void
  readonly ref: Ref<HTMLDivElement>
}

interface Section {
  readonly id: string
  readonly name: string
  readonly algorithms: readonly Algorithm[]
}

/** Groups in the order in which the service lists them; while searching, one list with the best match first. */
function toSections(algorithms: readonly Algorithm[], bestMatches: string | null): readonly Section[] {
  if (bestMatches !== null) return algorithms.length === 0 ? [] : [{ id: 'best', name: bestMatches, algorithms }]
  const sections = new Map<number, { readonly name: string; readonly algorithms: Algorithm[] }>()
  for (const algorithm of algorithms) {
    const section = sections.get(algorithm.group.id) ?? { name: algorithm.group.name, algorithms: [] }
    section.algorithms.push(algorithm)
    sections.set(algorithm.group.id, section)
  }
  return [...sections].map(([id, section]) => ({ id: `group-${id}`, ...section }))
}

function AlgorithmItem({ algorithm }: { readonly algorithm: Algorithm }) {
  const { t, i18n } = useTranslation()
  const { rating, gate, stems, usesThisMonth } = algorithm
  const families = [...new Set(stems.map((stem) => stemFamily(stem.label)))].slice(0, 6)
  return (
    <ListBoxItem className="algorithm" id={algorithm.renderId} textValue={algorithm.name}>
      <span className="algorithm__strands" aria-hidden="true">{families.map((family) => <i key={family} data-family={family} />)}</span>
      <span className="algorithm__words">
        <Text slot="label" className="algorithm__name">{algorithm.name}</Text>
        <Text slot="description" className="algorithm__facts">
          {stems.map((stem) => stem.label).join(', ')}
          {gate === 'premium' && <b>{t('separate.gatePremium')}</b>}
          {gate === 'registered' && <b>{t('separate.gateRegistered')}</b>}
        </Text>
      </span>
      <span className="algorithm__worth">
        {rating !== null && <span className="algorithm__rating"><Star aria-hidden="true" />{rating.average.toFixed(1)}</span>}
        {usesThisMonth > 0 && <span>{t('separate.usesShort', { formatted: count(usesThisMonth, i18n.language) })}</span>}
      </span>
    </ListBoxItem>
  )
}

/** The algorithms, grouped; one of them is chosen. */
export function AlgorithmList({ algorithms, chosenRenderId, query, onChoose, ref }: AlgorithmListProps) {
  const { t } = useTranslation()
  return (
    <ListBox
      ref={ref}
      className="algorithms"
      aria-label={t('separate.algorithms')}
      items={toSections(algorithms, query.trim() === '' ? null : t('separate.bestMatches'))}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={chosenRenderId === null ? [] : [chosenRenderId]}
      onSelectionChange={(keys) => {
        const chosen = keys === 'all' ? undefined : algorithms.find(({ renderId }) => keys.has(renderId))
        if (chosen !== undefined) onChoose(chosen)
      }}
      renderEmptyState={() => (
        <div className="algorithms__none"><strong>{t('separate.nothingFound', { query })}</strong>{t('separate.nothingFoundNext')}</div>
      )}
    >
      {(section) => (
        <ListBoxSection id={section.id} className="algorithms__group">
          <Header className="algorithms__heading">{section.name}</Header>
          <Collection items={section.algorithms.map((algorithm) => ({ id: algorithm.renderId, algorithm }))}>
            {({ algorithm }) => <AlgorithmItem algorithm={algorithm} />}
          </Collection>
        </ListBoxSection>
      )}
    </ListBox>
  )
}
