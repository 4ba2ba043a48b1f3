import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset } from '../../../../shared/domain/preset'
import { Button } from '../../components/Button'
import { TextField } from '../../components/TextField'
import { replacePreset } from '../../stores/presets'
import { LONGEST_NAME } from './SavePreset'

/** A preset's name as a field; Enter keeps it, Escape leaves it as it was. */
export function RenamePreset({ preset, onDone }: { readonly preset: Preset; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(preset.name)
  const wanted = name.trim().slice(0, LONGEST_NAME)
  return (
    <form
      className="preset__rename"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === '') return
        if (wanted !== preset.name) void replacePreset({ ...preset, name: wanted })
        onDone()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The panel around it would close as well.
        event.stopPropagation()
        onDone()
      }}
    >
      <TextField label={t('plans.presets.renameLabel', { name: preset.name })} value={name} onChange={setName} autoFocus />
      <Button type="submit" size="small" isDisabled={wanted === ''} onPress={() => undefined}>{t('plans.presets.renameDone')}</Button>
      <Button size="small" kind="quiet" onPress={onDone}>{t('app.cancel')}</Button>
    </form>
  )
}
