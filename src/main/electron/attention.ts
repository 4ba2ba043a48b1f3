import { app, powerMonitor, type BrowserWindow } from 'electron'

export interface AttentionParts {
  /** Whether any window can be seen, told when that changes. */
  readonly onSeen: (seen: boolean) => void
  /** The computer woke up: time has passed that no timer saw, and every socket is as old. */
  readonly onResume: () => void
}

/** Watches whether somebody may be looking, and the computer's sleep; for as long as the app runs. Call before the first window. */
export function watchAttention({ onSeen, onResume }: AttentionParts): void {
  const seenWindows = new Set<number>()
  let seen = true
  const look = (): void => {
    const now = seenWindows.size > 0
    if (now === seen) return
    seen = now
    onSeen(now)
  }
  app.on('browser-window-created', (_event, window: BrowserWindow) => {
    const { id } = window
    const show = (): void => {
      seenWindows.add(id)
      look()
    }
    const hide = (): void => {
      seenWindows.delete(id)
      look()
    }
    window.on('show', show)
    window.on('restore', show)
    window.on('hide', hide)
    window.on('minimize', hide)
    window.on('closed', hide)
  })
  powerMonitor.on('resume', onResume)
  // Not every computer tells of its sleep, but it asks for the password afterwards.
  powerMonitor.on('unlock-screen', onResume)
}
