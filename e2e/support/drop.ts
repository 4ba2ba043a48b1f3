import type { ElectronApplication, Locator } from '@playwright/test'
import { resolve } from 'node:path'

/**
 * What the system does when files are dropped on the window: trusted drag events whose File objects are backed
 * by real paths, so webUtils.getPathForFile works (also for folders). Playwright's own drop and `new File()`
 * give objects without a path.
 */
export async function dropFiles(app: ElectronApplication, target: Locator, paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error('the drop target is not visible')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const session = await app.context().newCDPSession(target.page())
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data })
  await session.detach()
}
