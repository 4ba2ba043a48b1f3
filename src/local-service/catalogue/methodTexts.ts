import type { MethodText } from './methodText'

const SOUND_KIND = { id: 101, name: 'Harmonic / Percussive' }

/** What the catalogue says of each method. Names and sentences promise no more than the measured methods hold. */
export const METHOD_TEXTS: readonly MethodText[] = [
  {
    methodId: 'harmonic-percussive',
    renderId: 1001,
    group: SOUND_KIND,
    name: 'Harmonic / percussive (harmonic, percussive)',
    shortDescription: 'Tells sustained tones from hits by median filtering of the spectrogram.',
    longDescription:
      '<p>In a spectrogram a tone is a horizontal line and a hit is a vertical one. A median over time keeps the ' +
      'first, a median over frequency the second; each bin goes to the stronger, or is shared between both.</p>' +
      '<p>D. Fitzgerald: <em>Harmonic/Percussive Separation using Median Filtering</em>, DAFx-10, Graz, 2010. ' +
      'The three-way form: J. Driedger, M. M&uuml;ller, S. Disch: <em>Extending Harmonic-Percussive Separation of ' +
      'Audio Signals</em>, ISMIR 2014.</p>',
    options: [
      {
        key: 'mask',
        text: 'How sounds are shared out',
        labels: {
          soft: 'Shared by strength (smooth)',
          hard: 'All to the stronger (clear-cut)',
          residual: 'Only what is clear; the rest as a third stem'
        }
      },
      {
        key: 'timeSpanMs',
        text: 'Span of the median',
        labels: { 120: '120 ms (fast music)', 200: '200 ms', 320: '320 ms (slow music)' }
      }
    ]
  }
]
