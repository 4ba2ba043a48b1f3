/** What a single key does in the Studio. Space, arrows, Home, End and Escape are not among them: they type nothing. */
export const STUDIO_ACTIONS = [
  'playPause', 'back', 'forward', 'loopStart', 'loopEnd', 'loop', 'mute', 'solo', 'original', 'difference', 'zoomIn', 'zoomOut', 'zoomFit',
  'follow', 'help'
] as const

export type StudioAction = (typeof STUDIO_ACTIONS)[number]

/** One character an action. */
export type StudioKeyMap = Readonly<Record<StudioAction, string>>

export const DEFAULT_STUDIO_KEYS: StudioKeyMap = {
  playPause: 'k', back: 'j', forward: 'l', loopStart: '[', loopEnd: ']', loop: 'r', mute: 'm', solo: 's', original: 'a', difference: 'd',
  zoomIn: '+', zoomOut: '-', zoomFit: '0', follow: 'f', help: '?'
}

/** The user's own keys where they differ, and whether single keys do anything at all (WCAG 2.1.4: speech input types letters). */
export interface StudioKeys {
  readonly enabled: boolean
  readonly custom: Readonly<Partial<Record<StudioAction, string>>>
}

export const DEFAULT_STUDIO_KEY_SETTINGS: StudioKeys = { enabled: true, custom: {} }

/** Whether a key can be given to an action: one character that is typed, and no digit from 1 to 9, which choose stems. */
export const isStudioKey = (key: string): boolean => /^[^\s1-9]$/u.test(key)

const isStudioAction = (name: string): name is StudioAction => STUDIO_ACTIONS.some((action) => action === name)

/** The keys in force. */
export const toKeyMap = ({ custom }: StudioKeys): StudioKeyMap => ({ ...DEFAULT_STUDIO_KEYS, ...custom })

/** Only what can be used of an unknown value: known actions, usable keys, each key once. */
export function toCustomKeys(value: unknown): Partial<Record<StudioAction, string>> {
  if (typeof value !== 'object' || value === null) return {}
  const custom: Partial<Record<StudioAction, string>> = {}
  for (const [action, key] of Object.entries(value)) {
    if (isStudioAction(action) && typeof key === 'string' && isStudioKey(key)) custom[action] = key.toLowerCase()
  }
  const map = { ...DEFAULT_STUDIO_KEYS, ...custom }
  return new Set(Object.values(map)).size === STUDIO_ACTIONS.length ? custom : {}
}

/** Gives a key to an action; the action that had it takes the key that is free now, so that no key does two things. */
export function withKey(keys: StudioKeys, action: StudioAction, key: string): StudioKeys {
  const map = toKeyMap(keys)
  const wanted = key.toLowerCase()
  const other = STUDIO_ACTIONS.find((candidate) => candidate !== action && map[candidate] === wanted)
  const next: Record<StudioAction, string> = { ...map, [action]: wanted, ...(other === undefined ? {} : { [other]: map[action] }) }
  const custom: Partial<Record<StudioAction, string>> = {}
  for (const name of STUDIO_ACTIONS) if (next[name] !== DEFAULT_STUDIO_KEYS[name]) custom[name] = next[name]
  return { ...keys, custom }
}

/** What a pressed key does; undefined when nothing. '=' is '+' without Shift on many keyboards. */
export function toAction(keys: StudioKeys, key: string): StudioAction | undefined {
  if (!keys.enabled) return undefined
  const map = toKeyMap(keys)
  const pressed = key.toLowerCase()
  return (
    STUDIO_ACTIONS.find((action) => map[action] === pressed) ??
    (pressed === '=' ? STUDIO_ACTIONS.find((action) => map[action] === '+') : undefined)
  )
}
