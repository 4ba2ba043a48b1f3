import { useTranslation } from 'react-i18next'
import { EXPORT_KINDS, type ExportKind } from '../../../../../shared/domain/exports'
import type { Player } from '../../../audio/player.types'
import { ChoiceCards } from '../../../components/ChoiceCards'
import { Select } from '../../../components/Select'
import { StemToggles } from '../../../components/StemToggles'
import { TextButton } from '../../../components/TextButton'
import { clock } from '../../../text/format'
import { usePlayerState } from '../usePlayer'
import { formatOf, formatsFor, heardCount } from './exportForm'
import type { ExportFormState } from './useExportForm'

const isKind = (key: string): key is ExportKind => EXPORT_KINDS.some((kind) => kind === key)

/** What is exported, which part of it, and as what. */
export function WhatSection({ player, state }: { readonly player: Player; readonly state: ExportFormState }) {
  const { t } = useTranslation()
  const { loop } = usePlayerState(player)
  const { form, change } = state
  const { session } = player
  const toTime = (frame: number): string => clock(frame / session.sampleRateHz)
  const formats = formatsFor(form.kind, form.loopOnly)
  const ranges = [
    { key: 'whole', label: t('export.whole', { time: toTime(session.frames) }) },
    ...(loop === null ? [] : [{ key: 'loop', label: t('export.loop', { from: toTime(loop.startFrame), to: toTime(loop.endFrame) }) }])
  ]
  return (
    <>
      <ChoiceCards
        label={t('export.what')}
        labelHidden
        choices={EXPORT_KINDS.map((kind) => ({ key: kind, label: t(`export.kind.${kind}`), description: t(`export.kind.${kind}What`) }))}
        value={form.kind}
        onChange={(key) => { if (isKind(key)) change({ kind: key }) }}
      />
      <div className="export__stems"><Chosen player={player} state={state} /></div>
      <div className="export__pair">
        <Select
          label={t('export.range')}
          options={ranges}
          value={form.loopOnly && loop !== null ? 'loop' : 'whole'}
          onChange={(key) => { change({ loopOnly: key === 'loop' }) }}
          isDisabled={loop === null}
        />
        <Select
          label={t('export.format')}
          options={formats.map((format) => ({ key: format, label: t(`export.formats.${format}`), ...(format === 'same' ? { note: t('export.sameNote') } : {}) }))}
          value={formatOf(form)}
          onChange={(key) => {
            const format = formats.find((candidate) => candidate === key)
            if (format !== undefined) change({ format })
          }}
        />
      </div>
    </>
  )
}

function Chosen({ player, state: { form, change } }: { readonly player: Player; readonly state: ExportFormState }) {
  const { t } = useTranslation()
  const playerState = usePlayerState(player)
  const { stems } = player.session
  switch (form.kind) {
    case 'stems': return (
      <>
        <StemToggles
          label={t('export.stems')}
          stems={stems.map(({ index, name }) => ({ id: String(index), label: name, note: '', isDisabled: false }))}
          selected={new Set(form.stemIndexes.map(String))}
          onChange={(selected) => { change({ stemIndexes: selected.map(Number) }) }}
        />
        {form.stemIndexes.length < stems.length
          ? <TextButton label={t('studio.exportAll')} onPress={() => { change({ stemIndexes: stems.map(({ index }) => index) }) }}>{t('export.all')}</TextButton>
          : <TextButton label={t('studio.exportNone')} onPress={() => { change({ stemIndexes: [] }) }}>{t('export.none')}</TextButton>}
        {form.stemIndexes.length === 0 && <p className="export__none" role="status">{t('export.noneChosen')}</p>}
      </>
    )
    case 'mix': {
      const count = heardCount(playerState)
      return <p className="export__note">{count === 0 ? t('export.mixSilent') : t('export.mixHeard', { count, of: stems.length })}</p>
    }
    case 'minusOne': return (
      <Select
        label={t('export.leaveOut')}
        options={stems.map(({ index, name }) => ({ key: String(index), label: name }))}
        value={String(form.without)}
        onChange={(key) => { change({ without: Number(key) }) }}
      />
    )
  }
}
