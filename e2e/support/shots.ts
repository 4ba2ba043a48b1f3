import type { Page } from '@playwright/test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SHOTS } from './unbraid'

/** Writes a picture of the window as it is, once its fonts are there. */
export async function shoot(page: Page, name: string, folder = SHOTS): Promise<string> {
  await mkdir(folder, { recursive: true })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  return path
}
