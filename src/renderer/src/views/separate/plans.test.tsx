// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { usePlan } from '../../stores/plan'
import { box, bridge, button, isOff, piano, reason, region, sent, setUpBatchPage, song, speech, start, voices } from './testing/batchPage'

setUpBatchPage()

describe('the chips of the plans', () => {
  const chips = (): string[] => within(screen.getByRole('list', { name: 'Chosen plans' })).getAllByRole('button', { name: /^Plan \d/ })
    .map((chip) => `${chip.getAttribute('aria-label') ?? ''}${chip.getAttribute('aria-current') === 'true' ? ' *' : ''}`)

  it('name algorithm, options and format; a new one is still to be chosen and is no job', async () => {
    start('mvsep', [piano], [song('One', 60)])
    await userEvent.click(screen.getByRole('button', { name: 'Add another plan' }))
    expect(chips()).toEqual(['Plan 1: Piano · Small · FLAC, 16 bit', 'Plan 2: Choose an algorithm… *'])
    expect(region().getByText('1 job')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Add another plan' }).hasAttribute('disabled')).toBe(true)
  })

  it('are edited, duplicated and removed', async () => {
    start('mvsep', [piano, voices], [song('One', 60)])
    await userEvent.click(screen.getByRole('button', { name: /^Plan 1/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Duplicate plan 1' }))
    expect(region().getByText(/Plans 1 and 2 are the same/)).toBeTruthy()
    usePlan.getState().chooseValue('mvsep', 'add_opt1', '2')
    await waitFor(() => { expect(chips()).toEqual([
      'Plan 1: Piano · Small · FLAC, 16 bit', 'Plan 2: Piano · Large · FLAC, 16 bit *', 'Plan 3: Voices (vocals, instrumental) · FLAC, 16 bit'
    ]) })
    expect(region().queryByText(/are the same/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Remove plan 2' }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove plan 2' }))
    expect(chips()).toEqual(['Plan 1: Piano · Small · FLAC, 16 bit *'])
    expect(screen.queryByRole('button', { name: /^Remove plan/ })).toBeNull()
  })
})

describe('what comes out', () => {
  const listed = (name: string): (string | null)[] => within(screen.getByRole('list', { name })).getAllByRole('listitem').map((item) => item.textContent)

  it('follows the options of each plan', async () => {
    start('mvsep', [piano, voices], [song('One', 60)])
    expect(listed('You will get with plan 1')).toEqual(['Piano'])
    expect(listed('You will get with plan 2')).toEqual(['Vocals', 'Instrumental'])
    usePlan.getState().editPlan('mvsep', usePlan.getState().slots.mvsep[0]?.id ?? '')
    usePlan.getState().chooseValue('mvsep', 'add_opt1', '2')
    await waitFor(() => { expect(listed('You will get with plan 1')).toEqual(['Piano', 'Rest']) })
  })

  it('is not known where the service does not say', () => {
    start('mvsep', [speech])
    expect(region().getByText('The service does not say what comes out.')).toBeTruthy()
  })
})

describe('algorithms that take no song', () => {
  it('say when a text is longer than can be sent, before anything is', async () => {
    start('mvsep', [speech])
    usePlan.getState().chooseValue('mvsep', 'add_opt1', 'a'.repeat(20_001))
    await waitFor(() => { expect(reason()).toBe('“Text prompt” is too long: at most 20,000 characters can be sent.') })
    expect(isOff()).toBe(true)
    expect(screen.getByRole('textbox', { name: 'Text prompt' }).getAttribute('aria-invalid')).toBe('true')
    usePlan.getState().chooseValue('mvsep', 'add_opt1', 'a'.repeat(20_000))
    await waitFor(() => { expect(isOff()).toBe(false) })
    expect(screen.getByText('20,000 of 20,000 characters')).toBeTruthy()
  })

  it('ask for their text, and are sent without a file', async () => {
    start('mvsep', [speech])
    expect(within(screen.getByRole('group', { name: 'Options of Bark' })).getByText('No song needed')).toBeTruthy()
    expect([isOff(), reason()]).toEqual([true, 'Fill in “Text prompt”.'])
    usePlan.getState().chooseValue('mvsep', 'add_opt1', '   ')
    expect(isOff()).toBe(true)
    usePlan.getState().chooseValue('mvsep', 'add_opt1', 'Hello')
    await waitFor(() => { expect(isOff()).toBe(false) })
    await userEvent.click(button())
    await waitFor(() => { expect(sent()).toMatchObject({ items: [{ inputId: null, plan: { renderId: 115, options: [{ key: 'Hello' }] } }] }) })
    expect(bridge.sent.some(({ name }) => name === 'inputs:remove')).toBe(false)
  })

  it('stand in a row of their own beside songs', () => {
    start('mvsep', [voices, speech], [song('One', 60), song('Two', 60)])
    usePlan.getState().chooseValue('mvsep', 'add_opt1', 'Hello')
    expect(screen.getAllByRole('checkbox')).toEqual([box('One.wav with plan 1'), box('Two.wav with plan 1'), box('Without a song with plan 2')])
  })
})
