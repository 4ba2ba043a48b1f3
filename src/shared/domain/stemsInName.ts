/**
 * The stems an algorithm's name lists: "BS Roformer (vocals, instrumental)", "DrumSep (4-6 stems: kick, snare)",
 * "MVSep Karaoke (lead/back vocals)". Empty where the bracket holds no list: the catalogue's own data says more, where it does.
 */
export function stemsInName(name: string): readonly string[] {
  const bracket = /\(([^()]*)\)\s*$/.exec(name)?.[1]?.replace(/^[^:]*:/, '')
  if (bracket === undefined || !/[,/]/.test(bracket) || /^by\b/i.test(bracket)) return []
  return bracket.split(',').flatMap((item) => spread(item.trim())).filter((item) => item !== '')
}

/** "lead/back vocals" says lead vocals and back vocals. */
function spread(item: string): readonly string[] {
  const [first = '', ...others] = item.split('/')
  const [last, ...common] = (others.at(-1) ?? '').trim().split(' ')
  if (last === undefined || others.length === 0) return [item]
  return [first, ...others.slice(0, -1), last].map((word) => [word.trim(), ...common].join(' '))
}
