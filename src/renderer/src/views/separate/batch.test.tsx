// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useInputs } from '../../stores/inputs'
import { usePlan } from '../../stores/plan'
import { box, bridge, button, ensemble, isOff, piano, reason, region, rowsOf, sent, setUpBatchPage, song, speech, start, voices } from './testing/batchPage'

setUpBatchPage()

describe('several plans on several songs', () => {
  it('stand as a table with the price of every job and the sums of rows and columns', () => {
    start('mvsep', [voices, ensemble], [song('One', 60), song('Two', 180)])
    expect(region().getByText('2 files × 2 plans = 4 jobs')).toBeTruthy()
    const rows = rowsOf()
    expect(rows.map((cells) => cells.slice(1))).toEqual([
      [expect.stringContaining('1'), expect.stringContaining('2'), 'Sum'], ['1', '4', '5'], ['3', '12', '15'], ['4', '16', '20']
    ])
    expect(region().getByText('20 credits')).toBeTruthy()
    expect(region().getByText('of your 100 credits')).toBeTruthy()
    expect(region().getByText('1 to 12 credits a job')).toBeTruthy()
  })

  it('of a whole folder are counted as the language writes thousands', async () => {
    start('mvsep', [voices], Array.from({ length: 1_200 }, (_, index) => song(`Song ${index}`, 60)))
    expect(region().getByText('1,200 files × 1 plan = 1,200 jobs')).toBeTruthy()
    expect(region().getByRole('button', { name: /^Show 1,1\d\d more songs$/ })).toBeTruthy()
  })

  it('are counted, not multiplied, where not every song goes with every plan', async () => {
    start('mvsep', [voices, speech], [song('One', 60), song('Two', 180)])
    expect(region().getByText('3 jobs')).toBeTruthy()
    expect(region().queryByText(/×/)).toBeNull()
    await userEvent.click(box('Two.wav with plan 1'))
    expect(region().getByText('2 jobs, 1 left out')).toBeTruthy()
  })

  it('are sent exactly as they are ticked, song by song', async () => {
    start('mvsep', [voices, piano], [song('One', 60), song('Two', 180)])
    await userEvent.click(box('Two.wav with plan 1'))
    expect(region().getByText('2 files × 2 plans, 1 left out = 3 jobs')).toBeTruthy()
    expect(rowsOf().at(-1)?.slice(1)).toEqual(['1', '4', '5'])
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs).toEqual([]) })
    const first = { renderId: 40, algorithmName: 'Voices (vocals, instrumental)', options: [], outputFormat: 2 }
    const second = { renderId: 0, algorithmName: 'Piano', options: [{ name: 'add_opt1', fieldText: 'Model', key: '1', label: 'Small' }], outputFormat: 2 }
    expect(sent()).toEqual({ service: 'mvsep', items: [
      { inputId: 'One', plan: first }, { inputId: 'One', plan: second }, { inputId: 'Two', plan: second }
    ] })
    await waitFor(() => { expect(bridge.sent.at(-1)).toEqual({ name: 'settings:update', input: { lastPlan: second } }) })
    expect(usePlan.getState().leftOut.size).toBe(0)
  })

  it('keep a song in the list when all of its jobs are left out', async () => {
    start('mvsep', [voices], [song('One', 60), song('Two', 180)])
    await userEvent.click(box('Two.wav with plan 1'))
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['Two']) })
  })

  it('cannot be sent when every job is left out', async () => {
    start('mvsep', [voices], [song('One', 60), song('Two', 180)])
    await userEvent.click(box('One.wav with plan 1'))
    await userEvent.click(box('Two.wav with plan 1'))
    expect([isOff(), reason()]).toEqual([true, 'Every job is left out. Tick at least one.'])
  })

  it('are walked through by arrow keys, with one stop for Tab, over places without a job', async () => {
    start('mvsep', [voices, speech, piano], [song('One', 60), song('Two', 180)])
    expect(screen.getAllByRole('checkbox').filter((one) => one.tabIndex === 0)).toEqual([box('One.wav with plan 1')])
    box('One.wav with plan 1').focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(box('One.wav with plan 3'))
    await userEvent.keyboard('{ArrowDown} ')
    expect(box('Two.wav with plan 3')).toHaveProperty('checked', false)
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(box('Two.wav with plan 3'))
  })

  it('say how many songs are not shown, and show them', async () => {
    start('mvsep', [voices], Array.from({ length: 130 }, (_, index) => song(`S${index}`, 60)))
    expect(screen.getAllByRole('checkbox')).toHaveLength(100)
    expect(region().getByText('130 files × 1 plan = 130 jobs')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show 30 more songs' }))
    expect(screen.getAllByRole('checkbox')).toHaveLength(130)
  })
})
