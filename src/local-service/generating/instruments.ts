import { additive, pluckedString, type Instrument } from './tones'

/** A guitar-like string, plucked between bridge and middle. */
export const guitar: Instrument = pluckedString({ ringS: 7, brightHz: 5200, pluckAt: 0.22 })

/** A heavier string, plucked with the finger. */
export const bassGuitar: Instrument = pluckedString({ ringS: 6, brightHz: 900, pluckAt: 0.3 })

/** A flute-like tone: few partials, a soft beginning, the level moving a little as a breath does. */
export const flute: Instrument = additive({
  partials: [1, 0.34, 0.16, 0.05, 0.025].map((level, index) => ({ ratio: index + 1, level: 0.34 * level, ringS: null })),
  attackS: 0.06, releaseS: 0.11, tremolo: 0.09, tremoloHz: 4.7
})

/**
 * A music box: the modes of a bar clamped at one end, 1 : 6.267 : 17.55 (N. Fletcher, T. Rossing: The Physics of Musical
 * Instruments, 2.16), the higher gone sooner, and the octave of its sounding board. It rings on after its note.
 */
export const musicBox: Instrument = additive({
  partials: [
    { ratio: 1, level: 0.42, ringS: 3.2 }, { ratio: 2, level: 0.06, ringS: 1.6 }, { ratio: 6.267, level: 0.11, ringS: 0.5 }, { ratio: 17.55, level: 0.04, ringS: 0.12 }
  ],
  attackS: 0.002, releaseS: 0.9, tremolo: 0, tremoloHz: 1
})

/** A drone, as of a reed organ far away: it swells and moves slowly. */
export const drone: Instrument = additive({
  partials: [1, 0.55, 0.4, 0.18, 0.12, 0.07].map((level, index) => ({ ratio: index + 1, level: 0.12 * level, ringS: null })),
  attackS: 0.8, releaseS: 0.9, tremolo: 0.12, tremoloHz: 0.31
})
