import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../../../../shared/domain/plan'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { TextField } from '../../components/TextField'
import { savePreset, usePresets } from '../../stores/presets'

/** The contract's longest name of a preset. */
export const LONGEST_NAME = 120

/** A name and a button: keeps the present plan for later. */
export function SavePreset({ service, present }: { readonly service: ServiceId; readonly present: Plan | null }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const wanted = name.trim().slice(0, LONGEST_NAME)
  const save = async (plan: Plan): Promise<void> => {
    const before = new Set(usePresets.getState().list.presets.map(({ id }) => id))
    await savePreset(service, wanted, plan)
    const saved = usePresets.getState().list.presets.find(({ id }) => !before.has(id))
    // What was not saved keeps its name for another try.
    if (saved === undefined) return
    setName('')
    // The button rests without a name; whoever pressed it goes on at what was saved.
    form.current?.parentElement?.querySelector<HTMLElement>(`[data-preset="${CSS.escape(saved.id)}"] .preset__use`)?.focus()
  }
  return (
    <form
      className="presets__save"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (present === null || wanted === '') return
        void save(present)
      }}
    >
      <TextField
        label={t('plans.presets.name')}
        value={name}
        onChange={setName}
        isDisabled={present === null}
        {...(present === null ? { description: t('plans.presets.cannotSave') } : { placeholder: present.algorithmName })}
      />
      <Button type="submit" isDisabled={present === null || wanted === ''} onPress={() => undefined}>{t('plans.presets.save')}</Button>
    </form>
  )
}
