import { expect, type ElectronApplication, type Page } from '@playwright/test'
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

/** Gives the window's content a size in CSS pixels and waits until the page has it. */
export async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => { BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height) }, { width, height })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width)
}

/** Pictures of the window as small as it goes and as most have it; nothing lies beside the page in either. */
export async function shootInSizes(app: ElectronApplication, page: Page, name: string): Promise<void> {
  for (const [width, height] of [[900, 640], [1240, 820]] as const) {
    await resize(app, page, width, height)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await shoot(page, `${name}-${width}`)
  }
}
