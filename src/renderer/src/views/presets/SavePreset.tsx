import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../../../../shared/domain/plan'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { TextField } from '../../components/TextField'
import { savePreset } from '../../stores/presets'

/** The contract's longest name of a preset. */
export const LONGEST_NAME = 120

/** A name and a button: keeps the present plan for later. */
export function SavePreset({ service, present }: { readonly service: ServiceId; readonly present: Plan | null }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const wanted = name.trim().slice(0, LONGEST_NAME)
  return (
    <form
      className="presets__save"
      onSubmit={(event) => {
        event.preventDefault()
        if (present === null || wanted === '') return
        void savePreset(service, wanted, present)
        setName('')
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
