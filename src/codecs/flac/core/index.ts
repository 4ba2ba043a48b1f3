// The inner part of the FLAC decoder (RFC 9639, section 9), compiled to WebAssembly by scripts/wasmCores.ts.
import { begin, at, isOver } from './bits'
import { crc16 } from './crc'
import { readSubframe } from './subframe'

export { crc16 }

const ALIGNMENT: usize = 16
// Predictors and whoever reads eight bytes at once look a little past both ends.
const MARGIN: usize = 64

let stride: usize = 0
let planes: usize = 0
let widePlanes: usize = 0
let output: usize = 0

/** Where the bytes of frames are put. */
export const input: usize = aligned(__heap_base)

function aligned(address: usize): usize {
  return (address + ALIGNMENT - 1) & ~(ALIGNMENT - 1)
}

/** Makes room: for so many bytes of frames, which stay what they are, and for one frame decoded. Bits of a sample above 30 are wide. */
export function reserve(inputBytes: u32, channels: u32, frames: u32, isWide: bool): void {
  stride = aligned(<usize>frames * 4 + MARGIN)
  planes = aligned(input + inputBytes + MARGIN)
  widePlanes = planes + stride * channels
  output = widePlanes + (isWide ? 2 * stride * channels : 0)
  const pages = <i32>((output + stride * channels + 0xffff) >> 16)
  if (pages > memory.size()) memory.grow(pages - memory.size())
}

/** Where the samples of a channel are, i32 each. */
export function plane(channel: u32): usize {
  return planes + <usize>channel * stride
}

/** Where what was woven is. */
export function woven(): usize {
  return output
}

/**
 * Decodes the frame that begins at `from`, behind its header, and ends at `to` or before. `assignment` is the header's (8 left and side,
 * 9 side and right, 10 middle and side). Answers its length in bytes; 0 when no whole and unbroken frame lies there.
 */
export function decode(from: u32, to: u32, headerBytes: u32, assignment: u32, channels: u32, frames: u32, bits: u32, isWide: bool): u32 {
  begin(input + from, headerBytes * 8, (to - from) * 8)
  for (let channel: u32 = 0; channel < channels; channel += 1) {
    // The difference of two channels needs one bit more.
    const isSide = assignment >= 8 && channel === (assignment === 9 ? <u32>0 : 1)
    const width = bits + (isSide ? 1 : 0)
    if (!(isWide ? readSubframe<i64>(wide(channel), frames, width) : readSubframe<i32>(plane(channel), frames, width))) return 0
  }
  const lengthBytes = ((at + 7) >> 3) + 2
  if (isOver() || lengthBytes > to - from || crc16(input + from, input + from + lengthBytes) !== 0) return 0
  if (isWide) {
    if (assignment >= 8) unfold<i64>(wide(0), wide(1), assignment, frames)
    for (let channel: u32 = 0; channel < channels; channel += 1) narrow(wide(channel), plane(channel), frames)
  } else if (assignment >= 8) {
    unfold<i32>(plane(0), plane(1), assignment, frames)
  }
  return lengthBytes
}

function wide(channel: u32): usize {
  return widePlanes + 2 * stride * <usize>channel
}

function narrow(from: usize, to: usize, frames: u32): void {
  for (let frame: u32 = 0; frame < frames; frame += 1) store<i32>(to + frame * 4, <i32>load<i64>(from + frame * 8))
}

/** Makes left and right of what stands for them (RFC 9639, section 9.1.3). */
function unfold<T>(first: usize, second: usize, assignment: u32, frames: u32): void {
  const last = first + frames * sizeof<T>()
  for (; first < last; first += sizeof<T>(), second += sizeof<T>()) {
    const one = load<T>(first)
    const two = load<T>(second)
    if (assignment === 8) {
      store<T>(second, one - two)
    } else if (assignment === 9) {
      store<T>(first, one + two)
    } else {
      // The middle lost its last bit, which the side has.
      const twice = (one << <T>1) | (two & <T>1)
      store<T>(first, (twice + two) >> <T>1)
      store<T>(second, (twice - two) >> <T>1)
    }
  }
}

/** Weaves frames [from, from + count) of all channels into `woven` as 16-bit numbers; the stream has no more bits than that. */
export function weave16(channels: u32, from: u32, count: u32): void {
  let frame: u32 = 0
  if (channels === 2) {
    for (; frame + 4 <= count; frame += 4) {
      const both = i16x8.narrow_i32x4_s(v128.load(plane(0) + (from + frame) * 4), v128.load(plane(1) + (from + frame) * 4))
      v128.store(output + frame * 4, v128.shuffle<i16>(both, both, 0, 4, 1, 5, 2, 6, 3, 7))
    }
  }
  for (; frame < count; frame += 1) {
    for (let channel: u32 = 0; channel < channels; channel += 1) {
      store<i16>(output + (frame * channels + channel) * 2, <i16>load<i32>(plane(channel) + (from + frame) * 4))
    }
  }
}

/** Weaves them as floats of `scale` times the sample. */
export function weaveFloats(channels: u32, from: u32, count: u32, scale: f32): void {
  for (let channel: u32 = 0; channel < channels; channel += 1) {
    for (let frame: u32 = 0; frame < count; frame += 1) {
      store<f32>(output + (frame * channels + channel) * 4, <f32>load<i32>(plane(channel) + (from + frame) * 4) * scale)
    }
  }
}
