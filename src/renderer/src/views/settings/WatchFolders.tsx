import { FolderPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset } from '../../../../shared/domain/preset'
import { MOST_DAILY_CREDITS } from '../../../../shared/domain/watchFolder'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { ChangeStatus } from '../../components/ChangeStatus'
import { Checkbox } from '../../components/Checkbox'
import { NumberField } from '../../components/NumberField'
import { Select } from '../../components/Select'
import { loadPresets, usePresets } from '../../stores/presets'
import { addWatchFolder, loadWatchFolders, restoreWatch, useWatch } from '../../stores/watch'
import { enWatch, enWatchErrors } from '../../text/enWatch'
import { addTexts } from '../../text/i18n'
import { WatchRow } from './WatchRow'
import './watch.css'

addTexts({ watch: enWatch, errors: enWatchErrors })

const USUAL_DAILY_CREDITS = 50

/** What a new watch folder does, and the button that asks for the folder. */
function AddWatch({ presets }: { readonly presets: readonly Preset[] }) {
  const { t } = useTranslation()
  const [presetId, setPresetId] = useState<string | null>(null)
  const [dailyCredits, setDailyCredits] = useState(USUAL_DAILY_CREDITS)
  const [takesExisting, setTakesExisting] = useState(false)
  const preset = presets.find(({ id }) => id === presetId) ?? presets[0]
  if (preset === undefined) return <p className="setting__what">{t('watch.noPresets')}</p>
  const isCharged = preset.service === 'mvsep'
  return (
    <div className="watch-add">
      <Select
        label={t('watch.preset')}
        options={presets.map(({ id, name, service }) => ({ key: id, label: t('watch.presetOn', { name, service: t(`service.${service}`) }) }))}
        value={preset.id}
        onChange={setPresetId}
      />
      {isCharged && (
        <NumberField label={t('watch.daily')} description={t('watch.dailyWhat')} value={dailyCredits} smallest={1} largest={MOST_DAILY_CREDITS} onChange={setDailyCredits} />
      )}
      <div className="watch-add__end">
        <Checkbox isSelected={takesExisting} onChange={setTakesExisting}>{t('watch.existing')}</Checkbox>
        <Button
          icon={<FolderPlus />}
          onPress={() => { void addWatchFolder({ presetId: preset.id, dailyCredits: isCharged ? dailyCredits : null, takesExisting }) }}
        >
          {t('export.chooseFolder')}
        </Button>
      </div>
    </div>
  )
}

/** Folders whose new songs become jobs by themselves. */
export function WatchFolders() {
  const { t } = useTranslation()
  const { folders, removed } = useWatch()
  const list = useRef<HTMLUListElement>(null)
  const presets = usePresets(({ list }) => list.presets)
  useEffect(() => {
    void loadWatchFolders()
    void loadPresets()
  }, [])
  const bringBack = async (watchId: string): Promise<void> => {
    await restoreWatch()
    list.current?.querySelector<HTMLElement>(`[data-watch="${CSS.escape(watchId)}"] button:last-child`)?.focus()
  }
  return (
    <Card title={t('watch.title')}>
      <p className="setting__what">{t('watch.lead')}</p>
      {folders !== null && folders.length > 0 && (
        <ul className="watches" aria-label={t('watch.title')} ref={list}>{folders.map((folder) => <WatchRow key={folder.id} watch={folder} />)}</ul>
      )}
      <ChangeStatus
        words={removed === null ? null : t('watch.removed', { folder: removed.folder })}
        removed={removed}
        onUndo={() => { if (removed !== null) void bringBack(removed.id) }}
      />
      <section aria-label={t('watch.add')}><AddWatch presets={presets} /></section>
    </Card>
  )
}
