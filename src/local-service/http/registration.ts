import type { NewAccount } from '../accounts/accountStore'
import { Refusal } from '../refusal'

const SHORTEST_PASSWORD = 8
const LONGEST_TEXT = 255

type Fields = Readonly<Record<string, string>>

/** The named fields, none of them empty. Throws Refusal 400 with a sentence for each that is (API notes, login). */
export function requireFields(fields: Fields, names: readonly string[]): Fields {
  const missing = names.filter((name) => (fields[name] ?? '').trim() === '')
  if (missing.length > 0) {
    throw new Refusal(400, Object.fromEntries(missing.map((name) => [name, [`The ${name} field is required.`]])))
  }
  return fields
}

/** Reads the form of `app/register`. Throws Refusal 400 with the sentences by field. */
export function readRegistration(fields: Fields): NewAccount {
  const { name = '', email = '', password = '' } = requireFields(fields, ['name', 'email', 'password'])
  const problems: Record<string, string[]> = {}
  if (name.length > LONGEST_TEXT) problems.name = [`The name may not be longer than ${LONGEST_TEXT} characters.`]
  if (email.length > LONGEST_TEXT || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    problems.email = ['The email must be a valid email address.']
  }
  if (password.length < SHORTEST_PASSWORD) {
    problems.password = [`The password must be at least ${SHORTEST_PASSWORD} characters.`]
  } else if (password !== fields.password_confirmation) {
    problems.password = ['The password confirmation does not match.']
  }
  if (Object.keys(problems).length > 0) throw new Refusal(400, problems)
  return { name: name.trim(), email: email.trim(), password }
}
