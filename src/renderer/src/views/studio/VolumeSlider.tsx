import { useTranslation } from 'react-i18next'
import { Slider } from '../../components/Slider'
import { level } from '../../text/format'
import { MOST_DECIBELS, SILENT_DECIBELS, toLinearGain, toSliderDecibels } from './volume'

interface VolumeSliderProps {
  readonly label: string
  /** Linear, 0..2. */
  readonly gain: number
  readonly onChange: (gain: number) => void
}

/** Volume in dB from silence to +6; a double click or Backspace goes back to 0 dB. */
export function VolumeSlider({ label, gain, onChange }: VolumeSliderProps) {
  const { t, i18n } = useTranslation()
  const decibels = toSliderDecibels(gain)
  const isSilent = decibels <= SILENT_DECIBELS
  const words = t('units.decibels', { value: isSilent ? '−∞' : level(decibels, i18n.language) })
  return (
    <>
      <Slider
        label={label}
        value={decibels}
        minimum={SILENT_DECIBELS}
        maximum={MOST_DECIBELS}
        step={0.5}
        mark={0}
        onChange={(next) => { onChange(toLinearGain(next)) }}
        onReset={() => { onChange(1) }}
        valueText={isSilent ? t('studio.silent') : words}
      />
      <span className="decibels" aria-hidden="true">{words}</span>
    </>
  )
}
