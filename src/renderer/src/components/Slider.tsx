import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components'
import './slider.css'

export interface SliderProps {
  readonly label: string
  readonly value: number
  readonly minimum: number
  readonly maximum: number
  readonly step: number
  readonly onChange: (value: number) => void
  readonly onChangeEnd?: (value: number) => void
  /** The value in words, for assistive technology. */
  readonly valueText: string
  readonly isDisabled?: boolean
  /** 'position' lets clicks land anywhere and hides the thumb until it is needed. */
  readonly look?: 'plain' | 'position'
}

/** A horizontal slider. */
export function Slider({
  label, value, minimum, maximum, step, onChange, onChangeEnd, valueText, isDisabled = false, look = 'plain'
}: SliderProps) {
  return (
    <AriaSlider
      className={`slider slider--${look}`}
      aria-label={label}
      value={value}
      minValue={minimum}
      maxValue={maximum}
      step={step}
      isDisabled={isDisabled}
      onChange={(next) => { onChange(typeof next === 'number' ? next : next[0] ?? minimum) }}
      onChangeEnd={(next) => { onChangeEnd?.(typeof next === 'number' ? next : next[0] ?? minimum) }}
    >
      <SliderTrack className="slider__track">
        {({ state }) => (
          <>
            <span className="slider__rail" />
            <span className="slider__fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb
              className="slider__thumb"
              render={(props) => <div {...props} />}
              aria-label={label}
              aria-valuetext={valueText}
            />
          </>
        )}
      </SliderTrack>
    </AriaSlider>
  )
}
