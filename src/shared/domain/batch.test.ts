import { describe, expect, it } from 'vitest'
import type { Account } from './account'
import type { Algorithm } from './algorithm'
import { describeBatch, type BatchItem } from './batch'
import type { Input } from './input'
import { brokenLimits, LIMITS, type BrokenLimit, type Choice, type Sender } from './limits'
import { algorithm, field, lively } from './testing/algorithms'

const MB = 1_000_000
const song = (durationSeconds: number | null, sizeBytes = 5 * MB): Input => ({ id: 'i', name: 'a.wav', sizeBytes, durationSeconds })
const signedIn = (credits: number, premiumEnabled: boolean): Account =>
  ({ status: 'signedIn', name: 'Ann', email: 'a@b', credits, premiumEnabled, longFilenames: false, kept: 'session', checkedAtMs: 0 })
const free = signedIn(0, false)
const couldPay = signedIn(50, false)
const premium = signedIn(50, true)
const spent = signedIn(0, true)
const out: Account = { status: 'signedOut' }
const unchecked: Account = { status: 'unchecked', kept: 'session', error: { code: 'offline' } }
const wav: Choice = { values: {}, outputFormat: 1 }
const gated = (gate: Algorithm['gate']): Algorithm => algorithm({ gate })

const short = (broken: readonly BrokenLimit[]): string[] => broken.map(({ limit, allowed, actual, wayOut }) => `${limit} ${String(allowed)} < ${String(actual)}: ${wayOut}`)

describe('a job', () => {
  const open = gated('everyone')
  const hundred = 100 * MB
  const thousand = 1_000 * MB
  it.each<[string, Input | null, Algorithm, Choice, Sender, string[]]>([
    ['fits a free account', song(600, hundred), gated('registered'), { ...wav, outputFormat: 3 }, free, []],
    ['is a byte too large', song(60, hundred + 1), open, wav, free, [`size ${hundred} < ${hundred + 1}: compress`]],
    ['is too large without premium', song(60, hundred + 1), open, wav, couldPay, [`size ${hundred} < ${hundred + 1}: enablePremium`]],
    ['is too large for anyone', song(60, thousand + 1), open, wav, couldPay, [`size ${hundred} < ${thousand + 1}: compress`]],
    ['is too large with premium', song(60, thousand + 1), open, wav, premium, [`size ${thousand} < ${thousand + 1}: compress`]],
    ['is a moment too long', song(600.5), open, wav, free, ['length 600 < 600.5: shorten']],
    ['is too long without premium', song(1_200), open, wav, couldPay, ['length 600 < 1200: enablePremium']],
    ['costs more than premium could pay', song(3_600), open, wav, couldPay, ['length 600 < 3600: shorten']],
    ['is too long for anyone', song(6_001), open, wav, signedIn(500, false), ['length 600 < 6001: shorten']],
    ['is too long with premium', song(6_001), open, wav, signedIn(500, true), ['length 6000 < 6001: shorten']],
    ['has an unknown length', song(null), open, wav, free, []],
    ['needs premium, and there are credits', song(60), gated('premium'), wav, couldPay, ['gate everyone,registered < premium: enablePremium']],
    ['needs premium, and there are none', song(60), gated('premium'), wav, free, ['gate everyone,registered < premium: buyCredits']],
    ['needs premium, which is on and empty', song(60), gated('premium'), wav, spent, ['gate everyone,registered < premium: buyCredits']],
    ['has premium', song(60), gated('premium'), { ...wav, outputFormat: 5 }, premium, []],
    ['has a premium format', song(60), open, { ...wav, outputFormat: 4 }, couldPay, ['format 0,1,2,3 < 4: enablePremium']],
    ['has a premium format and no credits', song(60), open, { ...wav, outputFormat: 5 }, free, ['format 0,1,2,3 < 5: chooseOther']],
    ['has a format the algorithm does not write', song(60), algorithm({ outputFormats: [0, 1] }), { ...wav, outputFormat: 4 }, couldPay, ['format 0,1 < 4: chooseOther']],
    ['has a format nobody writes there', song(60), algorithm({ outputFormats: [0, 1, 2, 4, 5] }), { ...wav, outputFormat: 3 }, 'local', ['format 0,1,2,4,5 < 3: chooseOther']],
    ['costs more than there is', song(3_060), open, wav, premium, ['credits 50 < 51: buyCredits']],
    ['costs all there is', song(3_059), open, wav, premium, []],
    ['costs by its options', song(1_560), lively, { values: { add_opt1: '81', add_opt2: '8' }, outputFormat: 1 }, premium, ['credits 50 < 52: buyCredits']],
    ['has nobody signed in', song(60), open, wav, out, ['gate  < everyone: signIn']],
    ['has nobody signed in and is too large for anyone', song(60, thousand + 1), open, { ...wav, outputFormat: 4 }, out,
      [`size ${thousand} < ${thousand + 1}: compress`, 'gate  < everyone: signIn']],
    ['is of an account that could not be asked', song(1_200), gated('premium'), { ...wav, outputFormat: 4 }, unchecked, []],
    ['stays on this computer', song(6_000, 1_000 * 1024 * 1024), gated('premium'), { ...wav, outputFormat: 4 }, 'local', []],
    ['is too much for this computer', song(6_001, 1_000 * 1024 * 1024 + 1), open, wav, 'local',
      [`size ${1_000 * 1024 * 1024} < ${1_000 * 1024 * 1024 + 1}: compress`, 'length 6000 < 6001: shorten']],
    ['has no file', null, algorithm({ input: 'no_upload' }), wav, free, []],
    ['breaks much at once', song(601, hundred + 1), gated('premium'), { ...wav, outputFormat: 5 }, free,
      [`size ${hundred} < ${hundred + 1}: compress`, 'length 600 < 601: shorten', 'gate everyone,registered < premium: buyCredits', 'format 0,1,2,3 < 5: chooseOther']]
  ])('that %s', (_what, input, of, choice, sender, broken) => {
    expect(short(brokenLimits(input, of, choice, sender))).toEqual(broken)
  })

  it.each<[number | null, Sender, string[]]>([
    [1, free, []], [0, free, ['freeJobs 0 < 1: buyCredits']], [0, couldPay, ['freeJobs 0 < 1: enablePremium']], [null, free, []], [-3, spent, ['freeJobs 0 < 1: buyCredits']],
    [0, premium, []], [0, 'local', []]
  ])('with %j free jobs left today', (freeJobs, sender, broken) => {
    const credits = sender === 'local' || sender.status !== 'signedIn' ? null : sender.credits
    expect(short(brokenLimits(song(60), gated('everyone'), wav, sender, { credits, freeJobs }))).toEqual(broken)
  })

  it('is measured by limits that say from when they are', () => {
    expect(LIMITS.asOf).toMatch(/^20\d\d-\d\d$/)
    expect(LIMITS.source).not.toBe('')
  })
})

describe('a batch', () => {
  const item = (durationSeconds: number | null, change: Partial<BatchItem> = {}): BatchItem =>
    ({ input: song(durationSeconds), algorithm: lively, values: { add_opt1: '81', add_opt2: '2' }, outputFormat: 1, ...change })
  const twice = { values: { add_opt1: '81', add_opt2: '8' } }
  const hidden = { values: { add_opt1: '163', add_opt2: '8' } }
  const ensemble = { algorithm: algorithm({ gate: 'premium', priceCoefficient: 4, fields: [field(1, 'add_opt1', ['0'], { priceRules: [{ optionKey: '0', multiplier: 1.5 }] })] }), values: { add_opt1: '0' } }

  it.each<[string, BatchItem[], Sender, number | null, Partial<ReturnType<typeof describeBatch>>]>([
    ['of nothing', [], premium, 50, { jobs: 0, seconds: 0, unknownDurations: 0, credits: 0, perItem: [], enoughCredits: true, freeRunsUsed: 0 }],
    // Each job is rounded by itself: 119 s are 1, 121 s are 2.
    ['of two songs', [item(119), item(121)], premium, 50, { jobs: 2, seconds: 240, credits: 3, enoughCredits: true, freeRunsUsed: 0 }],
    ['with an option at twice the price', [item(119, twice), item(121)], premium, 50, { credits: 5 }],
    ['with that option hidden by another', [item(119, hidden)], premium, 50, { credits: 1 }],
    ['under coefficient and rule: 4 x 1.5', [item(149, ensemble)], premium, 50, { credits: 14 }],
    ['of one song under three plans', [item(90), item(90, twice), item(90, ensemble)], premium, 50, { jobs: 3, seconds: 270, credits: 1 + 3 + 9 }],
    ['without premium', [item(119, twice), item(121)], couldPay, 50, { credits: 0, enoughCredits: true, freeRunsUsed: 2 }],
    ['with premium on and nothing left', [item(119), item(121)], spent, 50, { credits: 0, enoughCredits: true, freeRunsUsed: 2 }],
    ['on this computer', [item(119), item(121)], 'local', null, { credits: 0, enoughCredits: true, freeRunsUsed: 0 }],
    ['with unknown lengths', [item(119), item(null), item(null, { input: null })], premium, 50, { seconds: 119, unknownDurations: 2, credits: 1, enoughCredits: true }],
    ['that takes the last credit', [item(60), item(null)], signedIn(2, true), 50, { credits: 1, enoughCredits: true }],
    ['that takes one more', [item(60), item(null), item(null)], signedIn(2, true), 50, { credits: 1, unknownDurations: 2, enoughCredits: false }],
    ['of an account not asked yet', [item(119)], unchecked, null, { credits: 0, enoughCredits: true, freeRunsUsed: 1 }]
  ])('%s', (_what, items, sender, freeLeft, facts) => {
    expect(describeBatch(items, sender, freeLeft)).toMatchObject(facts)
  })

  it('says of each job what it costs and what it breaks', () => {
    const { perItem } = describeBatch([item(120), item(6_100), item(null)], signedIn(500, true), 50)
    expect(perItem.map(({ credits, broken }) => [credits, ...short(broken)])).toEqual([[2], [101, 'length 6000 < 6100: shorten'], [null]])
  })

  it('marks the jobs nothing is left for, and lets smaller ones behind them through', () => {
    const { perItem, credits, enoughCredits } = describeBatch([item(180), item(600), item(120), item(60)], signedIn(5, true), 50)
    expect(perItem.map(({ broken }) => short(broken))).toEqual([[], ['credits 2 < 10: buyCredits'], [], ['credits 0 < 1: buyCredits']])
    expect([credits, enoughCredits]).toEqual([16, false])
  })

  it('marks the jobs beyond the free ones of today; a job that cannot be sent takes none', () => {
    const { perItem, freeRunsUsed } = describeBatch([item(60), item(601), item(60), item(60)], free, 2)
    expect(perItem.map(({ broken }) => broken.map(({ limit }) => limit))).toEqual([[], ['length'], [], ['freeJobs']])
    expect(freeRunsUsed).toBe(4)
  })

  it('of 20,000 jobs is summed up within a moment', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => item(index))
    const startedMs = performance.now()
    expect(describeBatch(items, premium, 50).jobs).toBe(20_000)
    expect(performance.now() - startedMs).toBeLessThan(2_000)
  })
})
