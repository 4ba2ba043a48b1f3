import type { MidiEvent } from 'midi-file'

/** How far a channel's notes are bent from here on. */
export interface Bend {
  readonly seconds: number
  /** -24..24; 0 is as written. */
  readonly semitones: number
}

/** Until a channel says otherwise (General MIDI Level 1). */
const FIRST_RANGE_SEMITONES = 2
const MOST_RANGE_SEMITONES = 24
const BEND_STEPS = 8_192

// Controllers (MIDI 1.0): a parameter is named by two of them, then set by two others.
const DATA_COARSE = 6
const DATA_FINE = 38
const NAMES_OTHER_PARAMETER: ReadonlySet<number> = new Set([98, 99])
const PARAMETER_FINE = 100
const PARAMETER_COARSE = 101
const RESET = 121
/** Registered parameter 0 is the range of bends; 127 in both is none. */
const BEND_RANGE = 0
const NO_PARAMETER = 127

/** What a channel's notes sound like: which instrument, and how far they are bent. */
export class Channel {
  /** General MIDI, 0..127; 0 is a piano. */
  program = 0
  readonly bends: Bend[] = []
  private parameter: [coarse: number, fine: number] = [NO_PARAMETER, NO_PARAMETER]
  private range: [semitones: number, cents: number] = [FIRST_RANGE_SEMITONES, 0]
  /** -1..1 */
  private wheel = 0

  /** Every event of this channel in its order; those that say nothing of the sound are passed over. */
  take(event: MidiEvent, seconds: number): void {
    if (event.type === 'programChange') this.program = inByte(event.programNumber)
    else if (event.type === 'pitchBend') this.turn(event.value / BEND_STEPS, seconds)
    else if (event.type === 'controller') this.control(event.controllerType, inByte(event.value), seconds)
  }

  private control(controller: number, value: number, seconds: number): void {
    if (controller === PARAMETER_COARSE) this.parameter[0] = value
    else if (controller === PARAMETER_FINE) this.parameter[1] = value
    else if (NAMES_OTHER_PARAMETER.has(controller)) this.parameter = [NO_PARAMETER, NO_PARAMETER]
    else if (controller === RESET) {
      this.parameter = [NO_PARAMETER, NO_PARAMETER]
      this.turn(0, seconds)
    } else if (this.parameter.every((byte) => byte === BEND_RANGE) && (controller === DATA_COARSE || controller === DATA_FINE)) {
      this.range[controller === DATA_COARSE ? 0 : 1] = value
      this.turn(this.wheel, seconds)
    }
  }

  private turn(wheel: number, seconds: number): void {
    // The library reads past the end as no number.
    this.wheel = Number.isFinite(wheel) ? Math.max(-1, Math.min(1, wheel)) : 0
    const semitones = this.wheel * Math.min(MOST_RANGE_SEMITONES, this.range[0] + this.range[1] / 100)
    if (semitones !== (this.bends.at(-1)?.semitones ?? 0)) this.bends.push({ seconds, semitones })
  }
}

const inByte = (value: number | undefined): number => (value === undefined ? 0 : value & 127)
