/** Texts about results that are text themselves. */
export const enTexts = {
  lines: 'Words',
  goTo: 'Go to {{time}}',
  saveText: 'Save as text…',
  saveSubtitles: 'Save as subtitles…',
  empty: 'There are no words in it.',
  more_one: 'Show one more line',
  more_other: 'Show more of {{count}} lines',
  cut: 'The text is longer than can be shown here. The whole file is in the job’s folder.',
  damaged_one: 'One result is damaged or missing: {{names}}',
  damaged_other: '{{count}} results are damaged or missing: {{names}}',
  damagedNext: 'The others can be heard and are as they were.'
} as const
