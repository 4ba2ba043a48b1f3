import { ListFilter, X } from 'lucide-react'
import { memo, useMemo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { givesAll, needsOf, type StemNeed } from '../../../../shared/domain/stemNeeds'
import { Button } from '../../components/Button'
import { Panel } from '../../components/Panel'
import { stemFamily, type StemFamily } from '../../components/stemFamily'
import { StemToggles } from '../../components/StemToggles'
import { TextButton } from '../../components/TextButton'
import { useApp } from '../../stores/app'
import { openLeaderboard } from '../../stores/explore'
import { count } from '../../text/format'

export interface StemNeedsProps {
  readonly algorithms: readonly Algorithm[]
  readonly needs: readonly string[]
  readonly onChange: (needs: readonly string[]) => void
}

/** Stems by family; families and stems in the order of how much they are asked for. */
function byFamily(needs: readonly StemNeed[]): readonly (readonly [StemFamily, readonly StemNeed[]])[] {
  const families = new Map<StemFamily, StemNeed[]>()
  for (const need of needs) {
    const family = stemFamily(need.label)
    families.set(family, [...(families.get(family) ?? []), need])
  }
  return [...families]
}

function NeedChoices({ algorithms, needs, onChange }: StemNeedsProps) {
  const { t, i18n } = useTranslation()
  const families = useMemo(() => byFamily(needsOf(algorithms)), [algorithms])
  return (
    <>
      {families.map(([family, stems]) => {
        const ids = new Set(stems.map(({ id }) => id))
        return (
          <section key={family} className="needs__family">
            <h3 className="needs__heading">{t(`picker.family.${family}`)}</h3>
            <StemToggles
              label={t(`picker.family.${family}`)}
              stems={stems.map(({ id, label }) => {
                const giving = algorithms.filter((algorithm) => givesAll(algorithm, [...needs.filter((need) => need !== id), id])).length
                return { id, label, note: count(giving, i18n.language), isDisabled: giving === 0 && !needs.includes(id) }
              })}
              selected={new Set(needs.filter((need) => ids.has(need)))}
              onChange={(selected) => { onChange([...needs.filter((need) => !ids.has(need)), ...selected]) }}
            />
          </section>
        )
      })}
    </>
  )
}

/** Finding from the other end: the stems one wants, and only the algorithms that give them all. */
export const StemNeeds = memo(function StemNeeds(props: StemNeedsProps) {
  const { algorithms, needs, onChange } = props
  const { t } = useTranslation()
  const known = useMemo(() => new Map(needsOf(algorithms).map(({ id, label }) => [id, label])), [algorithms])
  const service = useApp(({ settings }) => settings.service)
  const last = needs.at(-1)
  // Only MVSEP measures: elsewhere there is nothing to be best in.
  const best = last === undefined || service !== 'mvsep' ? undefined : (known.get(last) ?? last)
  return (
    <div className="needs">
      <Panel title={t('picker.need')} icon={<ListFilter />}>
        {() => (
          <>
            <p className="needs__what">{t('picker.needWhat')}</p>
            <NeedChoices {...props} />
          </>
        )}
      </Panel>
      {needs.map((id) => {
        const name = known.get(id) ?? id
        return (
          <AriaButton
            key={id}
            className="filter needs__chosen"
            data-family={stemFamily(name)}
            aria-label={t('picker.removeNeed', { name })}
            onPress={() => { onChange(needs.filter((need) => need !== id)) }}
          >
            <span className="filter__dot" aria-hidden="true" />
            {name}
            <span className="filter__icon" aria-hidden="true"><X /></span>
          </AriaButton>
        )
      })}
      {best !== undefined && <TextButton label={t('picker.bestFor', { stem: best })} onPress={() => { openLeaderboard(best) }}>{t('picker.bestFor', { stem: best })}</TextButton>}
      {needs.length > 1 && <Button kind="quiet" size="small" onPress={() => { onChange([]) }}>{t('picker.clearNeeds')}</Button>}
    </div>
  )
})
