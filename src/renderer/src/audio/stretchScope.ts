/**
 * The library (signalsmith-stretch) comes as an audio node that registers itself. A node takes as many frames in as it
 * gives out, but a change of speed needs the mixer to be read faster or slower, so its signal processing is used inside
 * our own worklet. It is handed over by being registered with a stand-in: the package itself stays as it is.
 */
export interface StretchWasm {
  readonly HEAP8: { readonly buffer: ArrayBufferLike }
  _presetDefault(channels: number, sampleRateHz: number): void
  /** Address of `frames` floats for each input channel and then each output channel. */
  _setBuffers(channels: number, frames: number): number
  _inputLatency(): number
  _outputLatency(): number
  _reset(): void
  _setTransposeSemitones(semitones: number, tonalityLimit: number): void
  /** What came before: `frames` frames in the input buffers. */
  _seek(frames: number, rate: number): void
  _process(inputFrames: number, outputFrames: number): void
}

interface LibraryProcessor {
  readonly wasmModule: StretchWasm
}
type ProcessorClass = new (options: { readonly numberOfOutputs: number }) => LibraryProcessor

interface Scope {
  AudioWorkletProcessor?: unknown
  registerProcessor?: unknown
}

const scope: typeof globalThis & Scope = globalThis
const before = { AudioWorkletProcessor: scope.AudioWorkletProcessor, registerProcessor: scope.registerProcessor }
let processor: ProcessorClass | undefined
let whenReady: (() => void) | undefined

scope.AudioWorkletProcessor = class {
  readonly port = { postMessage: ([what]: readonly unknown[]) => { if (what === 'ready') whenReady?.() }, onmessage: null }
}
scope.registerProcessor = (_name: string, registered: ProcessorClass) => { processor = registered }

/** Puts the scope back as it was; answers how to load the library. To be called once it was imported. */
export function takeLibrary(): () => Promise<StretchWasm> {
  Object.assign(scope, before)
  const found = processor
  if (!found) throw new Error('The stretching library did not register.')
  return () =>
    new Promise((resolve) => {
      const loading = new found({ numberOfOutputs: 0 })
      whenReady = () => resolve(loading.wasmModule)
    })
}
