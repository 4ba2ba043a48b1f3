import type { Method, MethodOption, MethodOptions } from '../separation/types'
import { PRICE_COEFFICIENT, toOutputs, type CatalogueEntry } from './catalogue'
import type { OptionText } from './methodText'
import { SERVED_FORMATS } from './outputFormats'

type Json = Readonly<Record<string, unknown>>

/** When the texts of the catalogue were last changed. */
const WRITTEN_AT = '2026-11-22 00:00:00'
const FIELDS_A_ROW = 10

/** What a method takes, as `scopes` and `audio_widget` call it (API notes, §7). */
export function scopeOf({ kind }: Method): 'single_upload' | 'matchering_upload' | 'no_upload' {
  switch (kind) {
    case 'separate': return 'single_upload'
    case 'match': return 'matchering_upload'
    case 'generate': return 'no_upload'
  }
}

/** The part of a row that history and demo rows repeat (API notes, history row). */
export function toShortRow({ id, text }: CatalogueEntry): Json {
  return {
    name: text.name,
    algorithm_group_id: text.group.id,
    orientation: 0,
    render_id: text.renderId,
    order_id: id * 10,
    created_at: WRITTEN_AT,
    updated_at: WRITTEN_AT
  }
}

/** A row of `app/algorithms`: every key the real one has (API notes, §7), and `output_formats`, which is ours. */
export function toRow(entry: CatalogueEntry, usage: number): Json {
  const { id, method, text } = entry
  const outputs = toOutputs(method, {})
  return {
    id,
    ...toShortRow(entry),
    additional_fields: null,
    price_coefficient: PRICE_COEFFICIENT,
    is_active: 1,
    audio_upload_disabled: method.kind === 'generate' ? 1 : 0,
    audio_widget: scopeOf(method),
    allow_resample: 0,
    output_stems: JSON.stringify(Object.keys(outputs)),
    outputs: JSON.stringify(outputs),
    output_variants: toVariants(method),
    description: text.shortDescription,
    usage,
    rating: { average: 0, total: 0 },
    output_formats: SERVED_FORMATS.map((format) => format.id),
    algorithm_fields: method.options.map((option, index) => toField(entry, option, index)),
    algorithm_descriptions: [
      {
        id,
        short_description: text.shortDescription,
        long_description: text.longDescription + formatsTable(),
        lang: 'en',
        algorithm_id: id,
        created_at: WRITTEN_AT,
        updated_at: WRITTEN_AT
      }
    ],
    algorithm_group: { ...text.group, created_at: WRITTEN_AT, updated_at: WRITTEN_AT }
  }
}

function toField({ id, method, text }: CatalogueEntry, option: MethodOption, index: number): Json {
  const takesWords = option.values.length === 0
  const said = text.options.find(({ key }) => key === option.key)
  return {
    id: id * FIELDS_A_ROW + index,
    name: `add_opt${index + 1}`,
    text: said?.text ?? option.key,
    algorithm_id: id,
    options: toOptionsText(option, said),
    output_overrides: toOverrides(method, option),
    created_at: WRITTEN_AT,
    updated_at: WRITTEN_AT,
    default_key: takesWords ? null : option.defaultValue,
    server_key: option.key,
    input_type: takesWords ? 'textarea' : 'select',
    required: 1,
    help_link: null,
    registered_only_keys: null,
    price_rules: [],
    conditions: []
  }
}

// Written pair by pair: an object would put keys that look like whole numbers first and lose the order.
function toOptionsText(option: MethodOption, said: OptionText | undefined): string {
  const pairs = option.values.map((value) => `${JSON.stringify(value)}: ${JSON.stringify(said?.labels[value] ?? value)}`)
  return `{${pairs.join(', ')}}`
}

function toOverrides(method: Method, option: MethodOption): string | null {
  const usual = JSON.stringify(toOutputs(method, {}))
  const overrides = option.values
    .map((value) => ({ value, outputs: toOutputs(method, { [option.key]: value }) }))
    .filter(({ outputs }) => JSON.stringify(outputs) !== usual)
    .map(({ value, outputs }) => [value, { mode: 'set', outputs }] as const)
  return overrides.length === 0 ? null : JSON.stringify(Object.fromEntries(overrides))
}

/**
 * The stems of every choice that matters: of the fields that decide about them together, or, where none does, of the
 * first field, to say that they are the same whatever is chosen. Null without fields: `outputs` has said it all.
 */
function toVariants(method: Method): string | null {
  const those = method.options.filter((option) => toOverrides(method, option) !== null)
  const deciding = those.length > 0 ? those : method.options.filter(({ values }) => values.length > 0).slice(0, 1)
  if (deciding.length === 0) return null
  const choices = deciding.reduce<readonly MethodOptions[]>(
    (sofar, { key, values }) => sofar.flatMap((chosen) => values.map((value) => ({ ...chosen, [key]: value }))),
    [{}]
  )
  return JSON.stringify({
    keys: deciding.map(({ key }) => key),
    variants: choices.map((match) => ({ match, outputs: toOutputs(method, match), n: 1, src: 'derived' }))
  })
}

function formatsTable(): string {
  const rows = SERVED_FORMATS.map(({ label, premiumOnly }) => `<tr><td>${label}</td><td>${premiumOnly ? 'with premium' : 'everyone'}</td></tr>`)
  return `<h3>Output formats</h3><table><thead><tr><th>Format</th><th>For</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}
