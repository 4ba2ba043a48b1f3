import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3'
import type { FileBytes } from '../fileBytes'

const WINDOW_BYTES = 4096

/**
 * A file as music-metadata reads it: able to step over the sound, and without a name, because with one the library would
 * believe the extension before the content. The file stays the caller's to close.
 */
export class FileTokenizer extends AbstractTokenizer {
  readonly fileInfo: { readonly size: number }
  private window: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() }

  constructor(private readonly file: FileBytes) {
    super()
    this.fileInfo = { size: file.sizeBytes }
  }

  async readBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { length, position, mayBeLess } = this.normalizeOptions(target, options)
    const count = await this.copy(target, position, length, mayBeLess === true)
    this.position = position + count
    return count
  }

  async peekBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { length, position, mayBeLess } = this.normalizeOptions(target, options)
    return this.copy(target, position, length, mayBeLess === true)
  }

  supportsRandomAccess(): boolean {
    return true
  }

  setPosition(position: number): void {
    this.position = position
  }

  /** Headers are read a few bytes at a time: those come from one window. */
  private async copy(target: Uint8Array, position: number, length: number, mayBeLess: boolean): Promise<number> {
    const { start, bytes } = this.window
    if (position < start || position + length > start + bytes.length) {
      this.window = { start: position, bytes: await this.file.read(position, Math.max(length, WINDOW_BYTES)) }
    }
    const from = position - this.window.start
    const found = this.window.bytes.subarray(from, from + length)
    if (found.length < length && !mayBeLess) throw new EndOfStreamError()
    target.set(found)
    return found.length
  }
}
