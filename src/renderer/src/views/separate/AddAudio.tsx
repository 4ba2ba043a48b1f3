import { Music2, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { IconButton } from '../../components/IconButton'
import { Strands } from '../../components/Strands'
import { addSample, pickFiles, pickFolder, removeInputs, stopAdding, useInputs } from '../../stores/inputs'
import { bytes, clock } from '../../text/format'
import { InputMenu } from '../prepare/InputMenu'
import { PreparedMark } from '../prepare/PreparedMark'
import { LinkRow } from './links/LinkRow'
import { PasteLinks } from './links/PasteLinks'
import { InputList } from './InputList'

function InputRow({ input }: { readonly input: Input }) {
  const { t, i18n } = useTranslation()
  return (
    <li className="input">
      <span className="input__icon" aria-hidden="true"><Music2 /></span>
      <span className="input__what"><span className="input__name truncate" title={input.name}>{input.name}</span><PreparedMark input={input} /></span>
      <span className="input__facts">
        {input.isLooking === true ? t('folders.looking') : input.durationSeconds === null ? t('units.unknownDuration') : clock(input.durationSeconds)}
        <span className="input__size">{bytes(input.sizeBytes, t, i18n.language)}</span>
      </span>
      <InputMenu input={input} />
      <IconButton label={t('separate.removeInput', { name: input.name })} icon={<X />} onPress={() => { void removeInputs([input.id]) }} />
    </li>
  )
}

function AddButtons({ primary }: { readonly primary: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="add__buttons">
      <Button kind={primary ? 'primary' : 'secondary'} size={primary ? 'normal' : 'small'} icon={<Plus />} onPress={() => { void pickFiles() }}>
        {t('separate.addFiles')}
      </Button>
      <Button kind={primary ? 'secondary' : 'quiet'} size={primary ? 'normal' : 'small'} onPress={() => { void pickFolder() }}>{t('folders.add')}</Button>
      <PasteLinks isPrimary={primary} />
      <Button kind={primary ? 'secondary' : 'quiet'} size={primary ? 'normal' : 'small'} onPress={() => { void addSample() }}>
        {t('separate.useSample')}
      </Button>
    </div>
  )
}

/** The songs to separate, and every way to add one. */
export function AddAudio() {
  const { t } = useTranslation()
  const { inputs, adding } = useInputs()
  const looking = inputs.filter(({ isLooking }) => isLooking === true).length
  const busy = (adding > 0 || looking > 0) && (
    <div className="add__busy">
      {adding > 0 ? <p role="status">{t('separate.adding')}</p> : <p>{t('folders.lookingAt', { count: looking })}</p>}
      {adding > 0 && <Button kind="quiet" size="small" onPress={() => { void stopAdding() }}>{t('app.stop')}</Button>}
    </div>
  )
  if (inputs.length === 0) {
    return (
      <Card title={t('separate.addAudio')} className="add add--empty">
        <div className="add__target">
          <div>
            <p className="add__title">{t('separate.dropHere')}</p>
            <p className="add__formats">{t('separate.dropFormats')}</p>
            <AddButtons primary />
            {busy}
          </div>
          <Strands className="add__strands" width={460} height={120} spread={0.86} thickness={3.2} />
        </div>
      </Card>
    )
  }
  return (
    <Card title={t('separate.addAudio')} className="add" aside={<AddButtons primary={false} />}>
      <InputList inputs={inputs} row={(input) => input.link === undefined ? <InputRow key={input.id} input={input} /> : <LinkRow key={input.id} input={input} link={input.link} />} />
      {busy}
      {inputs.length > 1 && (
        <div className="add__foot">
          <span>{t('separate.inputCount', { count: inputs.length })}</span>
          <Button kind="quiet" size="small" onPress={() => { void removeInputs(inputs.map((input) => input.id)) }}>{t('separate.removeAll')}</Button>
        </div>
      )}
    </Card>
  )
}
