import { useTranslation } from 'react-i18next'
import { Slider } from '../../components/Slider'

interface PanSliderProps {
  /** -1 (left) .. 1 (right). */
  readonly pan: number
  readonly onChange: (pan: number) => void
}

/** From left to right in steps of 5 %; a double click or Backspace goes back to the centre. */
export function PanSlider({ pan, onChange }: PanSliderProps) {
  const { t } = useTranslation()
  const percent = Math.round(Math.abs(pan) * 100)
  const words = percent === 0 ? t('studio.panCentre') : t(pan < 0 ? 'studio.panLeft' : 'studio.panRight', { percent })
  return (
    <Slider
      label={t('studio.pan')}
      value={Math.round(pan * 100)}
      minimum={-100}
      maximum={100}
      step={5}
      origin={0}
      mark={0}
      onChange={(next) => { onChange(next / 100) }}
      onReset={() => { onChange(0) }}
      valueText={words}
    />
  )
}
