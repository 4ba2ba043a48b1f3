import type { FrameSpan } from './timeView'

/** Page -> worker: draw this; a newer order replaces an older one. */
export interface SpectrogramOrder {
  readonly order: number
  readonly pcmUrl: string
  readonly channels: number
  readonly sampleRateHz: number
  /** Length of the session. */
  readonly frames: number
  readonly span: FrameSpan
  readonly columns: number
  readonly rows: number
}

/** Worker -> page: some columns, row after row of each column; or that there are none to be had. */
export type SpectrogramReport =
  | { readonly order: number; readonly firstColumn: number; readonly levels: Uint8Array<ArrayBuffer> }
  | { readonly order: number; readonly failed: string }
