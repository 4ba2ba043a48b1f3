// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { algorithm, catalogue } from '../../testing/samples'
import { bridge, lively, offer, options, rows, sent, setUpPickerPage, start } from './testing/pickerPage'

setUpPickerPage()

describe('the state of the catalogue', () => {
  it('is told by its age, and a fresher one takes its place by itself', async () => {
    offer(() => ({ ...rows, fetchedAtMs: Date.now() - 3 * 3_600_000, fromCache: true }))
    await start()
    expect(screen.getByText('as of 3 hours ago')).toBeTruthy()
    bridge.tell('catalogue:changed', { service: 'mvsep', catalogue: { ...rows, algorithms: [...rows.algorithms, algorithm({ renderId: 140, name: 'Brand new' })], fetchedAtMs: Date.now() } })
    expect(await screen.findByRole('option', { name: 'Brand new' })).toBeTruthy()
    expect(screen.queryByText(/^as of/)).toBeNull()
  })

  it('says why it is an older one, counts what could not be read, and asks again when told to', async () => {
    offer(() => ({ ...rows, unreadableRows: 3, fetchedAtMs: 0, fromCache: true, refreshError: { code: 'offline' } }))
    await start()
    expect(screen.getByText(/^You seem to be offline\. This is the list from .*1970/)).toBeTruthy()
    expect(screen.getByText('3 algorithms could not be understood and are not shown.')).toBeTruthy()
    offer(() => ({ ...rows, fetchedAtMs: Date.now() }))
    await userEvent.click(screen.getByRole('button', { name: 'Look for new algorithms' }))
    expect(sent('catalogue:load')).toContainEqual({ service: 'mvsep', refresh: true })
    await waitFor(() => { expect(screen.queryByText(/This is the list from/)).toBeNull() })
  })

  it('does not go back to an older list when a slow answer comes after a fresh one', async () => {
    await start()
    const young = { ...rows, algorithms: [lively], fetchedAtMs: Date.now() + 1_000 }
    offer(() => ({ ...rows, fetchedAtMs: Date.now() - 60_000 }))
    bridge.tell('catalogue:changed', { service: 'mvsep', catalogue: young })
    await userEvent.click(screen.getByRole('button', { name: 'Look for new algorithms' }))
    await waitFor(() => { expect(options()).toEqual(['40']) })
  })

  it('keeps the word that the list could not be renewed when it comes before the list itself', async () => {
    const kept = { ...rows, fetchedAtMs: Date.now() - 60_000, fromCache: true }
    offer(() => {
      bridge.tell('catalogue:changed', { service: 'mvsep', catalogue: { ...kept, refreshError: { code: 'offline' } } })
      return kept
    })
    await start()
    expect(await screen.findByText(/^You seem to be offline\. This is the list from/)).toBeTruthy()
  })
})

describe('a list of thousands', () => {
  it('draws what is in sight, and tells how many there are', async () => {
    const height = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
    const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400)
    offer(() => ({ ...catalogue(Array.from({ length: 2_000 }, (_, index) => algorithm({ renderId: index, name: `Model ${index}`, usesThisMonth: 2_000 - index }))), fetchedAtMs: Date.now() }))
    await start()
    expect(options().length).toBeGreaterThan(3)
    expect(options().length).toBeLessThan(60)
    expect(screen.getByText('2000 algorithms')).toBeTruthy()
    await userEvent.type(screen.getByRole('searchbox'), 'model 1234')
    await waitFor(() => { expect(options()[0]).toBe('1234') })
    height.mockRestore()
    width.mockRestore()
  })
})
