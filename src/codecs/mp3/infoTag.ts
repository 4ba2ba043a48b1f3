import { toTag, toView } from '../fileBytes'
import type { AudioFormat } from '../types'
import { type Mp3Header, MPEG1_RATES_HZ, parseMp3Header } from './header'

/** What the first, silent frame of most MP3 files tells about the rest. */
export interface Mp3Info {
  /** MPEG frames after the info frame. */
  readonly mpegFrames: number | undefined
  /** All MPEG frames in bytes, the info frame included. */
  readonly streamBytes: number | undefined
  /** Sound frames the encoder put before and after the recording; absent when no encoder said so. */
  readonly delayFrames: number | undefined
  readonly paddingFrames: number | undefined
}

/** The delay every MP3 decoder adds on its own (the synthesis filter bank). */
export const DECODER_DELAY_FRAMES = 529
/** The delay LAME always adds, and tells in its tag. */
const LAME_DELAY_FRAMES = 576

/** Reads a Xing/Info tag with LAME's extension, or a VBRI tag; undefined when the frame is ordinary sound. */
export function parseInfoTag(frame: Uint8Array, header: Mp3Header): Mp3Info | undefined {
  const view = toView(frame)
  if (frame.length >= 54 && toTag(frame, 36) === 'VBRI') {
    return { mpegFrames: view.getUint32(50), streamBytes: view.getUint32(46), delayFrames: undefined, paddingFrames: undefined }
  }
  const start = header.infoTagOffset
  const tag = toTag(frame, start)
  if ((tag !== 'Xing' && tag !== 'Info') || start + 8 > frame.length) return undefined
  const flags = view.getUint32(start + 4)
  let at = start + 8
  const mpegFrames = (flags & 1) !== 0 && at + 4 <= frame.length ? view.getUint32(at) : undefined
  const bytesAt = at + (flags & 1) * 4
  const streamBytes = (flags & 2) !== 0 && bytesAt + 4 <= frame.length ? view.getUint32(bytesAt) : undefined
  for (const [flag, lengthBytes] of [[1, 4], [2, 4], [4, 100], [8, 4]] as const) if ((flags & flag) !== 0) at += lengthBytes
  // LAME's part: nine letters of encoder name, and at 21 two numbers of twelve bits. Some writers leave it zero.
  if (at + 24 > frame.length || frame[at] === 0) return { mpegFrames, streamBytes, delayFrames: undefined, paddingFrames: undefined }
  const packed = (view.getUint16(at + 21) << 8) | view.getUint8(at + 23)
  return { mpegFrames, streamBytes, delayFrames: packed >> 12, paddingFrames: packed & 0xfff }
}

/** What the writer of a constant bit rate file counted. */
export interface Mp3Counts {
  readonly mpegFrames: number
  readonly soundBytes: number
  /** Frames of the recording itself, without delay and padding. */
  readonly soundFrames: number
}

/**
 * An info frame for an MPEG 1 file of constant bit rate, so that players know length, delay and padding.
 * Layout: the Xing tag as LAME extends it. At 128 kbps: room enough for the tag, small beside the sound.
 */
export function toInfoFrame({ sampleRateHz, channels }: AudioFormat, counts: Mp3Counts): Uint8Array {
  const rateBits = Math.max(0, MPEG1_RATES_HZ.indexOf(sampleRateHz)) << 2
  const head = Uint8Array.of(0xff, 0xfb, 0x90 | rateBits, channels === 1 ? 0xc0 : 0x40)
  const header = parseMp3Header(head, 0)
  if (!header) throw new Error(`There are no MP3 frames at ${sampleRateHz} Hz.`)
  const frame = new Uint8Array(header.frameBytes)
  const view = toView(frame)
  frame.set(head)
  const start = header.infoTagOffset
  frame.set(Buffer.from('Info', 'latin1'), start)
  view.setUint32(start + 4, 0b0111)
  view.setUint32(start + 8, counts.mpegFrames)
  view.setUint32(start + 12, header.frameBytes + counts.soundBytes)
  // Places to seek to, per hundredth of the time: a straight line at a constant bit rate.
  for (let percent = 0; percent < 100; percent += 1) frame[start + 16 + percent] = Math.floor((percent * 256) / 100)
  const lame = start + 116
  const padding = counts.mpegFrames * header.frames - LAME_DELAY_FRAMES - counts.soundFrames
  const packed = (LAME_DELAY_FRAMES << 12) | Math.min(0xfff, Math.max(0, padding))
  frame.set(Buffer.from('LAME3.100', 'latin1'), lame)
  frame[lame + 9] = 1 // tag revision 0, constant bit rate
  frame[lame + 20] = 255 // the bit rate in kbps, 255 for "this or more"
  view.setUint8(lame + 21, packed >> 16)
  view.setUint16(lame + 22, packed & 0xffff)
  view.setUint32(lame + 28, header.frameBytes + counts.soundBytes)
  view.setUint16(lame + 34, toCrc16(frame.subarray(0, lame + 34)))
  return frame
}

// CRC-16 with polynomial 0x8005, reflected, begun with 0.
function toCrc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}
