import { expect, type Locator } from '@playwright/test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SeparatePage } from '../pages/separatePage'
import { mountSmallDisk, type SmallDisk } from './disk'
import { dropFiles } from './drop'
import { writeSong } from './songs'
import { chooseLibraryFolder, SEPARATION_TIMEOUT_MS } from './steps'
import { test, type Unbraid } from './unbraid'

const MEBIBYTE = 1024 * 1024

/** Mounts a disk with 5 MiB left for a test, which is skipped where that is not allowed, and unmounts it behind it. */
export async function onFullDisk(folder: string, work: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = await mountSmallDisk(join(folder, 'Small disk'), 24)
  test.skip(disk === null, 'mounting is not allowed here')
  if (disk === null) return
  try {
    await disk.fill(19 * MEBIBYTE)
    await work(disk)
  } finally {
    disk.unmount()
  }
}

/** Separates “Too much” into four stems of 8 MiB, with this disk as the library. Answers its row once it says that there is no room left. */
export async function separateTooMuch(disk: SmallDisk, { app, page }: Unbraid, separate: SeparatePage, folder: string): Promise<Locator> {
  await chooseLibraryFolder(app, page, disk.folder)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Too much', 'wav16', 12)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.chooseOption('Output format', /^WAV, 16 bit/)
  await separate.separate.click()
  const row = separate.jobsOf('Too much').first()
  await expect(row).toContainText('“Small disk” has no room left', { timeout: SEPARATION_TIMEOUT_MS })
  return row
}

/** Waits until the four stems of “Too much”, and nothing else, lie in its folder of this library. */
export async function expectTooMuchIn(library: string): Promise<void> {
  const [jobFolder = ''] = (await readdir(library)).filter((name) => name.startsWith('Too much'))
  await expect.poll(() => readdir(join(library, jobFolder))).toHaveLength(4)
}
