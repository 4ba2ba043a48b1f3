import { beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../shared/errors/appError'
import { errorText } from './errorText'
import { enPrepareErrors } from './enPrepareDialog'
import { enRecipeErrors } from './enRecipes'
import { enWatchErrors } from './enWatch'
import { addTexts, startTexts } from './i18n'
import type { i18n } from 'i18next'

let texts: i18n
beforeAll(() => {
  for (const errors of [enWatchErrors, enPrepareErrors, enRecipeErrors]) addTexts({ errors })
  texts = startTexts('en')
})

describe('errorText', () => {
  it.each(ERROR_CODES)('says what happened, what is safe and what to do next: %s', (code) => {
    const { what, safe, next } = errorText({ code, subject: 'Song.wav' }, texts.t)
    for (const sentence of [what, safe, next]) {
      expect(sentence).toMatch(/^[A-Z“].*[.!]$/)
      expect(sentence).not.toMatch(/errors\.|{{|undefined/)
    }
  })

  it('names the file it is about', () => {
    expect(errorText({ code: 'fileEmpty', subject: 'Song.wav' }, texts.t).what).toBe('Song.wav is empty.')
  })

  it('says "this file" where no name is known', () => {
    expect(errorText({ code: 'fileEmpty' }, texts.t).what).toBe('This file is empty.')
  })

  it('passes on the service’s own reason, but no jargon', () => {
    expect(errorText({ code: 'refused', detail: 'File is longer than 10 minutes' }, texts.t).detail).toContain('longer than 10 minutes')
    expect(errorText({ code: 'offline', detail: 'ENETUNREACH' }, texts.t).detail).toBeNull()
  })
})
