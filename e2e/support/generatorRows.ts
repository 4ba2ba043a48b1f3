import { row, select, words, type Options, type Row } from './catalogueParts'

/*
 * The rows that make sound from words, alone or with a voice to speak in. The service gave the numbers and keys of the
 * options (API notes §7, §14b); which text is a line and which a box is known of 103 and 120 alone.
 */
const SPEECH = [11, 'ASR and TTS'] as const
const EXTRACT: Options = [['0', 'Use original reference file'], ['1', 'Extract vocals first']]
const VIBE_VOICES: Options = [['0', '1.5B (small)'], ['1', '7B (large)']]
const LANGUAGES: Options = [['auto', 'Auto'], ['english', 'English'], ['german', 'German'], ['japanese', 'Japanese']]
const LENGTHS = ['3', '5', '8', '10', '12', '15', '20', '25', '30', '35', '40', '45', '47'].map((key) => [key, key] as const)

const generator = (id: number, name: string, fields: readonly Row[], group: readonly [number, string] = SPEECH): Row =>
  row(id, id, name, group, { audio_widget: 'no_upload', audio_upload_disabled: 1, algorithm_fields: fields })
const cloning = (id: number, name: string, fields: readonly Row[]): Row => row(id, id, name, SPEECH, { algorithm_fields: fields })

export const GENERATOR_ROWS: readonly Row[] = [
  generator(62, 'Stable Audio Open Gen', [
    words(620, 'add_opt1', 'Text prompt', 'prompt', 'text'), select(621, 'add_opt2', 'Length (seconds)', 'length', LENGTHS)
  ], [10, 'Experimental and Misc']),
  generator(104, 'VibeVoice (TTS)', [
    select(1040, 'add_opt1', 'Model type', 'model_type', VIBE_VOICES, { default_key: '1' }), words(1041, 'add_opt2', 'Text prompt', 'prompt', 'textarea')
  ]),
  generator(115, 'Bark (text to speech)', [
    words(1150, 'add_opt1', 'Text prompt', 'prompt', 'textarea'),
    select(1151, 'add_opt2', 'Speaker', 'speaker', [['en_6', 'English Male 7 (Best)'], ['en_9', 'English Female 1'], ['de_0', 'German Male 1']])
  ]),
  generator(118, 'Qwen3-TTS (Custom Voice)', [
    words(1180, 'add_opt1', 'Text prompt', 'text', 'textarea'),
    select(1181, 'add_opt2', 'Speaker', 'speaker', [['first', 'First voice'], ['second', 'Second voice']]),
    select(1182, 'add_opt3', 'Language', 'language', LANGUAGES),
    words(1183, 'add_opt4', 'Voice description', 'instruct', 'textarea', { required: 0 })
  ]),
  generator(119, 'Qwen3-TTS (Voice Design)', [
    words(1190, 'add_opt1', 'Text prompt', 'text', 'textarea'),
    words(1191, 'add_opt2', 'Voice description', 'instruct', 'textarea'),
    select(1192, 'add_opt3', 'Language', 'language', LANGUAGES)
  ]),
  cloning(103, 'VibeVoice (Voice Cloning)', [
    select(1030, 'add_opt1', 'Model type', 'model_type', VIBE_VOICES, { default_key: '1' }),
    words(1031, 'add_opt2', 'Text prompt', 'prompt', 'text'),
    select(1032, 'add_opt3', 'Extract vocals first', 'extract_type', EXTRACT, { default_key: '1' })
  ]),
  cloning(120, 'Qwen3-TTS (Voice Cloning)', [
    words(1200, 'add_opt1', 'Text prompt', 'text', 'textarea'),
    words(1201, 'add_opt2', 'Reference text in audio (optional)', 'ref_text', 'textarea', { required: 0 }),
    select(1202, 'add_opt3', 'Language', 'language', LANGUAGES),
    select(1203, 'add_opt4', 'Extract vocals first', 'extract_type', EXTRACT)
  ])
]
