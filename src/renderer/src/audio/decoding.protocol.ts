import type { DecodingOutcome, UndecodedSound } from '../../../shared/domain/undecoded'

/** To the decoding thread: decode this, or: so many chunks have been taken. */
export type DecodingOrder =
  | { readonly type: 'decode'; readonly sound: UndecodedSound }
  | { readonly type: 'taken'; readonly stemIndex: number }

/** From the decoding thread: the next chunk of interleaved floats, or the end. */
export type DecodingReport =
  | { readonly type: 'chunk'; readonly stemIndex: number; readonly sequence: number; readonly samples: Uint8Array<ArrayBuffer> }
  | { readonly type: 'end'; readonly stemIndex: number; readonly outcome: DecodingOutcome }
