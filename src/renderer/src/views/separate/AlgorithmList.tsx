import { Star } from 'lucide-react'
import { useEffect, type RefObject } from 'react'
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
  readonly ref: RefObject<HTMLDivElement | null>
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

/** "BS Roformer (vocals, instrumental)" as its two lines; the name stays whole for assistive technology. */
function nameParts(name: string): { readonly title: string; readonly inBrackets: string } {
  const [whole, title, inBrackets] = /^(.*?)\s*(\(.*\))$/.exec(name) ?? []
  return whole === undefined || title === undefined || title === '' ? { title: name, inBrackets: '' } : { title, inBrackets: inBrackets ?? '' }
}

function AlgorithmItem({ algorithm }: { readonly algorithm: Algorithm }) {
  const { t, i18n } = useTranslation()
  const { rating, gate, stems, usesThisMonth } = algorithm
  const outputs = stems.map((stem) => stem.label).join(', ')
  const { title, inBrackets } = nameParts(algorithm.name)
  const families = [...new Set(stems.map((stem) => stemFamily(stem.label)))].slice(0, 6)
  return (
    <ListBoxItem className="algorithm" id={algorithm.renderId} textValue={algorithm.name}>
      <span className="algorithm__strands" aria-hidden="true">{families.map((family) => <i key={family} data-family={family} />)}</span>
      <span className="algorithm__words">
        <Text slot="label" className="algorithm__name">
          <span className="algorithm__title">{title}</span>{' '}
          {inBrackets !== '' && <span className="algorithm__outputs">{inBrackets}</span>}
        </Text>
        {inBrackets === '' && <span className="algorithm__outputs" aria-hidden="true">{outputs}</span>}
      </span>
      <Text slot="description" className="algorithm__worth">
        <span className="visually-hidden">{outputs}</span>
        <span className="algorithm__rating">
          {gate !== 'everyone' && (
            <span className="algorithm__gate">{t(gate === 'premium' ? 'separate.gatePremium' : 'separate.gateRegistered')}</span>
          )}
          {rating !== null && <><Star aria-hidden="true" />{rating.average.toFixed(1)}</>}
        </span>
        {usesThisMonth > 0 && <span>{t('separate.usesShort', { formatted: count(usesThisMonth, i18n.language) })}</span>}
      </Text>
    </ListBoxItem>
  )
}

/** The algorithms, grouped; one of them is chosen. */
export function AlgorithmList({ algorithms, chosenRenderId, query, onChoose, ref }: AlgorithmListProps) {
  const { t } = useTranslation()
  // What was chosen for the user (the last plan, say) must be in sight, too.
  useEffect(() => { ref.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' }) }, [ref, chosenRenderId])
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
