import { condition, description, orderedJson, priceRule, row, select, variants, words, type Options, type Row } from './catalogueParts'

/*
 * A small catalogue of our own that holds one row for each thing a real one does: numbers, keys and rules are the
 * service's facts (API notes §7, §14), the words are ours.
 */
const VOCALS_GROUP = [21, 'Vocals / Instrumental'] as const

/** Keys in the service's order: by age of the model, not by number. */
export const ROFORMER_MODELS: Options = [
  ['3', 'ver. 2024.02 (SDR vocals: 10.42, SDR instrum: 16.73)'],
  ['29', 'ver. 2024.08 (SDR vocals: 11.31, SDR instrum: 17.62)'],
  ['85', 'high instrum fullness (SDR instrum: 17.25)'],
  ['81', 'ver. 2025.07 (SDR vocals: 11.89, SDR instrum: 18.20)'],
  ['171', '124 bands (SDR vocals: 12.33, SDR instrum: 18.64)']
]
const OVERLAPS: Options = [['2', '50%'], ['8', '87.5%']]

const TABLE = [['ver. 2024.02', '10.42', '16.73'], ['ver. 2024.08', '11.31', '17.62'], ['ver. 2025.07', '11.89', '18.20'], ['124 bands', '12.33', '18.64']]
  .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
const ROFORMER_TEXT = `<h3>What it does</h3><p>Takes the <strong>voice</strong> out of a mix and leaves <em>everything else</em>.</p>
<ul><li>Strong on dense mixes</li><li>Slower with a larger overlap</li></ul>
<table><tr><th>Model</th><th>SDR vocals</th><th>SDR instrum</th></tr>${TABLE}</table>
<p>More at <a href="https://mvsep.com/en/algorithms">the list of models</a> or <a href="https://example.net/elsewhere">elsewhere</a>.</p>`

const FULLNESS_STEMS = { 'vocals-fullness-level-1': 'Vocals (fullness 1)', 'instrum-fullness-level-1': 'Instrumental (fullness 1)' }

export const roformer = (models: Options = ROFORMER_MODELS): Row => row(39, 40, 'BS Roformer (vocals, instrumental)', VOCALS_GROUP, {
  outputs: orderedJson([['vocals', 'Vocals'], ['other', 'Other']]), output_stems: '["vocals","instrumental"]',
  usage: 116_844, rating: { average: '4.6244', total: 205 },
  algorithm_descriptions: [
    description(34, 'ru', 'Отделяет голос от музыки.', '<p>Отделяет <strong>голос</strong> от музыки.</p>'),
    description(35, 'en', 'Splits a mix into voice and everything else.', ROFORMER_TEXT)
  ],
  // The array is not in the order of the names.
  algorithm_fields: [
    select(132, 'add_opt3', 'Set of stems', 'extract_type', [['0', 'Standard'], ['1', 'Include fullness stems']], {
      required: 0, conditions: [condition(132, 25, ['171'], 'show')],
      output_overrides: JSON.stringify({ 1: { mode: 'add', outputs: FULLNESS_STEMS } })
    }),
    select(25, 'add_opt1', 'Vocal model type', 'model_type', models, {
      default_key: '81', price_rules: [priceRule(25, '171', '1.0000')],
      output_overrides: JSON.stringify({ 171: { mode: 'set', outputs: { vocals: 'Vocals', instrum: 'Instrumental' } } })
    }),
    select(127, 'add_opt2', 'Overlap', 'overlap', OVERLAPS, { help_link: 'https://mvsep.com/faq/11', price_rules: [priceRule(127, '8', '2.0000')] })
  ]
})

const polarFormer = row(121, 123, 'BS PolarFormer (vocals, instrumental)', VOCALS_GROUP, {
  outputs: orderedJson([['instrumental', 'Instrumental'], ['instrumental-fullness-level-1', 'Instrumental fullness level 1'], ['vocals', 'Vocals']]),
  output_variants: variants(['model_type'], [
    [{ model_type: '163' }, { instrumental: 'Instrumental', 'instrumental-fullness-level-1': 'Instrumental fullness level 1', vocals: 'Vocals' }],
    [{ model_type: '158' }, { other: 'Other', vocals: 'Vocals' }]
  ]),
  usage: 14_694, rating: { average: '4.7000', total: 30 },
  algorithm_fields: [
    select(126, 'add_opt1', 'Model type', 'model_type', [
      ['158', 'BS PolarFormer (62 bands, SDR: 11.75)'], ['163', 'BS PolarFormer (124 bands, SDR: 12.02)']
    ], { default_key: '163' }),
    select(129, 'add_opt2', 'Overlap', 'overlap', OVERLAPS, {
      price_rules: [priceRule(129, '8', '1.5000')], conditions: [condition(129, 126, ['163'], 'hide')]
    })
  ]
})

const ensemble = row(27, 26, 'Ensemble (vocals, instrum)', [23, 'Ensembles'], {
  orientation: 2, price_coefficient: 2, outputs: orderedJson([['vocals', 'Vocals'], ['other', 'Other']]),
  usage: 8_567, rating: { average: '4.2500', total: 24 },
  algorithm_fields: [
    select(18, 'add_opt2', 'Model Type', 'model_type', [['6', 'SDR vocals: 11.61'], ['7', 'SDR vocals: 11.93']], { default_key: '7' }),
    select(22, 'add_opt1', 'Output files', 'detailed', [['0', 'Standard set'], ['1', 'Include intermediate results']])
  ]
})

const DRUM_STEMS = { kick: 'Kick', snare: 'Snare', toms: 'Toms', cymbals: 'Cymbals' }
const drumSep = row(36, 37, 'DrumSep (kick, snare, toms, cymbals)', [20, 'Drums, Bass and Synth'], {
  outputs: orderedJson([['drums', 'Drums (full)'], ...Object.entries(DRUM_STEMS)]), usage: 17_228, rating: { average: '4.8000', total: 141 },
  output_variants: variants(['model_type', 'extract_type'], [
    [{ model_type: '0', extract_type: '0' }, { drums: 'Drums (full)', ...DRUM_STEMS }], [{ model_type: '0', extract_type: '1' }, DRUM_STEMS],
    [{ model_type: '7', extract_type: '1' }, { kick: 'Kick', snare: 'Snare', toms: 'Toms', ride: 'Ride', hh: 'Hi-hat', crash: 'Crash' }]
  ]),
  algorithm_fields: [
    select(16, 'add_opt1', 'Model Type', 'model_type', [['0', 'Four stems'], ['7', 'Six stems']]),
    select(33, 'add_opt2', 'Preprocess', 'extract_type', [['0', 'Apply Drums model before'], ['1', 'Use as is (drums only)']])
  ]
})

const bark = row(115, 115, 'Bark (text to speech)', [11, 'ASR and TTS'], {
  audio_widget: 'no_upload', audio_upload_disabled: 1, usage: 210,
  algorithm_fields: [
    words(210, 'add_opt1', 'Text prompt', 'prompt', 'textarea', { default_key: null }),
    select(211, 'add_opt2', 'Speaker', 'speaker', [['en_6', 'English Male 7 (Best)'], ['en_9', 'English Female 1'], ['de_0', 'German Male 1']])
  ]
})

const spleeter = row(11, 0, 'spleeter', [1, 'Old Models'], {
  created_at: null, outputs: orderedJson([['vocals', 'Vocals'], ['accompaniment', 'Accompaniment']]), usage: 130,
  algorithm_fields: [select(50, 'add_opt1', 'Model type', 'model_type', [['0', '2 stems (vocals, music)'], ['1', '4 stems (vocals, drums, bass, other)']])]
})

/** The whole catalogue: ten rows that can be used, one asleep and one that nobody can read. */
export const CATALOGUE_ROWS: readonly Row[] = [
  ensemble,
  row(63, 63, 'BS Roformer SW (vocals, bass, drums, guitar, piano, other)', [22, 'Multistem'], {
    outputs: orderedJson(['Vocals', 'Bass', 'Drums', 'Guitar', 'Piano', 'Other'].map((label) => [label.toLowerCase(), label])),
    usage: 185_026, rating: { average: '4.7062', total: 657 }
  }),
  roformer(), polarFormer, drumSep,
  row(29, 29, 'MVSep Piano (piano, other)', [19, 'Keys'], {
    outputs: orderedJson([['piano', 'Piano'], ['other', 'Other']]),
    usage: 6_976, rating: { average: '5.0000', total: 1 }
  }),
  row(22, 22, 'Reverb Removal (noreverb)', [12, 'Upscale and Restoration'], {
    orientation: 1, outputs: orderedJson([['noreverb', 'Noreverb'], ['reverb', 'Reverb']]),
    usage: 17_949, rating: { average: '3.3600', total: 36 }
  }),
  bark,
  row(68, 68, 'Matchering', [10, 'Experimental and Misc'], { audio_widget: 'matchering_upload' }),
  spleeter,
  row(35, 35, 'MVSep MelBand Roformer (asleep)', [1, 'Old Models'], { is_active: 0 }),
  { id: 999, render_id: 'no number', name: null, audio_widget: 'single_upload', algorithm_fields: 'none' }
]

/** The same catalogue after a month: BS Roformer's 171 is gone. */
export const ROWS_WITHOUT_171: readonly Row[] = CATALOGUE_ROWS.map((sent) =>
  sent['render_id'] === 40 ? roformer(ROFORMER_MODELS.filter(([key]) => key !== '171')) : sent)
