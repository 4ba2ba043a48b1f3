import type { MethodText } from './methodText'

const TEMPI = [50, 60, 72, 84, 96, 108, 120, 138, 160, 180]

/** What the catalogue says of the tune made from notes; the table is all there is to know of how to write them. */
export const TUNE_TEXT: MethodText = {
  methodId: 'tune-from-notes',
  renderId: 1006,
  group: { id: 99, name: 'Music from text' },
  name: 'Tune from notes (melody, bass or drone)',
  shortDescription: 'Plays a melody that you write as notes, such as C4:1 E4:1/2 G4:2, with a bass or a drone found for it.',
  longDescription:
    '<p>Write notes apart by spaces or lines, each with its length in beats behind a colon:</p>' +
    '<table><thead><tr><th>You write</th><th>It means</th></tr></thead><tbody>' +
    '<tr><td>C4:1 F#5:1/2 Bb3:1.5</td><td>notes from A0 to C8: for a beat, half a beat, one and a half</td></tr>' +
    '<tr><td>C4 E G</td><td>an octave or a length left out is that of the note before</td></tr>' +
    '<tr><td>C4+E4+G4:2</td><td>notes at once, up to six</td></tr>' +
    '<tr><td>r:1</td><td>a rest</td></tr>' +
    '<tr><td>|</td><td>a bar begins; without bar lines, every four beats</td></tr>' +
    '</tbody></table>' +
    '<p>Up to 10,000 characters and ten minutes. The bass plays root and fifth of the triad that holds most of a bar, in ' +
    'the key that fits the whole tune; the drone is the tonic with its fifth. Both results together are the piece, to the ' +
    'last bit where the format is lossless.</p>' +
    '<p>Strings: K. Karplus, A. Strong: <em>Digital Synthesis of Plucked-String and Drum Timbres</em>, and D. Jaffe, ' +
    'J. Smith: <em>Extensions of the Karplus-Strong Plucked-String Algorithm</em>, Computer Music Journal 7(2), 1983. Key: ' +
    'C. Krumhansl, E. Kessler, Psychological Review 89(4), 1982. Music box: N. Fletcher, T. Rossing: <em>The Physics of ' +
    'Musical Instruments</em>.</p>',
  options: [
    { key: 'notes', text: 'Notes', labels: {} },
    {
      key: 'ensemble',
      text: 'Instruments',
      labels: { guitar: 'Plucked strings, with a bass', flute: 'Flute, over a drone', musicBox: 'Music box, with a bass' }
    },
    { key: 'beatsPerMinute', text: 'Tempo', labels: Object.fromEntries(TEMPI.map((tempo) => [tempo, `${tempo} beats a minute`])) },
    {
      key: 'lengthS',
      text: 'Length',
      labels: { once: 'Once, as written', 10: '10 seconds', 20: '20 seconds', 30: '30 seconds', 60: '1 minute', 120: '2 minutes', 180: '3 minutes' }
    }
  ]
}
