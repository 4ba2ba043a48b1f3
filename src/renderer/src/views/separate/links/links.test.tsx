// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Link } from '../../../../../shared/domain/link'
import { DEFAULT_SETTINGS } from '../../../../../shared/domain/settings'
import { useApp } from '../../../stores/app'
import { useInputs } from '../../../stores/inputs'
import { takeLinks } from '../../../stores/links'
import { useNotices } from '../../../stores/notices'
import { installBridge, type FakeBridge } from '../../../testing/fakeBridge'
import { resetStores } from '../../../testing/resetStores'
import { limits, setUpBatchPage, start, voices, isOff, region } from '../testing/batchPage'
import { startTexts } from '../../../text/i18n'
import { AddAudio } from '../AddAudio'
// Read beforehand: what is fetched on demand takes its time where much else runs.
import './PasteDialog'

const toInput = (link: Link) => ({ id: link.url, name: new URL(link.url).hostname, sizeBytes: 0, durationSeconds: null, link })
const MEGA: Link = { url: 'https://mega.nz/file/a#b', remoteType: 'mega' }
const INNER: Link = { url: 'http://192.168.1.10/a.mp3', remoteType: 'direct' }

describe('links', () => {
  let bridge: FakeBridge
  beforeEach(() => {
    startTexts('en')
    resetStores()
    useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' } })
    bridge = installBridge({
      'inputs:addLinks': ({ links }) => ({ ok: true, value: links.map(toInput) }),
      'inputs:setLinkKind': ({ inputId, remoteType }) => ({ ok: true, value: toInput({ url: inputId, remoteType }) })
    })
  })
  afterEach(cleanup)

  const choose = async (within_: HTMLElement, kind: string): Promise<void> => {
    await userEvent.click(within(within_).getByRole('combobox', { name: /^Kind of link/ }))
    await userEvent.click(screen.getByRole('option', { name: kind }))
  }

  it('are shown as they are typed, and added with the kinds they were given', async () => {
    render(<AddAudio />)
    await userEvent.click(screen.getByRole('button', { name: 'Paste link…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Songs from links' }, { timeout: 15_000 })
    await userEvent.click(within(dialog).getByRole('textbox', { name: 'Links' }))
    await userEvent.paste('none yet')
    expect(within(dialog).getByRole('status').textContent).toBe('No link in there yet.')
    expect(within(dialog).getByRole('button', { name: 'Add link' }).hasAttribute('disabled')).toBe(true)
    await userEvent.paste(' https://share.example/1 https://mega.nz/file/a#b http://localhost/a.mp3')
    expect(within(dialog).getByRole('status').textContent).toBe('2 links')
    expect(within(dialog).getByRole('list', { name: 'Not taken' }).textContent).toContain('It leads into your own network')
    const [first] = within(within(dialog).getByRole('list', { name: 'Links found' })).getAllByRole('listitem')
    if (first !== undefined) await choose(first, 'Dropbox')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add 2 links' }))
    expect(bridge.sent).toEqual([{ name: 'inputs:addLinks', input: { links: [{ url: 'https://share.example/1', remoteType: 'dropbox' }, MEGA] } }])
    expect(screen.queryByRole('dialog')).toBeNull()
    const rows = within(screen.getByRole('list', { name: 'Songs to separate' })).getAllByRole('listitem')
    expect(rows.map((row) => within(row).getByRole('combobox').textContent)).toEqual(['Dropbox', 'MEGA'])
    if (rows[1] !== undefined) await choose(rows[1], 'Google Drive')
    expect(bridge.sent.at(-1)).toEqual({ name: 'inputs:setLinkKind', input: { inputId: MEGA.url, remoteType: 'drive' } })
    expect(rows[1]?.textContent).toContain('Google Drive')
  })

  it('that were pasted beside any field are added once, and what was not taken is told', async () => {
    expect(takeLinks('words alone')).toBe(false)
    expect(takeLinks(`${MEGA.url} and ftp://a.example/b`)).toBe(true)
    await act(() => Promise.resolve())
    takeLinks(MEGA.url)
    await act(() => Promise.resolve())
    expect(useInputs.getState().inputs).toEqual([toInput(MEGA)])
    expect(useNotices.getState().notices).toMatchObject([{ kind: 'linksRefused', refused: [{ why: 'notWeb' }], left: 0 }])
  })
})

describe('before anything is sent', () => {
  setUpBatchPage()

  it('a link into one’s own network stops what goes to MVSEP, and its length is said to be unknown', () => {
    start('mvsep', [voices], [toInput(INNER)])
    expect(limits()).toEqual(['“192.168.1.10” lies in your own network, where MVSEP cannot reach it. Download the file and add it, or separate on this computer.'])
    expect(isOff()).toBe(true)
    expect(region().getByText('length unknown')).toBeTruthy()
    expect(region().getByText('at least 1 credit')).toBeTruthy()
  })

  it('a shared link stops what is separated on this computer', () => {
    start('local', [voices], [toInput(MEGA), toInput(INNER)])
    expect(limits()).toEqual(['“mega.nz” is a shared link; the service on this computer takes direct links alone. Choose “Direct link” if it leads to the file itself, or separate it at MVSEP.'])
    expect(isOff()).toBe(true)
  })
})
