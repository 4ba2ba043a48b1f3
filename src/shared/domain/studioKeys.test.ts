import { describe, expect, it } from 'vitest'
import { DEFAULT_STUDIO_KEY_SETTINGS, DEFAULT_STUDIO_KEYS, isStudioKey, STUDIO_ACTIONS, toAction, toCustomKeys, toKeyMap, withKey } from './studioKeys'

const keys = DEFAULT_STUDIO_KEY_SETTINGS

describe('the Studio\'s single keys', () => {
  it('each do one thing', () => {
    expect(new Set(Object.values(DEFAULT_STUDIO_KEYS)).size).toBe(STUDIO_ACTIONS.length)
    for (const action of STUDIO_ACTIONS) expect(toAction(keys, DEFAULT_STUDIO_KEYS[action])).toBe(action)
    expect(toAction(keys, 'M')).toBe('mute')
    expect(toAction(keys, '=')).toBe('zoomIn')
    expect(toAction(keys, 'x')).toBeUndefined()
  })

  it('do nothing once they are switched off', () => {
    for (const action of STUDIO_ACTIONS) expect(toAction({ ...keys, enabled: false }, DEFAULT_STUDIO_KEYS[action])).toBeUndefined()
  })

  it('can be others; two actions that want the same key exchange theirs', () => {
    const moved = withKey(keys, 'mute', 'X')
    expect(moved.custom).toEqual({ mute: 'x' })
    expect(toAction(moved, 'x')).toBe('mute')
    expect(toAction(moved, 'm')).toBeUndefined()
    const exchanged = withKey(keys, 'mute', 's')
    expect(toAction(exchanged, 's')).toBe('mute')
    expect(toAction(exchanged, 'm')).toBe('solo')
    expect(withKey(exchanged, 'mute', 'm').custom).toEqual({})
  })

  it('are characters one can type, and not the digits that choose stems', () => {
    expect(['a', 'ß', '+', 'ж'].every(isStudioKey)).toBe(true)
    expect(['', ' ', 'Enter', '1', '9'].some(isStudioKey)).toBe(false)
  })

  it('survive a damaged file: what cannot be used is left out, and no key does two things', () => {
    expect(toCustomKeys({ mute: 'X', nonsense: 'y', solo: 7, help: 'Enter' })).toEqual({ mute: 'x' })
    expect(toCustomKeys({ mute: 's' })).toEqual({})
    expect(toCustomKeys('m')).toEqual({})
    expect(toKeyMap({ enabled: true, custom: toCustomKeys(null) })).toEqual(DEFAULT_STUDIO_KEYS)
  })
})
