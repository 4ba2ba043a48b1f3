import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unwritableFolder } from './support/disk'
import { dropFiles } from './support/drop'
import { expectTooMuchIn, onFullDisk, separateTooMuch } from './support/fullDisk'
import { hashesUnder } from './support/hashes'
import { countCreates, registerAccount, startMvsepServer } from './support/mvsepServer'
import { startRelay } from './support/relay'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { chooseLibraryFolder, SEPARATION_TIMEOUT_MS, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, ROOT, test } from './support/unbraid'

test('a full disk keeps what came, says what to do, and Retry fetches only the rest', async ({ folder, launch }) => {
  await onFullDisk(folder, async (disk) => {
    const server = await startMvsepServer(join(folder, 'server'))
    const relay = await startRelay(server.apiBase)
    const token = await registerAccount(server.apiBase)
    const unbraid = await launch({ apiBase: relay.apiBase })
    const { page } = unbraid
    const separate = await signIn(page, token)
    const row = await separateTooMuch(disk, unbraid, separate, folder)
    await expect(row).toContainText('What was fetched so far is kept')
    await expect(row).toContainText('goes on by itself once there is room')
    await row.scrollIntoViewIfNeeded()
    await shoot(page, 'trouble-disk-full-dark')

    const before = relay.seen.length
    await disk.free()
    await row.getByRole('button', { name: 'Retry' }).click()
    await waitUntilReady(separate, 'Too much')
    const fetched = relay.seen.slice(before).filter(({ path }) => !path.startsWith('/api/'))
    expect(fetched.some(({ range, status }) => status === 206 && /^bytes=[1-9]\d*-$/.test(range ?? ''))).toBe(true)
    expect(relay.seen.filter(({ path }) => path.endsWith('/separation/create'))).toHaveLength(1)
    expect(await countCreates(server.apiBase, token)).toBe(1)

    await expectTooMuchIn(disk.folder)
    await unbraid.quit()
    const made = await hashesUnder(join(folder, 'server'), /processed/)
    expect((await hashesUnder(disk.folder, /Too much/)).sort()).toEqual(made.sort())
    await relay.close()
    await server.stop()
  })
})

test('a full disk can also be left: Retry uses the library folder chosen meanwhile', async ({ folder, launch }) => {
  await onFullDisk(folder, async (disk) => {
    const unbraid = await launch()
    const { app, page } = unbraid
    const separate = await tryOnThisComputer(page)
    const row = await separateTooMuch(disk, unbraid, separate, folder)
    const roomy = join(folder, 'Big disk')
    await mkdir(roomy)
    await chooseLibraryFolder(app, page, roomy)
    await row.getByRole('button', { name: 'Retry' }).click()
    await waitUntilReady(separate, 'Too much')
    await expectTooMuchIn(roomy)
  })
})

test('a folder that may not be written to is named, not chosen, and Retry works once it may', async ({ folder, launch }) => {
  const library = join(folder, 'Band archive')
  const rights = await unwritableFolder(library)
  try {
    const { app, page } = await launch()
    const separate = await tryOnThisComputer(page)
    await chooseLibraryFolder(app, page, library)
    await rights.makeUnwritable()
    await dropFiles(app, separate.addAudio, [await writeSong(folder, 'No entry', 'wav16', 2)])
    await separate.chooseAlgorithm('harmonic', /harmonic/i)
    await separate.separate.click()
    const row = separate.jobsOf('No entry').first()
    await expect(row).toContainText('cannot write to “Band archive”', { timeout: SEPARATION_TIMEOUT_MS })
    await expect(row).toContainText('Choose another folder, or allow writing to it')

    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Choose…' }).click()
    await expect(page.getByRole('alert')).toContainText('may not write to “Band archive”')
    await page.getByRole('link', { name: 'Separate' }).click()

    await rights.makeWritable()
    await row.getByRole('button', { name: 'Retry' }).click()
    await waitUntilReady(separate, 'No entry')
  } finally {
    rights.remove()
  }
})

test('a song that is moved away or changed before it is sent is named; put back, it goes', async ({ folder, launch }) => {
  const moved = await writeSong(folder, 'Moved away', 'wav16', 2)
  const changed = await writeSong(folder, 'Still recording', 'wav16', 2)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [moved, changed])
  await expect(separate.beforeYouStart).toContainText('2 jobs')
  await rename(moved, `${moved}.elsewhere`)
  await utimes(changed, new Date(0), new Date(0))
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()

  const gone = separate.jobsOf('Moved away').first()
  await expect(gone).toContainText('Moved away.wav is not there any more')
  await expect(gone).toContainText('Put it back')
  const other = separate.jobsOf('Still recording').first()
  await expect(other).toContainText('Still recording.wav changed after it was added')
  await expect(other).toContainText('add it again')

  await rename(`${moved}.elsewhere`, moved)
  await gone.getByRole('button', { name: 'Retry' }).click()
  await waitUntilReady(separate, 'Moved away')
})

test('audio that the service on this computer cannot decode fails with the service’s own words', async ({ launch }) => {
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [join(ROOT, 'src', 'codecs', '__fixtures__', 'tone.m4a')])
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()
  const row = separate.jobsOf('tone.m4a').first()
  await expect(row).toContainText('The separation failed at the service', { timeout: SEPARATION_TIMEOUT_MS })
  await expect(row).toContainText('AAC in MP4 (m4a) is not readable here')
  await expect(row).toContainText(/WAV, AIFF, FLAC, MP3, Ogg Vorbis and Opus/)
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`notes that cannot be read are named by what goes on no more (${colorScheme})`, async ({ profile, launch }) => {
    for (const room of ['recipe-runs', 'watch-folders']) {
      await mkdir(join(profile, room), { recursive: true })
      await writeFile(join(profile, room, '00000000-0000-4000-8000-000000000001.json'), '{"version":1,')
    }
    await writeFile(join(profile, 'presets.json'), '[1,')
    const { page } = await launch({ colorScheme })
    await tryOnThisComputer(page)
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Some of your presets could not be read')
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Notes of recipes under way and watch folders could not be read')
    await shoot(page, `notes-damaged-${colorScheme}`)
  })
}

test('a damaged list of jobs is set aside and told, until that is dismissed', async ({ profile, launch }) => {
  await writeFile(join(profile, 'jobs.db'), 'no database, but long enough to be taken for one at first sight '.repeat(100))
  const { page } = await launch()
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('The list of jobs was damaged')
  await expect(messages).toContainText('set aside, not deleted')
  await messages.getByRole('button', { name: 'Dismiss' }).click()
  await expect(messages).toBeEmpty()
  await page.reload()
  await tryOnThisComputer(page)
  await expect(messages).toBeEmpty()
  expect((await readdir(profile)).some((name) => name.startsWith('jobs.db.broken-'))).toBe(true)
})
