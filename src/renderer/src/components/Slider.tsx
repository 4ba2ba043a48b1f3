import { useLayoutEffect, useRef } from 'react'
import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components'
import './slider.css'

export interface SliderProps {
  readonly label: string
  readonly value: number
  readonly minimum: number
  readonly maximum: number
  readonly step: number
  readonly onChange: (value: number) => void
  /** The value in words, for assistive technology. */
  readonly valueText: string
  readonly isDisabled?: boolean
  /** The value one comes back to, as a tick on the rail. */
  readonly mark?: number
  /** Where the coloured part of the rail begins; the least value unless told. */
  readonly origin?: number
  /** A double click, Backspace or Delete puts the value back. */
  readonly onReset?: () => void
  /** 'position' lets clicks land anywhere and hides the thumb until it is needed. */
  readonly look?: 'plain' | 'position'
}

/** A horizontal slider. */
export function Slider({
  label, value, minimum, maximum, step, onChange, valueText, isDisabled = false, mark, origin = minimum, onReset, look = 'plain'
}: SliderProps) {
  const input = useRef<HTMLInputElement>(null)
  // React Aria writes the bare number here on each change of the value; people need words ("0:12 of 3:40").
  useLayoutEffect(() => { input.current?.setAttribute('aria-valuetext', valueText) }, [value, valueText])
  const toPercent = (at: number): number => ((at - minimum) / (maximum - minimum)) * 100
  const slider = (
    <AriaSlider
      className={`slider slider--${look}`}
      aria-label={label}
      value={value}
      minValue={minimum}
      maxValue={maximum}
      step={step}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <SliderTrack className="slider__track">
        {({ state }) => (
          <>
            <span className="slider__rail" />
            {mark !== undefined && (
              <span className="slider__mark" style={{ insetInlineStart: `${toPercent(mark)}%` }} />
            )}
            <span
              className="slider__fill"
              style={{
                insetInlineStart: `${Math.min(toPercent(origin), state.getThumbPercent(0) * 100)}%`,
                width: `${Math.abs(state.getThumbPercent(0) * 100 - toPercent(origin))}%`
              }}
            />
            <SliderThumb className="slider__thumb" inputRef={input} />
          </>
        )}
      </SliderTrack>
    </AriaSlider>
  )
  if (onReset === undefined) return slider
  return (
    <div
      className="slider__reset"
      role="presentation"
      onDoubleClick={onReset}
      onKeyDown={(event) => {
        if (event.key !== 'Backspace' && event.key !== 'Delete') return
        event.preventDefault()
        onReset()
      }}
    >
      {slider}
    </div>
  )
}
