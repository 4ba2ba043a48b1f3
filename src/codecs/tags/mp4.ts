import { type FileBytes, toTag, toView } from '../fileBytes'
import type { TrackTags } from './trackTags'

const HEAD_BYTES = 8
const MOST_BOXES = 1_024
const LARGEST_INDEX_BYTES = 64 << 20
/** What stands before a file-tag box's children: version and flags (ISO/IEC 14496-12, 8.11.1). */
const FULL_BOX_BYTES = 4
/** Kinds of values (QuickTime File Format, "Well-known types"). */
const [BINARY, UTF8, JPEG, PNG, INTEGER] = [0, 1, 13, 14, 21] as const

interface Box {
  readonly type: string
  readonly body: Uint8Array
}

/** Where bytes of the old file stay, and what is new. */
type Mp4Part = Uint8Array | { readonly from: number; readonly to: number }

/**
 * An MP4 file with these tags in place of its own; undefined for one that is better left alone: in fragments, of sizes that do not
 * fit, or of another kind of tags. The index is written anew behind everything else, so that no sound moves and no place in it changes.
 */
export async function toMp4Parts(file: FileBytes, tags: TrackTags): Promise<readonly Mp4Part[] | undefined> {
  const boxes = await outerBoxes(file)
  const index = boxes?.find(({ type }) => type === 'moov')
  if (boxes === undefined || index === undefined || boxes.some(({ type }) => type === 'moof') || index.to - index.from > LARGEST_INDEX_BYTES) return undefined
  const moov = withTags(await file.read(index.from + HEAD_BYTES, index.to - index.from - HEAD_BYTES), tags)
  if (moov === undefined) return undefined
  const before = { from: 0, to: index.from }
  if (index === boxes.at(-1)) return [before, toBox('moov', moov)]
  const free = Buffer.concat([await file.read(index.from, 4), Buffer.from('free', 'latin1')])
  return [before, free, { from: index.from + HEAD_BYTES, to: file.sizeBytes }, toBox('moov', moov)]
}

/** The file's boxes; undefined where they do not end with the file. */
async function outerBoxes(file: FileBytes): Promise<{ type: string; from: number; to: number }[] | undefined> {
  const found: { type: string; from: number; to: number }[] = []
  let at = 0
  while (at < file.sizeBytes && found.length < MOST_BOXES) {
    const head = await file.read(at, HEAD_BYTES * 2)
    if (head.length < HEAD_BYTES) return undefined
    const short = toView(head).getUint32(0)
    const type = toTag(head, 4)
    // 1 stands for a long size, which sound may need and an index does not; 0 for "to the end", behind which nothing can be put.
    const isLong = short === 1 && head.length === HEAD_BYTES * 2 && type !== 'moov'
    const size = isLong ? Number(toView(head).getBigUint64(HEAD_BYTES)) : short
    if (size < HEAD_BYTES || at + size > file.sizeBytes) return undefined
    found.push({ type, from: at, to: at + size })
    at += size
  }
  return at === file.sizeBytes ? found : undefined
}

/** The index with these tags; undefined when it is not built as it must be. */
function withTags(moov: Uint8Array, tags: TrackTags): Uint8Array | undefined {
  const boxes = toBoxes(moov)
  if (boxes === undefined || boxes.some(({ type }) => type === 'mvex')) return undefined
  const user = boxes.find(({ type }) => type === 'udta')
  const said = user === undefined ? [] : toUserBoxes(user.body)
  const meta = said?.find(({ type }) => type === 'meta')
  const about = meta === undefined ? [] : toBoxes(meta.body.subarray(FULL_BOX_BYTES))
  if (said === undefined || about === undefined || (meta !== undefined && !isFileTags(about))) return undefined
  const list = about.find(({ type }) => type === 'ilst')
  const kept = list === undefined ? [] : toBoxes(list.body)?.filter(isGapless) ?? []
  const next = Buffer.concat([Buffer.alloc(FULL_BOX_BYTES), HANDLER, toBox('ilst', Buffer.concat([...kept.map(written), ...toItems(tags)]))])
  const others = said.filter((box) => box !== meta).map(written)
  return Buffer.concat([...boxes.filter((box) => box !== user).map(written), toBox('udta', Buffer.concat([...others, toBox('meta', next)]))])
}

const HANDLER = toBox('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from('mdirappl', 'latin1'), Buffer.alloc(9)]))
const isFileTags = ([first]: readonly Box[]): boolean => first?.type === 'hdlr' && toTag(first.body, 8) === 'mdir'
/** How many frames the encoder added: no tag of the song's, but of this sound. */
const isGapless = ({ type, body }: Box): boolean => type === '----' && Buffer.from(body).includes('iTunSMPB', 0, 'latin1')
/** QuickTime may end this list with four zero bytes. */
const toUserBoxes = (body: Uint8Array): readonly Box[] | undefined =>
  toBoxes(body) ?? (body.subarray(-4).every((byte) => byte === 0) ? toBoxes(body.subarray(0, -4)) : undefined)
const written = ({ type, body }: Box): Buffer => toBox(type, body)

/** What one box holds; undefined when it is no whole number of boxes. */
function toBoxes(bytes: Uint8Array): readonly Box[] | undefined {
  const found: Box[] = []
  let at = 0
  while (at < bytes.length) {
    const size = at + HEAD_BYTES <= bytes.length ? toView(bytes).getUint32(at) : 0
    if (size < HEAD_BYTES || at + size > bytes.length || found.length === MOST_BOXES) return undefined
    found.push({ type: toTag(bytes, at + 4), body: bytes.subarray(at + HEAD_BYTES, at + size) })
    at += size
  }
  return found
}

function toBox(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(HEAD_BYTES + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

function toItems(tags: TrackTags): readonly Buffer[] {
  const texts: readonly (readonly [string, string | null])[] = [
    ['\u00a9nam', tags.title], ['\u00a9ART', tags.artists.join(', ') || null], ['\u00a9alb', tags.album], ['aART', tags.albumArtist], ['\u00a9day', tags.date],
    ['\u00a9gen', tags.genres.join(', ') || null], ['\u00a9wrt', tags.composers.join(', ') || null], ['cprt', tags.copyright]
  ]
  const named = [['ISRC', tags.isrc], ['initialkey', tags.key]] as const
  return [
    ...texts.flatMap(([type, text]) => (text === null ? [] : [toBox(type, toData(UTF8, Buffer.from(text)))])),
    ...([['trkn', tags.track], ['disk', tags.disc]] as const).flatMap(([type, place]) => (place === null ? [] : [toBox(type, toData(BINARY, toPlace(place, type)))])),
    ...(tags.bpm === null ? [] : [toBox('tmpo', toData(INTEGER, toWords(Math.round(tags.bpm))))]),
    ...toCover(tags.cover),
    ...named.flatMap(([name, text]) => (text === null ? [] : [toBox('----', Buffer.concat([
      toBox('mean', Buffer.concat([Buffer.alloc(FULL_BOX_BYTES), Buffer.from('com.apple.iTunes')])),
      toBox('name', Buffer.concat([Buffer.alloc(FULL_BOX_BYTES), Buffer.from(name)])), toData(UTF8, Buffer.from(text))
    ]))]))
  ]
}

/** A value of a kind, in no language. */
const toData = (kind: number, value: Uint8Array): Buffer => toBox('data', Buffer.concat([Buffer.from([0, 0, 0, kind, 0, 0, 0, 0]), value]))

/** Numbers of 16 bits. */
const toWords = (...numbers: readonly number[]): Buffer => Buffer.from(numbers.flatMap((number) => [(number >> 8) & 0xff, number & 0xff]))

/** "3/12"; a track's place is followed by two more bytes. */
function toPlace(place: string, type: 'trkn' | 'disk'): Buffer {
  const [number = 0, of = 0] = place.split('/').map(Number)
  return type === 'trkn' ? toWords(0, number, of, 0) : toWords(0, number, of)
}

/** Pictures of the two kinds the format knows. */
function toCover(cover: TrackTags['cover']): readonly Buffer[] {
  if (cover === null || !/^image\/(?:png|jpe?g)$/.test(cover.mimeType)) return []
  return [toBox('covr', toData(cover.mimeType === 'image/png' ? PNG : JPEG, cover.data))]
}
