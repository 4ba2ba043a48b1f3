// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useAccount } from '../../stores/account'
import { takeInputs, useInputs } from '../../stores/inputs'
import { pairOf, usePair } from '../../stores/pair'
import { box, bridge, button, isOff, limits, member, pair, reason, region, sent, setUpBatchPage, song, start, voices } from '../separate/testing/batchPage'

setUpBatchPage()

const place = (name: string): HTMLElement => screen.getByRole('combobox', { name })
async function choose(name: string, song: string): Promise<void> {
  await userEvent.click(place(name))
  await userEvent.click(await screen.findByRole('option', { name: song }))
}
const plan = { renderId: 68, algorithmName: 'Matchering', options: [], outputFormat: 2 }

describe('an algorithm that takes two songs', () => {
  it('says step by step what it lacks', () => {
    start('mvsep', [pair])
    expect([isOff(), reason()]).toEqual([true, 'Add a target and a reference song.'])
    act(() => { takeInputs({ added: [song('One', 60)], refused: [] }) })
    expect([place('Target').textContent, isOff(), reason()]).toEqual(['One.wav', true, 'Add the song that it is to sound like: the reference.'])
    act(() => { takeInputs({ added: [song('Two', 60)], refused: [] }) })
    expect([place('Target').textContent, place('Reference').textContent, isOff(), reason()]).toEqual(['One.wav', 'Two.wav', false, ''])
    act(() => { takeInputs({ added: [song('Three', 60)], refused: [] }) })
    expect([isOff(), reason()]).toEqual([true, 'Choose which of the songs is the reference.'])
  })

  it('is sent as one job of both, which then leave the list', async () => {
    start('mvsep', [pair], [song('One', 60), song('Two', 180)])
    await userEvent.click(screen.getByRole('button', { name: 'Swap target and reference' }))
    expect([place('Target').textContent, place('Reference').textContent]).toEqual(['Two.wav', 'One.wav'])
    expect(screen.getByText('“Two.wav” is the target now, “One.wav” the reference.')).toBeTruthy()
    expect(region().getByText('3 credits')).toBeTruthy()
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs).toEqual([]) })
    expect(sent()).toEqual({ service: 'mvsep', items: [{ inputId: 'Two', referenceId: 'One', plan }] })
    expect(bridge.sent.find(({ name }) => name === 'inputs:remove')?.input).toEqual({ inputIds: ['Two', 'One'] })
  })

  it('makes a job of every target with the one reference, or of the one chosen', async () => {
    start('mvsep', [pair], [song('One', 60), song('Two', 60), song('Three', 60)])
    await choose('Reference', 'Two.wav')
    expect(screen.getByText('2 jobs with this reference')).toBeTruthy()
    expect(screen.getAllByRole('checkbox')).toEqual([box('One.wav with plan 1'), box('Three.wav with plan 1')])
    await userEvent.click(place('Target'))
    expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual(['Every song but the reference: 2', 'One.wav', 'Two.wav', 'Three.wav'])
    await userEvent.click(screen.getByRole('option', { name: 'Three.wav' }))
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['One']) })
    expect(sent()).toMatchObject({ items: [{ inputId: 'Three', referenceId: 'Two' }] })
  })

  it('keeps the reference while a target that was left out may need it', async () => {
    start('mvsep', [pair], [song('One', 60), song('Two', 60), song('Three', 60)])
    await choose('Reference', 'Two.wav')
    await userEvent.click(box('One.wav with plan 1'))
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['One', 'Two']) })
  })

  it('stands beside plans that take one song: they take the reference, too', async () => {
    start('mvsep', [pair, voices], [song('One', 60), song('Two', 60)])
    expect(screen.getAllByRole('checkbox')).toEqual([box('One.wav with plan 1'), box('One.wav with plan 2'), box('Two.wav with plan 2')])
    await userEvent.click(button())
    await waitFor(() => { expect(useInputs.getState().inputs).toEqual([]) })
    expect(sent()).toMatchObject({ items: [{ inputId: 'One', referenceId: 'Two' }, { inputId: 'One' }, { inputId: 'Two' }] })
  })

  it('measures both songs by the limits, the reference once', async () => {
    useAccount.setState({ account: member(0, false) })
    start('mvsep', [pair], [song('One', 60), song('Two', 700, 120e6), song('Three', 60)])
    await choose('Reference', 'Two.wav')
    expect(limits()).toEqual([
      '“Two.wav” has 120.0 MB; at most 100.0 MB may be sent. Save it as FLAC or MP3 first, which makes it smaller.',
      '“Two.wav” is 11:40 long; at most 10:00 may be sent. Cut it into shorter pieces first.'
    ])
  })

  it('takes a file straight into its place', async () => {
    start('mvsep', [pair], [song('One', 60), song('Two', 60)])
    window.unbraid.addFiles = () => Promise.resolve({ ok: true, value: { added: [song('Three', 60)], refused: [] } })
    const dropped = new File(['x'], 'Three.wav')
    const dataTransfer = { files: [dropped], types: ['Files'] }
    fireEvent.drop(place('Reference'), { dataTransfer })
    await waitFor(() => { expect(place('Reference').textContent).toBe('Three.wav') })
    expect(place('Target').textContent).toBe('Every song but the reference: 2')
    window.unbraid.addFiles = () => Promise.resolve({ ok: true, value: { added: [song('Four', 60)], refused: [] } })
    fireEvent.drop(place('Target'), { dataTransfer })
    await waitFor(() => { expect(place('Target').textContent).toBe('Four.wav') })
    expect(place('Reference').textContent).toBe('Three.wav')
  })
})

describe('who is matched to whom', () => {
  const link = { ...song('Far', null), link: { url: 'https://example.org/a.wav', remoteType: 'direct' as const } }
  const [one, two] = [song('One', 60), song('Two', 60)]

  it('leaves links out: a service fetches one, not two', () => {
    expect(pairOf([one, link, two], usePair.getState())).toEqual({ targets: [one], reference: two })
  })

  it('forgets a song that left the list', () => {
    expect(pairOf([one], { targetId: null, referenceId: 'Two' })).toEqual({ targets: [one], reference: null })
    expect(pairOf([one, two], { targetId: 'Two', referenceId: null })).toEqual({ targets: [two], reference: one })
  })
})
