import { description, orderedJson, row, select, words, type Options } from './catalogueParts'

/** Set by any script that gets to run: the page must never have it. */
export const HOSTILE_GLOBAL = 'hostileScriptRan'
const RUN = `globalThis.${HOSTILE_GLOBAL}=true`
/** Each of these makes an element, a request or a script where text is taken for HTML. */
export const MARKUP = `<img src=x onerror="${RUN}"><b id="injected">bold</b>`

const ATTACKS = [
  `<script>${RUN}</script>`, `<img src="https://example.net/p.png" onerror="${RUN}">`, `<svg onload="${RUN}"><script>${RUN}</script></svg>`,
  `<iframe src="javascript:${RUN}" srcdoc="<script>${RUN}</script>"></iframe>`, `<a href="javascript:${RUN}">a script</a>`, `<a href="data:text/html,<script>${RUN}</script>">data</a>`,
  '<a href="https://mvsep.com.example.net/">nearly</a>', '<a href="https://mvsep.com@example.net/">user</a>', '<a href="file:///etc/passwd">a file</a>', '<a href="app://bundle/index.html">inside</a>',
  `<style>body{display:none}</style>`, `<form action="https://example.net"><input name="q" autofocus onfocus="${RUN}"><button>Separate</button></form>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`, `<p onclick="${RUN}" style="position:fixed;inset:0;z-index:9">cover</p>`,
  '<base href="https://example.net/">', '<meta http-equiv="refresh" content="0;url=https://example.net/">', '<dialog open>Your token, please</dialog>', '<h1>Not our heading</h1>'
].join('\n')

const CELLS = Array.from({ length: 1_000 }, (_, index) => `<tr><td>model ${index}</td><td>${(index / 50).toFixed(2)}</td><td>x</td></tr>`).join('')
/** 36 kB and more of one table. */
export const HUGE_TABLE = `<table border=1 onclick="${RUN}">${CELLS}</table>`

const DEEP = '<blockquote><ul><li>deep '.repeat(5_000)
const MANY: Options = Array.from({ length: 10_000 }, (_, index) => [String(10_000 - index), `Choice ${10_000 - index}`])
const GROUP = [66, `Group ${MARKUP}`] as const
const STEMS = orderedJson([['__proto__', 'Proto'], ['constructor', `Stem ${MARKUP}`], ['vocals', 'Vocals']])

const NULLS = Object.fromEntries(Object.keys(row(1, 1, 'x', [1, 'x'])).map((key) => [key, null]))
const FIELD_NULLS = Object.fromEntries(Object.keys(select(1, 'add_opt1', 'x', 'x', [])).map((key) => [key, null]))

/** A catalogue that tries everything; one row in it is honest and has to go on working. */
export const HOSTILE_ROWS: readonly unknown[] = [
  row(900, 900, `Markup ${MARKUP}`, GROUP, {
    outputs: STEMS, description: ATTACKS, usage: 1e308, rating: { average: '1e999', total: -5 },
    algorithm_descriptions: [description(1, 'en', `Short ${ATTACKS}`, ATTACKS), description(2, '__proto__', MARKUP, MARKUP)],
    algorithm_fields: [
      select(1, 'add_opt1', `Field ${MARKUP}`, '__proto__', [['__proto__', `Option ${MARKUP}`], ['constructor', '</option><script>']], {
        help_link: 'javascript:alert(1)', conditions: [null, 7, { depends_on_field_id: '1', operator: 'in', value_json: '["x"', action: 'show' }],
        output_overrides: '{"__proto__":{"mode":"set","outputs":{"__proto__":"x"}},"constructor":[[[]]]}', price_rules: [{ option_key: '__proto__', value: '-5' }, { value: 'NaN' }, 'x']
      })
    ]
  }),
  row(901, 901, 'Table of 36 kB', GROUP, { algorithm_descriptions: [description(3, 'en', 'Long.', HUGE_TABLE)] }),
  row(902, 902, 'Deep', GROUP, { algorithm_descriptions: [description(4, 'en', 'Nested.', DEEP)], description: DEEP }),
  row(903, 903, 'Ten thousand options', GROUP, { algorithm_fields: [select(2, 'add_opt1', 'Choices', 'choices', MANY, { default_key: '7' })] }),
  { ...NULLS, render_id: 904, name: 'Null everywhere', algorithm_fields: [null, FIELD_NULLS, { ...FIELD_NULLS, name: 'add_opt1' }], algorithm_descriptions: [null] },
  NULLS,
  row(905, 905, `Long ${'name '.repeat(400)}`, GROUP, { algorithm_fields: [select(3, 'add_opt1', 'Text '.repeat(300), 'long', [['k', 'Label '.repeat(300)]])] }),
  row(906, 906, 'Two that hide each other', GROUP, {
    price_coefficient: -3,
    algorithm_fields: [
      select(4, 'add_opt1', 'First', 'a', [['0', 'No'], ['1', 'Yes']], { conditions: [{ depends_on_field_id: 5, operator: 'in', value_json: ['0'], action: 'hide' }] }),
      select(5, 'add_opt2', 'Second', 'b', [['0', 'No'], ['1', 'Yes']], { conditions: [{ depends_on_field_id: 4, operator: 'in', value_json: ['0'], action: 'hide' }] }),
      select(5, 'add_opt2', 'Second again', 'b', [['9', 'Nine']]), select(6, 'add_opt9', 'Unknown', 'c', [['0', 'No']]), words(7, 'api_token', 'Token', 'api_token', 'text')
    ],
    output_variants: '{"keys":["a"],"variants":[{"match":{"a":{"deep":1}},"outputs":[]},null,7,{"match":null,"outputs":{"x":null}}]}'
  }),
  row(907, 907, 'Right \u202Egnp.exe\u202C to left\u0000\u0007', GROUP, { outputs: '['.repeat(20_000), output_variants: '{"a":'.repeat(20_000) }),
  null, [], 'a row', 7, [[[]]],
  row(908, 908, 'Honest one (vocals, other)', [21, 'Vocals / Instrumental'], {
    outputs: orderedJson([['vocals', 'Vocals'], ['other', 'Other']]), usage: 5, algorithm_fields: [select(8, 'add_opt1', 'Model', 'model', [['b', 'Bee'], ['a', 'Ay']])]
  })
]
