// The inner loops of an export's sums, compiled to WebAssembly by scripts/wasmCores.ts. What counts here are samples of all channels.
import { dithered } from './dither'

const FULL_SCALE: f64 = 0x8000
const SUM_BYTES: usize = 8
const SAMPLE_BYTES: usize = 4

/** Doubles (1 is full scale), or where all there is are whole 16-bit steps, these as i32. */
export const sums: usize = (__heap_base + 15) & ~15
let pieces: usize = 0
let output: usize = 0

/** Makes room for so many samples of a block. */
export function reserve(most: u32): void {
  pieces = sums + <usize>most * SUM_BYTES
  output = pieces + <usize>most * SAMPLE_BYTES
  const pages = <i32>((output + <usize>most * SAMPLE_BYTES + 0xffff) >> 16)
  if (pages > memory.size()) memory.grow(pages - memory.size())
}

/** Where a piece is put before it is added. */
export function input(): usize {
  return pieces
}

/** Where what was made of the sums is. */
export function result(): usize {
  return output
}

export function clear(count: u32): void {
  memory.fill(sums, 0, <usize>count * SUM_BYTES)
}

/** Adds whole 16-bit steps to whole sums. */
export function addWhole(count: u32): void {
  let at: u32 = 0
  for (; at + 8 <= count; at += 8) {
    const steps = v128.load(pieces + at * 2)
    const target = sums + at * 4
    v128.store(target, i32x4.add(v128.load(target), i32x4.extend_low_i16x8_s(steps)))
    v128.store(target, i32x4.add(v128.load(target, 16), i32x4.extend_high_i16x8_s(steps)), 16)
  }
  for (; at < count; at += 1) store<i32>(sums + at * 4, load<i32>(sums + at * 4) + load<i16>(pieces + at * 2))
}

/** Adds 16-bit steps, left times left's weight and right times right's, to sums of doubles. */
export function addIntegers(count: u32, left: f64, right: f64): void {
  const weights = f64x2.replace_lane(f64x2.splat(left), 1, right)
  let at: u32 = 0
  for (; at + 4 <= count; at += 4) {
    const steps = v128.load_ext<i16>(pieces + at * 2)
    addTwo(at, f64x2.convert_low_i32x4_s(steps), weights)
    addTwo(at + 2, f64x2.convert_low_i32x4_s(v128.shuffle<i64>(steps, steps, 1, 1)), weights)
  }
  for (; at < count; at += 1) addOne(at, load<i16>(pieces + at * 2), at & 1 ? right : left)
}

/** The same of floats. */
export function addFloats(count: u32, left: f64, right: f64): void {
  const weights = f64x2.replace_lane(f64x2.splat(left), 1, right)
  let at: u32 = 0
  for (; at + 2 <= count; at += 2) addTwo(at, f64x2.promote_low_f32x4(v128.load64_zero(pieces + at * 4)), weights)
  for (; at < count; at += 1) addOne(at, load<f32>(pieces + at * 4), left)
}

// @ts-ignore: decorator
@inline function addTwo(at: u32, samples: v128, weights: v128): void {
  const target = sums + at * 8
  v128.store(target, f64x2.add(v128.load(target), f64x2.mul(samples, weights)))
}

// @ts-ignore: decorator
@inline function addOne(at: u32, sample: f64, weight: f64): void {
  store<f64>(sums + at * 8, load<f64>(sums + at * 8) + sample * weight)
}

/** The greatest distance from zero of whole sums, 1 for full scale. */
export function peakOfWhole(count: u32): f64 {
  let least: i32 = 0
  let most: i32 = 0
  let at: u32 = 0
  let lows = i32x4.splat(0), highs = i32x4.splat(0)
  for (; at + 4 <= count; at += 4) {
    const four = v128.load(sums + at * 4)
    lows = i32x4.min_s(lows, four)
    highs = i32x4.max_s(highs, four)
  }
  lows = i32x4.min_s(lows, v128.shuffle<i32>(lows, lows, 2, 3, 2, 3))
  highs = i32x4.max_s(highs, v128.shuffle<i32>(highs, highs, 2, 3, 2, 3))
  least = min(i32x4.extract_lane(lows, 0), i32x4.extract_lane(lows, 1))
  most = max(i32x4.extract_lane(highs, 0), i32x4.extract_lane(highs, 1))
  for (; at < count; at += 1) {
    least = min(least, load<i32>(sums + at * 4))
    most = max(most, load<i32>(sums + at * 4))
  }
  return <f64>max(most, -least) / FULL_SCALE
}

/** The same of doubles; what is not a number is passed over. */
export function peakOfDoubles(count: u32): f64 {
  let peaks = f64x2.splat(0)
  let at: u32 = 0
  for (; at + 2 <= count; at += 2) peaks = f64x2.pmax(peaks, f64x2.abs(v128.load(sums + at * 8)))
  let peak = max(f64x2.extract_lane(peaks, 0), f64x2.extract_lane(peaks, 1))
  if (at < count) {
    const last = abs(load<f64>(sums + at * 8))
    if (last > peak) peak = last
  }
  return peak
}

/** Whole sums in 16 bits: nothing is rounded, what is too loud is cut off. */
export function clampWhole(count: u32): void {
  let at: u32 = 0
  for (; at + 8 <= count; at += 8) {
    v128.store(output + at * 2, i16x8.narrow_i32x4_s(v128.load(sums + at * 4), v128.load(sums + at * 4, 16)))
  }
  for (; at < count; at += 1) store<i16>(output + at * 2, <i16>max(min(load<i32>(sums + at * 4), 0x7fff), -0x8000))
}

/** Doubles in 16 bits, dithered. */
export function dither(count: u32): void {
  for (let at: u32 = 0; at < count; at += 1) store<i16>(output + at * 2, dithered(load<f64>(sums + at * 8)))
}

export function floatsOfWhole(count: u32): void {
  for (let at: u32 = 0; at < count; at += 1) store<f32>(output + at * 4, <f32>load<i32>(sums + at * 4) * <f32>(1 / FULL_SCALE))
}

export function floatsOfDoubles(count: u32): void {
  for (let at: u32 = 0; at < count; at += 1) store<f32>(output + at * 4, <f32>load<f64>(sums + at * 8))
}
