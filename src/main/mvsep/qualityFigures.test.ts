import { describe, expect, it } from 'vitest'
import { figuresIn, toQuality } from './qualityFigures'

const told = (text: string): string[] => figuresIn(text, null).map(({ measure, value }) => `${measure} ${value}`)
const option = (label: string) => ({ key: label, label })

describe('figures of quality', () => {
  it.each<[string, string[]]>([
    ['ver 2025.07 (SDR vocals: 11.89, SDR instrum: 18.20)', ['SDR vocals 11.89', 'SDR instrum 18.2']],
    ['Single (SDR: 9.62)', ['SDR 9.62']],
    ['SDR Vocals 11.93 (Mel Roformer, BS Roformer (x2) and SCNet XL IHF)', ['SDR vocals 11.93']],
    ['High Vocal Fullness (SDR: 11.69, Fullness: 20.46)', ['SDR 11.69', 'Fullness 20.46']],
    ['SDR average: 13.67 (v. 2025.06.30)', ['SDR average 13.67']],
    ['MDX UVR 2022.07.25(SDR: 8.67)', ['SDR 8.67']],
    ['MDX UVR 2022.01.01 SDR 8.62', ['SDR 8.62']],
    ['Extract from vocals part (SDR lead vocals: 7.94)', ['SDR lead vocals 7.94']],
    ['mdx23c (2024.09, SDR: 5.59)', ['SDR 5.59']],
    ['SI-SDR = -1.5, bleedless 30.25', ['SI-SDR -1.5', 'Bleedless 30.25']],
    ['sdr\u00a0vocals\u00a010.1', ['SDR vocals 10.1']],
    ['SCNet XL (high fullness)', []], ['Include fullness stems', []], ['SDR of 2024.08', []], ['SDR 2022.01.01', []], ['SDR 10.2.1', []], ['SDR', []], ['SDR: n/a', []],
    ['LSDR: 9.62', []], ['SDR model with four words before 9.62', []], ['v1.25', []], ['', []]
  ])('in “%s”', (text, expected) => expect(told(text)).toEqual(expected))

  it('stand by measure, SDR first, and within one the best first', () => {
    const fields = [{ options: ['a (Fullness: 30.00)', 'b (SDR vocals: 10.42, SDR instrum: 16.73)', 'c (SDR instrum: 18.64, SDR vocals: 12.33)', 'b (SDR vocals: 10.42)'].map(option) }]
    expect(toQuality(['Model (SDR vocals: 11.00)', ''], fields).map(({ measure, value, optionLabel }) => [measure, value, optionLabel?.charAt(0) ?? null])).toEqual([
      ['SDR vocals', 12.33, 'c'], ['SDR vocals', 11, null], ['SDR vocals', 10.42, 'b'], ['SDR vocals', 10.42, 'b'],
      ['SDR instrum', 18.64, 'c'], ['SDR instrum', 16.73, 'b'], ['Fullness', 30, 'a']
    ])
  })

  it('are said once for one option, and never more than a hundred', () => {
    expect(toQuality([], [{ options: [option('SDR: 1.5'), option('SDR: 1.5')] }])).toHaveLength(1)
    expect(toQuality([], [{ options: Array.from({ length: 300 }, (_none, index) => option(`${index} SDR: 1.5`)) }])).toHaveLength(100)
  })

  it.each([`SDR ${'a '.repeat(50_000)}`, 'SDR'.repeat(50_000), `SDR${' '.repeat(100_000)}1`, 'SDR a b c '.repeat(20_000)])('are looked for in linear time: %#', (text) => {
    const startMs = performance.now()
    expect(told(text)).toEqual([])
    expect(performance.now() - startMs).toBeLessThan(500)
  })
})
