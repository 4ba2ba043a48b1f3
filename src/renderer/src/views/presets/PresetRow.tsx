import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { Plan } from '../../../../shared/domain/plan'
import type { Preset } from '../../../../shared/domain/preset'
import { ActionMenu } from '../../components/ActionMenu'
import { takeKeptPlan, type PlanChange } from '../../stores/keptPlan'
import { usePlan } from '../../stores/plan'
import { duplicatePreset, exportPresets, removePreset, replacePreset, setDefaultPreset } from '../../stores/presets'
import { planName } from '../../text/planWords'
import { changeWords } from './changeWords'
import { RenamePreset } from './RenamePreset'

export interface PresetRowProps {
  readonly preset: Preset
  readonly algorithms: readonly Algorithm[]
  readonly present: Plan | null
  readonly isDefault: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
  /** The preset is on screen now. */
  readonly onUsed: () => void
}

/** One preset: pressed, it becomes the present plan. What today's catalogue lacks of it is said before that. */
export function PresetRow({ preset, algorithms, present, isDefault, isFirst, isLast, onMove, onUsed }: PresetRowProps) {
  const { t } = useTranslation()
  const [renaming, setRenaming] = useState(false)
  const { service, name, plan } = preset
  const taken = takeKeptPlan(plan, algorithms)
  const changes: readonly PlanChange[] = taken?.changes ?? [{ kind: 'algorithmGone', algorithmName: plan.algorithmName, now: null }]
  const take = (place: 'present' | 'new'): void => {
    if (taken === null) return
    usePlan.getState().putPlan(service, taken, { kind: 'preset', name }, place)
    onUsed()
  }
  if (renaming) return <li className="preset"><RenamePreset preset={preset} onDone={() => { setRenaming(false) }} /></li>
  return (
    <li className="preset" data-preset={preset.id}>
      <div className="preset__row">
        <button
          type="button"
          className="preset__use"
          aria-label={t('plans.presets.apply', { name })}
          aria-describedby={`${preset.id}-about`}
          aria-disabled={taken === null}
          onClick={() => { take('present') }}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            onMove(event.key === 'ArrowUp' ? -1 : 1)
          }}
        >
          <span className="preset__name truncate">{name}</span>
          <span className="preset__plan truncate">{planName(plan, t)}</span>
        </button>
        {isDefault && <span className="preset__default">{t('plans.presets.isDefault')}</span>}
        <ActionMenu
          label={t('app.moreAbout', { name })}
          actions={[
            { key: 'add', label: t('plans.presets.addAsPlan'), isDisabled: taken === null, onAction: () => { take('new') } },
            {
              key: 'replace', label: t('plans.presets.replace'), isDisabled: present === null,
              onAction: () => { if (present !== null) void replacePreset({ ...preset, plan: present }) }
            },
            { key: 'rename', label: t('plans.presets.rename'), onAction: () => { setRenaming(true) } },
            { key: 'duplicate', label: t('app.duplicate'), onAction: () => { void duplicatePreset(preset.id) } },
            {
              key: 'default', label: t(isDefault ? 'plans.presets.noDefault' : 'plans.presets.makeDefault'),
              onAction: () => { void setDefaultPreset(service, isDefault ? null : preset.id) }
            },
            { key: 'up', label: t('app.moveUp'), isDisabled: isFirst, onAction: () => { onMove(-1) } },
            { key: 'down', label: t('app.moveDown'), isDisabled: isLast, onAction: () => { onMove(1) } },
            { key: 'export', label: t('app.export'), onAction: () => { void exportPresets([preset.id]) } },
            { key: 'remove', label: t('app.remove'), onAction: () => { void removePreset(preset) } }
          ]}
        />
      </div>
      <div id={`${preset.id}-about`}>
        <span className="visually-hidden">{planName(plan, t)}</span>
        {changes.length > 0 && (
          <ul className="preset__changes">
            {changes.map((change, index) => (
              <li key={index}><TriangleAlert aria-hidden="true" />{changeWords(change, t)}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
