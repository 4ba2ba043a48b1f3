import './mark.css'

const PATHS = [
  ['vocals', 'M3 16c5 0 6-8 11-10.500c4-2 8-1.500 15-1.500'],
  ['drums', 'M3 11c5 0 7 2 11 1.500c4-.5 8-.5 15-.5'],
  ['bass', 'M3 21c5 0 7-2 11-1.500c4 .5 8 .5 15 .5'],
  ['other', 'M3 16c5 0 6 8 11 10.500c4 2 8 1.500 15 1.500']
] as const

/** The app's mark, small: four strands out of one knot. Decoration. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      {PATHS.map(([family, path]) => (
        <path key={family} data-family={family} d={path} strokeWidth="3" strokeLinecap="round" />
      ))}
    </svg>
  )
}
