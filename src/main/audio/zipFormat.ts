/** A file inside a zip. Sizes and places in bytes. */
export interface ZipEntry {
  readonly name: string
  readonly sizeBytes: number
  readonly crc: number
  /** Where its local header stands. */
  readonly at: number
  readonly modifiedAt: Date
}

// PKWARE APPNOTE 6.3.10: signatures of 4.3.7, 4.3.12, 4.3.14, 4.3.15 and 4.3.16.
const LOCAL = 0x0403_4b50
const CENTRAL = 0x0201_4b50
const LONG_END = 0x0606_4b50
const LONG_END_PLACE = 0x0706_4b50
const END = 0x0605_4b50
const UTF8_NAMES = 0x0800
const VERSION = 20
const VERSION_LONG = 45
const LONG_FIELD = 1
const MOST_32 = 0xffff_ffff
const MOST_16 = 0xffff
/** Made on Unix, readable by everyone: what an unpacking program gives the file. */
const MADE_ON_UNIX = 3 << 8
const RIGHTS = (0o100_644 << 16) >>> 0

/** The bytes in front of a stored file (4.3.7); as long for any crc. */
export function toLocalHeader({ name, sizeBytes, crc, modifiedAt }: Omit<ZipEntry, 'at'>): Buffer {
  const isLong = sizeBytes >= MOST_32
  const nameBytes = Buffer.from(name)
  const extra = isLong ? toLongField([sizeBytes, sizeBytes]) : Buffer.alloc(0)
  const size = isLong ? MOST_32 : sizeBytes
  const head = pack([[LOCAL, 4], [isLong ? VERSION_LONG : VERSION, 2], ...toCommon(modifiedAt, crc, size), [nameBytes.length, 2], [extra.length, 2]])
  return Buffer.concat([head, nameBytes, extra])
}

/** The bytes behind the last file: the list of all entries and its end (4.3.12 to 4.3.16), with long sizes where they are needed. */
export function toDirectory(entries: readonly ZipEntry[], at: number): Buffer {
  const list = Buffer.concat(entries.map(toCentralHeader))
  const isLong = at + list.length >= MOST_32 || entries.length >= MOST_16
  const count = isLong ? MOST_16 : entries.length
  const end = pack([
    [END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [isLong ? MOST_32 : list.length, 4], [isLong ? MOST_32 : at, 4], [0, 2]
  ])
  if (!isLong) return Buffer.concat([list, end])
  const long = pack([
    [LONG_END, 4], [44, 8], [MADE_ON_UNIX | VERSION_LONG, 2], [VERSION_LONG, 2], [0, 4], [0, 4], [entries.length, 8], [entries.length, 8],
    [list.length, 8], [at, 8]
  ])
  return Buffer.concat([list, long, pack([[LONG_END_PLACE, 4], [0, 4], [at + list.length, 8], [1, 4]]), end])
}

function toCentralHeader({ name, sizeBytes, crc, at, modifiedAt }: ZipEntry): Buffer {
  const isLongSize = sizeBytes >= MOST_32
  const isLongPlace = at >= MOST_32
  const isLong = isLongSize || isLongPlace
  const nameBytes = Buffer.from(name)
  const extra = isLong ? toLongField([...(isLongSize ? [sizeBytes, sizeBytes] : []), ...(isLongPlace ? [at] : [])]) : Buffer.alloc(0)
  const size = isLongSize ? MOST_32 : sizeBytes
  const version = isLong ? VERSION_LONG : VERSION
  const head = pack([
    [CENTRAL, 4], [MADE_ON_UNIX | version, 2], [version, 2], ...toCommon(modifiedAt, crc, size), [nameBytes.length, 2], [extra.length, 2],
    [0, 2], [0, 2], [0, 2], [RIGHTS, 4], [isLongPlace ? MOST_32 : at, 4]
  ])
  return Buffer.concat([head, nameBytes, extra])
}

type Field = readonly [value: number, bytes: 2 | 4 | 8]

/** Flags, method 0 (stored), time, crc and both sizes: alike in both headers. */
const toCommon = (modifiedAt: Date, crc: number, size: number): readonly Field[] =>
  [[UTF8_NAMES, 2], [0, 2], [toDosTime(modifiedAt), 4], [crc, 4], [size, 4], [size, 4]]

const toLongField = (values: readonly number[]): Buffer =>
  pack([[LONG_FIELD, 2], [values.length * 8, 2], ...values.map((value): Field => [value, 8])])

// Two seconds' steps since 1980, local time (4.4.6).
function toDosTime(time: Date): number {
  const year = Math.min(127, Math.max(0, time.getFullYear() - 1980))
  const date = (year << 9) | ((time.getMonth() + 1) << 5) | time.getDate()
  const clock = (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1)
  return ((date << 16) | clock) >>> 0
}

function pack(fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, length]) => sum + length, 0))
  let at = 0
  for (const [value, length] of fields) {
    if (length === 8) bytes.writeBigUInt64LE(BigInt(value), at)
    else bytes.writeUIntLE(value, at, length)
    at += length
  }
  return bytes
}
