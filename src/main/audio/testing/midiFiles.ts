import { type MidiData, type MidiEvent, writeMidi } from 'midi-file'

/** A note to be written: ticks from the start. */
export interface WrittenNote {
  readonly tick: number
  readonly lengthTicks: number
  readonly pitch: number
  readonly velocity?: number
  /** 0..15; 9 is drums. */
  readonly channel?: number
}

export type Placed = readonly [tick: number, event: MidiEvent]

interface WrittenSong {
  readonly ticksPerBeat?: number
  readonly notes?: readonly WrittenNote[]
  /** Changes of tempo by tick, in microseconds a beat. */
  readonly tempos?: readonly (readonly [tick: number, microsecondsPerBeat: number])[]
  /** The sustain pedal by tick. */
  readonly pedal?: readonly (readonly [tick: number, isDown: boolean])[]
  /** Anything else by tick; at the same tick before the notes. */
  readonly others?: readonly Placed[]
}

/** A Standard MIDI File of format 1: a track of tempi, a track of notes. */
export function toMidi({ ticksPerBeat = 480, notes = [], tempos = [], pedal = [], others = [] }: WrittenSong): Uint8Array {
  const changes = tempos.map(([tick, microsecondsPerBeat]): Placed => [tick, { deltaTime: 0, meta: true, type: 'setTempo', microsecondsPerBeat }])
  const played = [
    ...others,
    ...notes.flatMap(({ tick, lengthTicks, pitch, velocity = 100, channel = 0 }): Placed[] => [
      [tick, { deltaTime: 0, type: 'noteOn', channel, noteNumber: pitch, velocity }],
      [tick + lengthTicks, { deltaTime: 0, type: 'noteOff', channel, noteNumber: pitch, velocity: 0 }]
    ]),
    ...pedal.map(([tick, isDown]): Placed => [tick, { deltaTime: 0, type: 'controller', channel: 0, controllerType: 64, value: isDown ? 127 : 0 }])
  ]
  const song: MidiData = { header: { format: 1, numTracks: 2, ticksPerBeat }, tracks: [toTrack(changes), toTrack(played)] }
  return Uint8Array.from(writeMidi(song))
}

function toTrack(placed: readonly Placed[]): MidiEvent[] {
  const ordered = placed.toSorted(([one], [other]) => one - other)
  const events = ordered.map(([tick, event], at): MidiEvent => ({ ...event, deltaTime: tick - (ordered[at - 1]?.[0] ?? 0) }))
  return [...events, { deltaTime: 0, meta: true, type: 'endOfTrack' }]
}
