/** Families of sound; each has a colour of its own in tokens.css. */
export type StemFamily = 'vocals' | 'drums' | 'bass' | 'other' | 'keys' | 'guitar' | 'strings' | 'wind' | 'effects'

// First match wins: "bass drum" is a drum, "no vocals" and "instrumental" are the rest.
const PATTERNS: readonly (readonly [RegExp, StemFamily])[] = [
  [/instrum|other|music|minus|residual|no[ _-]?(vocal|drum|bass)|back(ing|ground)?[ _-]?track|karaoke|harmonic|side/, 'other'],
  [/drum|kick|snare|tom|hi-?hat|hh|cymbal|ride|crash|perc|congas?|tambourine|bongo|bell|clap|marimba|timpani|triangle|xylophone/, 'drums'],
  [/vocal|voice|sing|choir|speech|lead|male|female|dialog|acapella|crowd|centre|center/, 'vocals'],
  [/bass(?!oon)/, 'bass'],
  [/piano|keys?|organ|synth|accordion|harpsichord|celesta|clav|keyboard|rhodes/, 'keys'],
  [/guitar|banjo|mandolin|ukulele|sitar|dobro|\blute|oud/, 'guitar'],
  [/string|violin|viola|cello|harp|fiddle|double/, 'strings'],
  [/wind|flute|sax|trumpet|brass|horn|clarinet|oboe|trombone|tuba|bassoon|harmonica|pipe|recorder/, 'wind'],
  [/effect|sfx|noise|reverb|echo|ambien|fx|breath/, 'effects']
]

/** The family a stem's name belongs to; 'other' when the name says nothing. */
export function stemFamily(name: string): StemFamily {
  const word = name.toLowerCase()
  return PATTERNS.find(([pattern]) => pattern.test(word))?.[1] ?? 'other'
}
