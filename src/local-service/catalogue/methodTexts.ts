import type { MethodText, OptionText } from './methodText'
import { TUNE_TEXT } from './tuneText'

const CENTRE_WIDTH: OptionText = {
  key: 'centreWidth',
  text: 'Width of the centre',
  labels: {
    narrow: 'Narrow (fewer instruments in the vocals)',
    normal: 'Normal',
    wide: 'Wide (more of the voice)'
  }
}

const CENTRE_PAPERS =
  '<p>C. Avendano: <em>Frequency-domain source identification and manipulation in stereo mixes</em>, WASPAA 2003. ' +
  'D. Barry, B. Lawlor, E. Coyle: <em>Sound Source Separation: Azimuth Discrimination and Resynthesis</em>, DAFx-04. ' +
  'For mono: Z. Rafii, B. Pardo: <em>Music/Voice Separation using the Similarity Matrix</em>, ISMIR 2012.</p>'

const HARMONIC_PAPERS =
  '<p>D. Fitzgerald: <em>Harmonic/Percussive Separation using Median Filtering</em>, DAFx-10, Graz, 2010. ' +
  'J. Driedger, M. M&uuml;ller, S. Disch: <em>Extending Harmonic-Percussive Separation of Audio Signals</em>, ISMIR 2014.</p>'

/** What the catalogue says of each method; names and sentences promise no more than the methods hold. */
export const METHOD_TEXTS: readonly MethodText[] = [
  {
    methodId: 'four-stems',
    renderId: 1001,
    group: { id: 104, name: 'Multistem' },
    name: 'Four stems (vocals, drums, bass, other)',
    shortDescription: 'Drums by their hits, vocals by their place in the centre, bass by its pitch; the rest is other.',
    longDescription:
      '<p>Works in two steps. What is percussive becomes the drums; of what remains, the centre of the stereo image in ' +
      'the band of voices becomes the vocals and the low band the bass. The stems add up to the song exactly.</p>' +
      '<p>This is classical signal processing: expect parts of one stem to be heard in another.</p>' +
      HARMONIC_PAPERS + CENTRE_PAPERS,
    options: [
      {
        key: 'bassCrossoverHz',
        text: 'Where the bass ends',
        labels: { 150: '150 Hz', 200: '200 Hz', 250: '250 Hz' }
      },
      CENTRE_WIDTH
    ]
  },
  {
    methodId: 'centre-vocals',
    renderId: 1002,
    group: { id: 103, name: 'Vocals / Instrumental' },
    name: 'Centre extraction (vocals, instrumental)',
    shortDescription: 'Takes what lies in the middle of the stereo image, within the band of voices, for the vocals.',
    longDescription:
      '<p>Singers mostly stand in the middle of a mix. For each moment and pitch the likeness of the two channels tells ' +
      'how much belongs there. Other things in the middle (a solo, a snare) come along; wide backing vocals do not. ' +
      'Mono recordings are divided by what repeats and what does not.</p>' +
      CENTRE_PAPERS,
    options: [
      CENTRE_WIDTH,
      {
        key: 'percussion',
        text: 'Drums in the centre',
        labels: { remove: 'Keep out of the vocals', keep: 'Leave as they are (faster)' }
      },
      {
        key: 'lowestHz',
        text: 'Lowest pitch of the voice',
        labels: { 100: '100 Hz (deep voices)', 180: '180 Hz', 250: '250 Hz (high voices)' }
      },
      {
        key: 'highestHz',
        text: 'Highest overtone of the voice',
        labels: { 8000: '8 kHz', 12000: '12 kHz', 16000: '16 kHz (airy)' }
      }
    ]
  },
  {
    methodId: 'harmonic-percussive',
    renderId: 1003,
    group: { id: 102, name: 'Harmonic / Percussive' },
    name: 'Harmonic / percussive (harmonic, percussive)',
    shortDescription: 'Tells sustained tones from hits by median filtering of the spectrogram.',
    longDescription:
      '<p>In a spectrogram a tone is a horizontal line and a hit is a vertical one. A median over time keeps the ' +
      'first, a median over frequency the second; each moment and pitch goes to the stronger, or is shared.</p>' +
      HARMONIC_PAPERS,
    options: [
      {
        key: 'mask',
        text: 'How sounds are shared out',
        labels: {
          soft: 'By strength (smooth)',
          hard: 'All to the stronger (clear-cut)',
          residual: 'Only what is clear; the rest as a third stem'
        }
      },
      {
        key: 'timeSpanMs',
        text: 'How long a tone lasts',
        labels: { 200: '200 ms (fast music)', 400: '400 ms', 800: '800 ms (slow music)' }
      }
    ]
  },
  {
    methodId: 'mid-side',
    renderId: 1004,
    group: { id: 101, name: 'Stereo' },
    name: 'Middle and side (middle, side)',
    shortDescription: 'Half the sum and half the difference of the two channels; needs a stereo file.',
    longDescription:
      '<p>The plainest way to take a stereo recording apart, and an exact one. The side alone is a quick karaoke ' +
      'track.</p><p>A. D. Blumlein: British patent 394325, 1933.</p>',
    options: []
  },
  {
    methodId: 'reference-mastering',
    renderId: 1005,
    group: { id: 100, name: 'Mastering' },
    name: 'Reference mastering (match loudness and tone)',
    shortDescription: 'Gives a song the loudness, tone and width of another one, with its peaks below full scale.',
    longDescription:
      '<p>The long-term spectra of both songs are compared, middle and side apart; a linear-phase filter takes the ' +
      'difference out, by at most 15 dB. Then the loudness (root mean square of the whole song) is brought to that of ' +
      'the reference, and a limiter keeps the peaks below full scale: a reference that was pressed much louder than ' +
      'the song can go unclipped is approached, not reached.</p><p>The idea is that of Matchering by S. Grishakov. Spectra: ' +
      'P. D. Welch, IEEE Trans. Audio Electroacoust. 15(2), 1967.</p>',
    options: []
  },
  TUNE_TEXT
]
