import { createWasmCore } from '../wasmCore'
import { CORE_BYTES } from './coreBytes'

/** What core/index.ts exports; addresses are bytes of its memory. */
export interface FlacCore {
  readonly memory: WebAssembly.Memory
  readonly input: { readonly value: number }
  reserve(inputBytes: number, channels: number, frames: number, isWide: boolean): void
  plane(channel: number): number
  woven(): number
  decode(from: number, to: number, headerBytes: number, assignment: number, channels: number, frames: number, bits: number, isWide: boolean): number
  weave16(channels: number, from: number, count: number): void
  weaveFloats(channels: number, from: number, count: number, scale: number): void
  crc16(from: number, to: number): number
}

/** A core with memory of its own. */
export const createFlacCore = (): FlacCore => createWasmCore(CORE_BYTES) as unknown as FlacCore
