// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { Job, StemFile } from '../../../../shared/domain/job'
import type { Plan } from '../../../../shared/domain/plan'
import type { Recipe } from '../../../../shared/domain/recipe'
import type { RecipeRun } from '../../../../shared/domain/recipeRun'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { useInputs } from '../../stores/inputs'
import { useJobs } from '../../stores/jobs'
import { openDraft, useRecipeDraft } from '../../stores/recipeDraft'
import { showRecipePart, useRecipes } from '../../stores/recipes'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { algorithm, catalogue, field, job, remote } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { RecipesView } from './RecipesView'

const stems = (...labels: string[]): Algorithm['stems'] => labels.map((label) => ({ key: label.toLowerCase(), label }))
const four = algorithm({ renderId: 20, name: 'Four stems', stems: stems('Vocals', 'Drums') })
const lead = algorithm({
  renderId: 49, name: 'Karaoke', stems: stems('Lead', 'Back'), priceCoefficient: 2,
  fields: [field({ id: 1, name: 'add_opt1', text: 'Model', options: [{ key: '1', label: 'New' }, { key: '2', label: 'Old' }], defaultKey: '1' })]
})
const plan = (renderId: number, name: string, outputFormat: Plan['outputFormat'] = 2, options: Plan['options'] = []): Plan => ({ renderId, algorithmName: name, outputFormat, options })
const model = (key: string, label: string): Plan['options'] => [{ name: 'add_opt1', fieldText: 'Model', key, label }]
const RECIPE: Recipe = {
  id: 'r', name: 'Lead', service: 'mvsep',
  steps: [
    { id: 'one', plan: plan(20, 'Four stems'), takes: 'input' },
    { id: 'two', plan: plan(49, 'Karaoke', 2, model('1', 'New')), takes: { stepId: 'one', stem: 'Vocals' } }
  ]
}
const withStep = (index: number, change: Partial<Recipe['steps'][number]>): Recipe =>
  ({ ...RECIPE, steps: RECIPE.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) })
const run = (change: Partial<RecipeRun> = {}): RecipeRun => ({
  id: 'run', recipe: RECIPE, songs: [{ name: 'Song.wav', sizeBytes: 1, durationSeconds: 60 }], createdAtMs: 0, paused: false,
  made: [{ song: 0, stepId: 'one', attempt: 0, jobId: 'j1' }], instead: [], problems: [], ...change
})
const file = (stem: string, index: number): StemFile => ({ index, stem, url: '', sizeBytes: 1, fileName: `${index}.flac`, done: true, damaged: false })
const first = (phase: Parameters<typeof job>[0]): Job => job(phase, { id: 'j1', service: 'mvsep' })

let bridge: FakeBridge
let recipes: readonly Recipe[] = []
let runs: readonly RecipeRun[] = []
const sent = (name: string): unknown[] => bridge.sent.filter((command) => command.name === name).map(({ input }) => input)
const start = async (draft: Recipe | null, jobs: readonly Job[] = []): Promise<void> => {
  useJobs.getState().replaceAll(jobs)
  if (draft === null) showRecipePart('running')
  else openDraft(draft)
  render(<RecipesView service="mvsep" />)
  await (draft === null ? screen.findByRole('list', { name: 'Steps for Song.wav' }) : screen.findByRole('region', { name: 'Before it runs' }))
}
const before = () => within(screen.getByRole('region', { name: 'Before it runs' }))
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))

beforeEach(() => {
  startTexts('en')
  resetStores()
  recipes = []
  runs = []
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' } })
  useAccount.setState({ account: { status: 'signedIn', name: 'Ann', email: 'a@b', credits: 100, premiumEnabled: true, longFilenames: false, kept: 'session', checkedAtMs: 0 } })
  const done = () => ({ ok: true, value: undefined }) as const
  bridge = installBridge({
    'recipes:list': () => ({ ok: true, value: { recipes, runs } }),
    'presets:list': () => ({ ok: true, value: { presets: [], defaults: { mvsep: null, local: null } } }),
    'catalogue:load': () => ({ ok: true, value: { ...catalogue([four, lead]), fetchedAtMs: Date.now() } }),
    'site:queue': () => ({ ok: false, error: { code: 'offline' } }),
    'recipes:run': () => ({ ok: true, value: run({ made: [] }) }),
    'inputs:remove': done, 'recipes:chooseStem': done, 'recipes:doAnew': done, 'recipes:resumeRun': done, 'jobs:retry': done, 'jobs:fetchAgain': done
  })
})
afterEach(cleanup)

describe('a recipe on screen', () => {
  it('tells the cost of the whole chain, and runs exactly what is seen', async () => {
    useInputs.setState({ inputs: [{ id: 'a', name: 'a.wav', sizeBytes: 5e6, durationSeconds: 120 }, { id: 'b', name: 'b.wav', sizeBytes: 5e6, durationSeconds: 60 }] })
    await start(RECIPE)
    expect(before().getByText('2 songs × 2 steps = 4 jobs')).toBeTruthy()
    expect(before().getByText('9 credits')).toBeTruthy() // (2 + 1) x 1 and (2 + 1) x 2
    await userEvent.click(before().getByRole('button', { name: 'Run on these 2 songs' }))
    expect(sent('recipes:run')).toEqual([{ recipe: RECIPE, inputIds: ['a', 'b'] }])
    expect(useInputs.getState().inputs).toEqual([])
    expect(useRecipes.getState().part).toBe('running')
  })

  it('says what today’s catalogue lacks of it, does not run, and is changed only by a press', async () => {
    useInputs.setState({ inputs: [{ id: 'a', name: 'a.wav', sizeBytes: 5e6, durationSeconds: 60 }] })
    await start(withStep(1, { plan: plan(49, 'Karaoke', 2, model('9', 'Ancient')) }))
    expect(screen.getByText('“Ancient” of “Model” is no longer offered. “New” takes its place.')).toBeTruthy()
    expect(before().getByText('Look at step 2: the catalogue has changed.')).toBeTruthy()
    expect(before().getByRole('button', { name: 'Run on this song' }).hasAttribute('disabled')).toBe(true)
    await press('Take it as it is today')
    expect(before().getByRole('button', { name: 'Run on this song' }).hasAttribute('disabled')).toBe(false)
    expect(useRecipeDraft.getState().draft?.steps[1]?.plan.options[0]?.key).toBe('1')
  })

  it('says when an algorithm is gone, and when a stem is no longer made', async () => {
    await start(withStep(1, { plan: plan(999, 'Forgotten') }))
    expect(screen.getByText('“Forgotten” is no longer offered.')).toBeTruthy()
    expect(before().getByText('Step 2 is no longer offered.')).toBeTruthy()
    act(() => { openDraft(withStep(1, { takes: { stepId: 'one', stem: 'Piano' } })) })
    expect(screen.getByText('Step 1 makes no “Piano” today.')).toBeTruthy()
  })

  it('loses nothing between steps: a format that would is changed and said, or told', async () => {
    await start({ ...RECIPE, steps: [{ id: 'one', plan: plan(20, 'Four stems', 0), takes: 'input' }] })
    await press('Add a step on Vocals of step 1')
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.click(dialog.getByRole('option', { name: 'Karaoke' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Add step' }))
    expect(screen.getByText('Writes FLAC, 16 bit now, so that the next step starts from all of the sound.')).toBeTruthy()
    expect(useRecipeDraft.getState().draft?.steps.map((step) => [step.plan.outputFormat, step.takes])).toEqual([[2, 'input'], [2, { stepId: 'one', stem: 'Vocals' }]])
    act(() => { openDraft(withStep(0, { plan: plan(20, 'Four stems', 0) })) })
    expect(screen.getByText(/which loses something before the next step begins/)).toBeTruthy()
    await press('Write it without loss')
    expect(useRecipeDraft.getState().draft?.steps[0]?.plan.outputFormat).toBe(2)
  })

  it('loses a step together with what comes of it', async () => {
    await start(RECIPE)
    await press('Remove step 1')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove, with the step that comes of it' }))
    expect(useRecipeDraft.getState().draft?.steps).toEqual([])
  })
})

describe('a recipe under way', () => {
  const steps = (): (string | null)[] => within(screen.getByRole('list', { name: 'Steps for Song.wav' })).getAllByRole('listitem').map((item) => item.querySelector('.run__state')?.textContent ?? null)

  it('says what each step waits for', async () => {
    runs = [run()]
    await start(null, [first({ phase: 'processing', remote, message: null })])
    expect(steps()[1]).toBe('Waits for step 1')
    act(() => { useJobs.getState().replaceAll([first({ phase: 'failed', error: { code: 'jobFailed', detail: 'too short' }, remote: null, files: [] })]) })
    expect(steps()[1]).toBe('Held: step 1 is not ready')
    expect(screen.getByText(/too short/)).toBeTruthy()
    await press('Retry step 1 of Song.wav')
    expect(sent('jobs:retry')).toEqual([{ jobIds: ['j1'] }])
  })

  it('asks which stem to take where the wanted one was not made', async () => {
    runs = [run()]
    await start(null, [first({ phase: 'ready', remote, finishedAtMs: 1, files: [file('Instrum', 0), file('Other', 1), file('Other', 2)] })])
    expect(steps()[1]).toBe('No single result is called “Vocals”.')
    await userEvent.click(screen.getByRole('combobox', { name: 'Take instead' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Other (2 of 2)' }))
    await press('Take it for step 2 of Song.wav')
    expect(sent('recipes:chooseStem')).toEqual([{ runId: 'run', stepId: 'two', stem: 'Other', nth: 1 }])
  })

  it('offers to make again what was taken off the list, and says that it is paid for', async () => {
    runs = [run()]
    await start(null)
    expect(steps()).toEqual(['Its job was taken off the list', 'Held: step 1 is not ready'])
    expect(screen.getByText('It is made, and paid for, once more.')).toBeTruthy()
    await press('Do step 1 of Song.wav again')
    expect(sent('recipes:doAnew')).toEqual([{ runId: 'run', song: 0, stepId: 'one' }])
  })

  it('says why a step could not begin, and tries again when told to', async () => {
    runs = [run({ problems: [{ song: 0, stepId: 'two', error: { code: 'fileMissing', subject: 'Vocals.flac' } }] })]
    await start(null, [first({ phase: 'ready', remote, finishedAtMs: 1, files: [file('Vocals', 0)] })])
    expect(screen.getByText(/Vocals\.flac/)).toBeTruthy()
    expect(screen.getByText(/One step waits for you/)).toBeTruthy()
    await press('Try again')
    expect(sent('recipes:resumeRun')).toEqual([{ runId: 'run' }])
  })
})
