import { randomBytes, randomInt } from 'node:crypto'
import { extname } from 'node:path'

const REMOTE_HASH_LENGTH = 16
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LONGEST_SLUG = 80

/** A file's name without its ending as lower-case ASCII words and hyphens; "audio" when nothing of it is left. */
export function toSlug(fileName: string): string {
  const stem = fileName.slice(0, fileName.length - extname(fileName).length)
  const words = stem.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return words.slice(0, LONGEST_SLUG).replace(/^-+|-+$/g, '') || 'audio'
}

/** A file's ending with its dot, lower-case letters and digits only; empty when it has none like that. */
export function toExtension(fileName: string): string {
  const extension = extname(fileName).toLowerCase()
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ''
}

/** A job's hash: `YYYYMMDDHHMMSS-<10 hex>-<slug>.<ext of the input>` (API notes, separation/create). */
export function createHashFor(fileName: string, atMs: number): string {
  const moment = new Date(atMs).toISOString().replace(/\D/g, '').slice(0, 14)
  return `${moment}-${randomBytes(5).toString('hex')}-${toSlug(fileName)}${toExtension(fileName)}`
}

/** The short hash of a job made from a link (API page, get-remote). */
export function createRemoteHash(): string {
  return Array.from({ length: REMOTE_HASH_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

/** A folder nobody can guess, below the storage folder, as a URL path would write it. */
export function createOutputFolder(): string {
  const name = randomBytes(16).toString('hex')
  return `processed/${name.slice(0, 2)}/${name}`
}

/** What a result's name is made of. Clients take what follows the last underscore for the stem. */
export interface ResultName {
  readonly inputName: string
  readonly method: string
  readonly optionValues: readonly string[]
  readonly stem: string
  readonly extension: string
  /** The account's switch: name every option, not only the first. */
  readonly long: boolean
}

/** `<slug>_<method>_mt_<first option>_<stem>.<ext>` (API notes, separation/get). */
export function toResultName({ inputName, method, optionValues, stem, extension, long }: ResultName): string {
  const told = (long ? optionValues : optionValues.slice(0, 1)).map((value) => value.replace(/[^A-Za-z0-9.-]+/g, '-'))
  const options = told.length > 0 ? ['mt', ...told] : []
  return `${[toSlug(inputName), method, ...options, stem.replace(/[^a-z0-9-]+/gi, '-')].join('_')}.${extension}`
}
