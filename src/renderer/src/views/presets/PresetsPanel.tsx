import { Download, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { Plan } from '../../../../shared/domain/plan'
import type { Preset } from '../../../../shared/domain/preset'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { ChangeStatus } from '../../components/ChangeStatus'
import { exportPresets, importPresets, movePreset, restorePreset, usePresets } from '../../stores/presets'
import { PresetRow } from './PresetRow'
import { SavePreset } from './SavePreset'
import './presets.css'

/** A row has a menu of its own: drawing a thousand of them, as many as a file may bring, takes seconds. */
const SHOWN_AT_ONCE = 100

export interface PresetsPanelProps {
  readonly service: ServiceId
  readonly algorithms: readonly Algorithm[]
  /** The plan that can be saved; null while none is chosen. */
  readonly present: Plan | null
  readonly onDone: () => void
}

/** What the last change did, where a glance expects it; removal can be taken back. */
function PanelStatus({ moved, onRestored }: { readonly moved: string | null; readonly onRestored: (presetId: string) => void }) {
  const { t } = useTranslation()
  const { removed, told } = usePresets()
  const words = removed !== null
    ? t('app.removed', { name: removed.name })
    : told?.kind === 'imported'
      ? t('plans.presets.imported', { count: told.count })
      : told?.kind === 'exported' ? t('app.written', { name: told.fileName }) : null
  return (
    <ChangeStatus
      words={words}
      unseen={moved}
      removed={removed}
      onUndo={() => { void restorePreset().then((id) => { if (id !== null) onRestored(id) }) }}
    />
  )
}

/** Plans saved under names: use one, save one, and keep them in order. */
export function PresetsPanel({ service, algorithms, present, onDone }: PresetsPanelProps) {
  const { t } = useTranslation()
  const { presets: all, defaults } = usePresets((state) => state.list)
  const [moved, setMoved] = useState<string | null>(null)
  const [most, setMost] = useState(SHOWN_AT_ONCE)
  const list = useRef<HTMLUListElement>(null)
  const presets = all.filter((preset) => preset.service === service)
  const shown = presets.slice(0, most)

  const focusOn = (presetId: string): void => {
    const { presets: now } = usePresets.getState().list
    const place = now.filter((preset) => preset.service === service).findIndex(({ id }) => id === presetId) + 1
    flushSync(() => { setMost((before) => Math.max(before, place)) })
    list.current?.querySelector<HTMLElement>(`[data-preset="${CSS.escape(presetId)}"] .preset__use`)?.focus()
  }
  const move = async (preset: Preset, by: -1 | 1): Promise<void> => {
    const place = presets.findIndex(({ id }) => id === preset.id) + 1 + by
    if (place < 1 || place > presets.length) return
    await movePreset(preset, by)
    setMoved(t('plans.presets.moved', { name: preset.name, place, count: presets.length }))
    // A row that moves in the page loses the focus; the next key must find it again.
    focusOn(preset.id)
  }

  return (
    <>
      <SavePreset service={service} present={present} />
      {presets.length === 0
        ? <p className="presets__none"><strong>{t('plans.presets.none')}</strong>{t('plans.presets.noneNext')}</p>
        : (
          <ul className="presets__list" aria-label={t('plans.presets.title')} ref={list}>
            {shown.map((preset, index) => (
              <PresetRow
                key={preset.id}
                preset={preset}
                algorithms={algorithms}
                present={present}
                isDefault={defaults[service] === preset.id}
                isFirst={index === 0}
                isLast={index === presets.length - 1}
                onMove={(by) => { void move(preset, by) }}
                onUsed={onDone}
              />
            ))}
          </ul>
        )}
      {shown.length < presets.length && (
        <Button
          kind="quiet"
          size="small"
          onPress={() => {
            const next = presets[most]
            setMost(most + SHOWN_AT_ONCE)
            if (next !== undefined) focusOn(next.id)
          }}
        >
          {t('plans.limits.more', { count: Math.min(SHOWN_AT_ONCE, presets.length - shown.length) })}
        </Button>
      )}
      <PanelStatus moved={moved} onRestored={focusOn} />
      <footer className="presets__foot">
        <Button kind="quiet" size="small" icon={<Download />} onPress={() => { void importPresets() }}>{t('app.import')}</Button>
        {presets.length > 0 && (
          <Button kind="quiet" size="small" icon={<Upload />} onPress={() => { void exportPresets(presets.map(({ id }) => id)) }}>
            {t('app.exportAll')}
          </Button>
        )}
        {presets.length > 1 && <span className="presets__keys">{t('plans.presets.keys')}</span>}
      </footer>
    </>
  )
}
