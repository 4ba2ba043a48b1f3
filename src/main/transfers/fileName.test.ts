import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extensionFor, LONGEST_NAME_BYTES, numbered, safeBase, sameOnDisk, stemFileNames } from './fileName'

const plain = (stem: string, suggestedName: string | null = null): { stem: string; suggestedName: string | null } => ({ stem, suggestedName })
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i
// Text made of what breaks names: separators, device names, direction marks, lone surrogates, accents in two forms.
const nasty = fc.array(fc.oneof(
  fc.constantFrom('..', '/', '\\', 'C:\\', 'CON', 'nul.flac', 'COM1', 'CONIN$', '. ', ' ', ':', 'é', 'e\u0301', '\u202E', '\u200B', '\uD800', '\0', '%2e%2e', '😀', '\uFEFF'),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 300 })
), { maxLength: 6 }).map((parts) => parts.join(''))

describe('stemFileNames', () => {
  it('names a stem after the input, not after the server', () => {
    const files = [plain('Vocals', '../../etc/song_bs6stem_mt_0_vocals.flac'), plain('Other', null)]
    expect(stemFileNames('My Song.v2.mp3', 'flac', files)).toEqual(['My Song.v2 (Vocals).flac', 'My Song.v2 (Other).flac'])
  })

  it('keeps stems whose names are equal, case twins or accent twins apart (A7 rows 19, 27)', () => {
    const names = stemFileNames('s.mp3', 'wav', [plain('Vocals'), plain('vocals'), plain('caf\u00e9'), plain('cafe\u0301'), plain('Vocals')])
    expect(names).toEqual(['s (Vocals).wav', 's (vocals) 2.wav', 's (café).wav', 's (café) 2.wav', 's (Vocals) 3.wav'])
  })

  it('makes only safe leaf names out of anything (A7 rows 22 to 25)', () => {
    fc.assert(fc.property(nasty, fc.array(nasty, { minLength: 1, maxLength: 5 }), (inputName, stems) => {
      const names = stemFileNames(inputName, 'flac', stems.map((stem) => plain(stem, stem)))
      for (const name of names) {
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Control}\p{Format}\p{Surrogate}\p{Zl}\p{Zp}]/u)
        expect(name).not.toMatch(/^\.|[. ]$/)
        expect(name).not.toMatch(RESERVED)
        expect(name).toMatch(/\.[a-z0-9]+$/)
        expect(name.normalize('NFC')).toBe(name)
        expect(Buffer.byteLength(`${name}.part.json`)).toBeLessThanOrEqual(LONGEST_NAME_BYTES)
        expect(Buffer.byteLength(numbered(name, 9999))).toBeLessThanOrEqual(LONGEST_NAME_BYTES)
      }
      expect(new Set(names.map(sameOnDisk)).size).toBe(names.length)
    }), { numRuns: 2_000 })
  })

  it('shortens by whole characters and keeps stem and ending', () => {
    const [name = ''] = stemFileNames(`${'歌'.repeat(400)}.mp3`, 'flac', [plain('Vocals')])
    expect(name.endsWith('歌 (Vocals).flac')).toBe(true)
    expect(Buffer.byteLength(name)).toBeGreaterThan(220)
  })
})

describe('safeBase', () => {
  it.each([
    ['a:b', 'a_b'],
    ['x\u202Egnp.exe', 'xgnp.exe'],
    ['CON', 'CON_'],
    ['trailing. . ', 'trailing'],
    ['...', 'fallback'],
    ['\uD800', 'fallback'],
    ['', 'fallback']
  ])('turns %j into %j', (text, expected) => {
    expect(safeBase(text, 'fallback')).toBe(expected)
  })
})

describe('extensionFor', () => {
  it.each([
    ['flac', 'x.mp3', 'flac'],
    ['flac', 'x.mid', 'mid'],
    ['wav', 'lyrics.SRT', 'srt'],
    ['wav', 'virus.exe', 'wav'],
    ['wav', null, 'wav']
  ])('for a %s plan and the suggestion %j answers %s', (plan, suggested, expected) => {
    expect(extensionFor(plan, suggested)).toBe(expected)
  })
})
