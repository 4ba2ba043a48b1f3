import { Music2, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { Input } from '../../../../shared/domain/input'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { IconButton } from '../../components/IconButton'
import { Strands } from '../../components/Strands'
import { addSample, pickFiles, removeInputs, useInputs } from '../../stores/inputs'
import { bytes, clock } from '../../text/format'

function InputRow({ input }: { readonly input: Input }) {
  const { t, i18n } = useTranslation()
  return (
    <li className="input">
      <span className="input__icon" aria-hidden="true"><Music2 /></span>
      <span className="input__name truncate" title={input.name}>{input.name}</span>
      <span className="input__facts">
        {input.durationSeconds === null ? t('units.unknownDuration') : clock(input.durationSeconds)}
        <span className="input__size">{bytes(input.sizeBytes, t, i18n.language)}</span>
      </span>
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
      <Button kind={primary ? 'secondary' : 'quiet'} size={primary ? 'normal' : 'small'} onPress={() => { void addSample() }}>
        {t('separate.useSample')}
      </Button>
    </div>
  )
}

/** What the chosen algorithm takes instead of one song; nothing where it takes songs. */
function OtherInput({ algorithm }: { readonly algorithm: Algorithm }) {
  const { t } = useTranslation()
  const { name } = algorithm
  switch (algorithm.input) {
    case 'single_upload': return null
    case 'no_upload':
      return (
        <Callout tone="plain" title={t('plans.takesTextTitle')}>
          <p>{t('plans.takesText', { name })} {t('plans.takesTextSongsStay')}</p>
        </Callout>
      )
    case 'matchering_upload':
      return <Callout tone="warning" title={t('plans.takesPair', { name })}><p>{t('plans.takesPairLater')}</p></Callout>
  }
}

/** The songs to separate, and every way to add one. The algorithm is the one on screen: some take no song. */
export function AddAudio({ algorithm }: { readonly algorithm: Algorithm | null }) {
  const { t } = useTranslation()
  const { inputs, adding } = useInputs()
  const isText = algorithm?.input === 'no_upload'
  const other = algorithm !== null && <OtherInput algorithm={algorithm} />
  const busy = adding > 0 && <p className="add__busy" role="status">{t('separate.adding')}</p>
  if (inputs.length === 0) {
    return (
      <Card title={t('separate.addAudio')} className="add add--empty">
        <div className="add__target">
          <div>
            <p className="add__title">{t(isText ? 'plans.takesTextTitle' : 'separate.dropHere')}</p>
            <p className="add__formats">{isText ? t('plans.takesText', { name: algorithm.name }) : t('separate.dropFormats')}</p>
            <AddButtons primary={!isText} />
            {busy}
          </div>
          <Strands className="add__strands" width={460} height={120} spread={0.86} thickness={3.2} />
        </div>
        {!isText && other}
      </Card>
    )
  }
  return (
    <Card title={t('separate.addAudio')} className="add" aside={<AddButtons primary={false} />}>
      <ul className="inputs" aria-label={t('separate.inputs')}>{inputs.map((input) => <InputRow key={input.id} input={input} />)}</ul>
      {busy}
      {other}
      {inputs.length > 1 && (
        <div className="add__foot">
          <span>{t('separate.inputCount', { count: inputs.length })}</span>
          <Button kind="quiet" size="small" onPress={() => { void removeInputs(inputs.map((input) => input.id)) }}>{t('separate.removeAll')}</Button>
        </div>
      )}
    </Card>
  )
}
