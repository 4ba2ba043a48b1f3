// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { changeLanguage } from 'i18next'
import { describe, expect, it } from 'vitest'
import { usePlan } from '../../stores/plan'
import { act, gone, kept, names, open, planOf, popular, preset, rows, sent, serve, use, voices, startFresh } from './testing/presetsPanel'

startFresh()

describe('the presets', () => {
  it('save the plan on screen under a name', async () => {
    serve([])
    usePlan.getState().chooseAlgorithm('mvsep', voices)
    await open()
    expect(screen.getByText('No presets yet')).toBeTruthy()
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the preset' }), '  Mine {Enter}')
    await waitFor(() => { expect(names()).toEqual(['Mine']) })
    await waitFor(() => { expect(document.activeElement).toBe(use('Mine')) })
    expect(sent('presets:save')).toEqual([{ name: 'Mine', service: 'mvsep', plan: {
      renderId: 40, algorithmName: 'Voices', options: [{ name: 'add_opt1', fieldText: 'Model type', key: '2025.07', label: 'ver 2025.07' }], outputFormat: 2
    } }])
  })

  it('are used in place of the present plan, or beside it', async () => {
    serve([preset('a', 'Mine')])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    await act('Mine', 'Add as another plan')
    expect(usePlan.getState().slots.mvsep.map(({ choice }) => choice?.renderId)).toEqual([7, 40])
    await userEvent.click(screen.getByRole('button', { name: /^Plan 1/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Presets' }))
    await userEvent.click(use('Mine'))
    expect(usePlan.getState().slots.mvsep.map(({ choice }) => choice?.values.add_opt1)).toEqual(['2026.01', '2026.01'])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('are renamed, duplicated, saved over and chosen at the start', async () => {
    serve([preset('a', 'Mine')])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    await act('Mine', 'Rename…')
    const box = screen.getByRole('textbox', { name: 'New name of Mine' })
    await userEvent.clear(box)
    await userEvent.type(box, 'Yours{Enter}')
    await waitFor(() => { expect(names()).toEqual(['Yours']) })
    await act('Yours', 'Duplicate')
    await waitFor(() => { expect(names()).toEqual(['Yours', 'Yours 2']) })
    await act('Yours 2', 'Save the present plan here')
    await waitFor(() => { expect(kept.presets.map(({ plan }) => plan.renderId)).toEqual([40, 7]) })
    await act('Yours 2', 'Choose at the start')
    await waitFor(() => { expect(rows()[1]?.textContent).toContain('Chosen at the start') })
    expect(sent('presets:save')).toEqual([
      { presetId: 'a', name: 'Yours', service: 'mvsep', plan: planOf('ver 2026.01') },
      { presetId: 'a-copy', name: 'Yours 2', service: 'mvsep', plan: { renderId: 7, algorithmName: 'Popular', options: [], outputFormat: 2 } }
    ])
  })

  it('keep the old name when Escape ends the renaming, and the panel stays open', async () => {
    serve([preset('a', 'Mine')])
    await open()
    await act('Mine', 'Rename…')
    await userEvent.type(screen.getByRole('textbox', { name: 'New name of Mine' }), 'x{Escape}')
    expect(names()).toEqual(['Mine'])
    expect(sent('presets:save')).toEqual([])
  })

  it('are moved by keyboard, and the focus goes along; those of the other service keep their places', async () => {
    serve([preset('a', 'A'), preset('z', 'Z', gone, 'local'), preset('b', 'B')])
    await open()
    use('B').focus()
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await waitFor(() => { expect(names()).toEqual(['B', 'A']) })
    expect(sent('presets:reorder')).toEqual([{ presetIds: ['b', 'z', 'a'] }])
    expect(document.activeElement).toBe(use('B'))
    expect(screen.getByText('B is now number 1 of 2.')).toBeTruthy()
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(sent('presets:reorder')).toHaveLength(1)
  })

  it('come back after their removal to the same place and standing', async () => {
    serve([preset('a', 'A'), preset('b', 'B'), preset('c', 'C')], { mvsep: 'b' })
    await open()
    await act('B', 'Remove')
    await waitFor(() => { expect(names()).toEqual(['A', 'C']) })
    const undo = screen.getByRole('button', { name: 'Undo' })
    await waitFor(() => { expect(document.activeElement).toBe(undo) })
    await userEvent.click(undo)
    await waitFor(() => { expect(rows()[1]?.textContent).toContain('Chosen at the start') })
    expect(names()).toEqual(['A', 'B', 'C'])
    expect(sent('presets:restore')).toEqual([{ presetId: 'b' }])
    expect(document.activeElement).toBe(use('B'))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('are written to a file and taken from one', async () => {
    serve([preset('a', 'A'), preset('z', 'Z', gone, 'local')])
    await open()
    await userEvent.click(screen.getByRole('button', { name: 'Export all…' }))
    expect(await screen.findByText('Written to mine.json.')).toBeTruthy()
    expect(sent('presets:export')).toEqual([{ presetIds: ['a'] }])
    await userEvent.click(screen.getByRole('button', { name: 'Import…' }))
    expect(await screen.findByText('One preset was added.')).toBeTruthy()
    expect(names()).toEqual(['A', 'Imported'])
  })
})

describe('under a pseudo-locale', () => {
  it('the open panel shows no hard-coded word', async () => {
    serve([preset('a', '◆', { ...gone, algorithmName: '◆' })], { mvsep: 'a' })
    await open()
    await changeLanguage('cimode') // every text is its key
    const panel = await screen.findByRole('dialog')
    const texts = [...panel.querySelectorAll('*')].flatMap((element) => [...element.childNodes])
      .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '')
    expect(texts.filter((text) => /\p{L}/u.test(text) && !text.includes('◆') && !/^\w+\.[\w.]+$/.test(text.trim()))).toEqual([])
    await changeLanguage('en')
  })
})
