import type { Algorithm, AlgorithmField, FieldName } from '../algorithm'

/** A field with everything a test does not care about filled in; `options` are keys. */
export function field(id: number, name: FieldName, keys: readonly string[], change: Partial<AlgorithmField> = {}): AlgorithmField {
  return {
    id, name, text: `Field ${id}`, inputType: keys.length === 0 ? 'text' : 'select', options: keys.map((key) => ({ key, label: `Option ${key}` })),
    defaultKey: keys[0] ?? null, required: true, helpLink: null, conditions: [], priceRules: [],
    serverKey: null, registeredOnlyKeys: [], outputOverrides: [], ...change
  }
}

/** An algorithm with everything a test does not care about filled in. */
export function algorithm(change: Partial<Algorithm> = {}): Algorithm {
  return {
    id: 39, renderId: 40, name: 'Roformer (vocals, instrumental)', group: { id: 21, name: 'Vocals / Instrumental' }, gate: 'everyone',
    input: 'single_upload', priceCoefficient: 1, usesThisMonth: 0, rating: null, stems: [{ key: 'vocals', label: 'Vocals' }, { key: 'other', label: 'Other' }],
    outputVariants: [], shortDescription: '', descriptionLanguages: [], quality: [], fields: [], outputFormats: null, ...change
  }
}

/** The service's liveliest row: one field shown and one hidden by the first, two priced options. */
export const lively = algorithm({
  fields: [
    field(25, 'add_opt1', ['81', '163', '171'], { priceRules: [{ optionKey: '171', multiplier: 1 }] }),
    field(127, 'add_opt2', ['2', '8'], {
      priceRules: [{ optionKey: '8', multiplier: 2 }], conditions: [{ dependsOnFieldId: 25, values: ['163'], action: 'hide' }]
    }),
    field(132, 'add_opt3', ['0', '1'], { required: false, conditions: [{ dependsOnFieldId: 25, values: ['171'], action: 'show' }] })
  ]
})
