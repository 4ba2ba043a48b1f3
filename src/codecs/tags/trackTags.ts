import { parseFromTokenizer, type ICommonTagsResult, type IPicture } from 'music-metadata'
import { toLabel } from '../../shared/text/visibleText'
import { FileTokenizer } from '../describe/fileTokenizer'
import { openFileBytes } from '../fileBytes'

export interface Cover {
  readonly mimeType: string
  readonly data: Uint8Array
}

/** What a song says about itself and its stems can go on saying. Texts are one line each and never empty. */
export interface TrackTags {
  readonly title: string | null
  readonly artists: readonly string[]
  readonly album: string | null
  readonly albumArtist: string | null
  /** "2026" or "2026-11-22". */
  readonly date: string | null
  readonly track: string | null
  readonly disc: string | null
  readonly genres: readonly string[]
  readonly composers: readonly string[]
  readonly copyright: string | null
  readonly isrc: string | null
  readonly bpm: number | null
  readonly key: string | null
  readonly cover: Cover | null
}

const LONGEST_TEXT = 500
const MOST_VALUES = 20
// A FLAC picture block holds this much at most (RFC 9639, 8.8, 24 bits of length); room for its own head.
const LARGEST_COVER_BYTES = 0xff_ffff - 1_024

/** The tags of an audio file of any common kind; null when it has none or they cannot be read. Node's I/O errors pass through. */
export async function readTrackTags(path: string): Promise<TrackTags | null> {
  const file = await openFileBytes(path)
  try {
    const { common } = await parseFromTokenizer(new FileTokenizer(file), { duration: false, skipCovers: false })
    const tags = toTrackTags(common)
    return isEmpty(tags) ? null : tags
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    return null // broken tags are no reason not to export
  } finally {
    await file.close()
  }
}

function toTrackTags(common: ICommonTagsResult): TrackTags {
  return {
    title: line(common.title),
    artists: lines(common.artists ?? (common.artist === undefined ? [] : [common.artist])),
    album: line(common.album),
    albumArtist: line(common.albumartist),
    date: line(common.date ?? common.year?.toString()),
    track: place(common.track),
    disc: place(common.disk),
    genres: lines(common.genre ?? []),
    composers: lines(common.composer ?? []),
    copyright: line(common.copyright),
    isrc: line(common.isrc?.[0]),
    bpm: common.bpm !== undefined && common.bpm > 0 && common.bpm < 1_000 ? common.bpm : null,
    key: line(common.key),
    cover: toCover(common.picture ?? [])
  }
}

const line = (text: string | undefined): string | null => toLabel(text ?? '', LONGEST_TEXT) || null
const lines = (texts: readonly string[]): readonly string[] => texts.slice(0, MOST_VALUES).map(line).filter((text) => text !== null)

function place({ no, of }: { readonly no: number | null; readonly of: number | null }): string | null {
  if (no === null || no < 1) return null
  return of === null || of < no ? String(no) : `${no}/${of}`
}

function toCover(pictures: readonly IPicture[]): Cover | null {
  const picture = pictures.find(({ type }) => type === 'Cover (front)') ?? pictures[0]
  const mimeType = /^image\/[a-z0-9.+-]{1,20}$/i.exec(picture?.format ?? '')?.[0].toLowerCase()
  if (picture === undefined || mimeType === undefined || picture.data.length === 0 || picture.data.length > LARGEST_COVER_BYTES) return null
  return { mimeType, data: picture.data }
}

const isEmpty = (tags: TrackTags): boolean => Object.values(tags).every((value) => value === null || (Array.isArray(value) && value.length === 0))
