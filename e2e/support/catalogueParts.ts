/** A row of app/algorithms as it goes over the wire; the hostile ones hold anything. */
export type Row = Readonly<Record<string, unknown>>

/** Options in the order in which the service lists them, which is not that of their numbers. */
export type Options = readonly (readonly [key: string, label: string])[]

const WRITTEN_AT = '2026-08-01 09:00:00'

/** JSON text of an object whose keys stay in this order: JavaScript's own objects would sort 3, 29, 81, 171. */
export const orderedJson = (pairs: Options): string =>
  `{${pairs.map(([key, label]) => `${JSON.stringify(key)}:${JSON.stringify(label)}`).join(',')}}`

/** A row with every key the service sends, filled with what most rows hold. */
export function row(id: number, renderId: number, name: string, group: readonly [id: number, name: string], change: Row = {}): Row {
  const [groupId, groupName] = group
  return {
    id, name, algorithm_group_id: groupId, orientation: 0, render_id: renderId, order_id: id * 10, created_at: WRITTEN_AT, updated_at: WRITTEN_AT,
    additional_fields: null, price_coefficient: 1, is_active: 1, audio_upload_disabled: 0, audio_widget: 'single_upload', allow_resample: 1,
    output_stems: null, outputs: null, output_variants: null, description: null, usage: 0, rating: { average: 0, total: 0 },
    algorithm_group: { id: groupId, name: groupName, created_at: WRITTEN_AT, updated_at: WRITTEN_AT }, algorithm_descriptions: [], algorithm_fields: [], ...change
  }
}

/** A list field; its first option is the default unless told otherwise. */
export function select(id: number, name: string, text: string, serverKey: string, options: Options, change: Row = {}): Row {
  return {
    id, name, text, options: orderedJson(options), output_overrides: null, created_at: WRITTEN_AT, updated_at: WRITTEN_AT, default_key: options[0]?.[0] ?? null,
    server_key: serverKey, input_type: 'select', required: 1, help_link: null, registered_only_keys: null, price_rules: [], conditions: [], ...change
  }
}

/** A field for words of the user's own. */
export const words = (id: number, name: string, text: string, serverKey: string, inputType: 'text' | 'textarea', change: Row = {}): Row =>
  ({ ...select(id, name, text, serverKey, []), options: null, input_type: inputType, ...change })

/** A description of the service in one language; `long` is HTML. */
export const description = (id: number, lang: string, short: string, long: string): Row =>
  ({ id, short_description: short, long_description: long, lang, algorithm_id: id, created_at: WRITTEN_AT, updated_at: WRITTEN_AT })

/** "This option multiplies the price", as the service writes numbers there: as text. */
export const priceRule = (fieldId: number, optionKey: string, value: string): Row =>
  ({ id: fieldId * 10, field_id: fieldId, option_key: optionKey, mode: 'multiplier', value })

/** "Show or hide this field when that one has one of these options." */
export const condition = (fieldId: number, dependsOn: number, values: readonly string[], action: 'show' | 'hide'): Row =>
  ({ id: fieldId, field_id: fieldId, depends_on_field_id: dependsOn, operator: 'in', value_json: values, action })

/** The stems seen for combinations of options, as JSON text. */
export const variants = (keys: readonly string[], seen: readonly (readonly [match: Row, outputs: Row])[]): string =>
  JSON.stringify({ keys, variants: seen.map(([match, outputs]) => ({ match, outputs, n: 100, src: 'derived' })) })
