import { presetSchema, type Preset } from '../../shared/domain/preset'
import { readExchangeFile, toExchangeText, type ExchangeKind } from './exchangeFile'
import { MOST_PRESETS } from './presetStore'

/** A preset as it travels: an id means nothing to another computer. */
export type ExchangedPreset = Omit<Preset, 'id'>

const KIND: ExchangeKind<ExchangedPreset> = {
  format: 'unbraid-presets', version: 1, things: 'presets', thing: 'preset', most: MOST_PRESETS,
  refusal: 'presetFileUnreadable', schema: presetSchema.omit({ id: true })
}

/** The text of an exported file; readable by `readExchange` of this and every later version. */
export const toExchange = (presets: readonly Preset[]): string =>
  toExchangeText(KIND, presets.map(({ name, service, plan }) => ({ name, service, plan })))

/** Reads an exported file: at most 1,000 presets; errors are those of `readExchangeFile` ('presetFileUnreadable'). */
export const readExchange = (path: string): Promise<readonly ExchangedPreset[]> => readExchangeFile(path, KIND)
