import type { FormErrors } from '../../shared/domain/accounts'
import { messageOf } from './answer'
import { toOneLine } from './plainText'
import { asObject } from './tolerant'
import { formErrorsWire } from './wire'

/**
 * The service's words on a form by field: Laravel's map stands in `message` or in `errors` (API notes §2). Words for no field
 * of ours are general. `password` was sent and does not come back. All is absent when it said nothing.
 */
export function toFormErrors(json: unknown, password: string): FormErrors {
  const { message, errors, data } = formErrorsWire.parse(json)
  const map = [message, errors, data.message].map(asObject).find((found) => found !== null) ?? {}
  const wordsOf = (names: readonly string[]): string | undefined => {
    const words = names.flatMap((name) => (Object.hasOwn(map, name) ? [messageOf({ message: map[name] })] : [])).filter((word) => word !== null)
    return clean(words.join(' '))
  }
  const clean = (words: string): string | undefined => toOneLine(password === '' ? words : words.replaceAll(password, '…')) || undefined
  const found = { name: wordsOf(['name']), email: wordsOf(['email']), password: wordsOf(['password', 'password_confirmation']) }
  if (found.name !== undefined || found.email !== undefined || found.password !== undefined) return found
  return { general: clean(messageOf(json) ?? '') }
}
