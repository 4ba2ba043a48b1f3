import { app, session, type WebContents } from 'electron'

/**
 * What no page of ours may ever do (Electron security checklist 5, 12, 13, 14): ask for permissions, navigate,
 * open windows, attach webviews; and that Chromium itself asks nobody for dictionaries.
 */
export function lockDown(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false)
  })
  session.defaultSession.setPermissionCheckHandler(() => false)
  // Chromium would fetch dictionaries from a stranger's host at every first start, even with spell checking switched off.
  session.defaultSession.setSpellCheckerLanguages([])
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents)
  })
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.on('will-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
}
