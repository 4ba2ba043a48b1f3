import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import { COMMAND_CHANNEL, FACT_CHANNEL } from '../../shared/ipc/channels'
import type { FactName, Facts } from '../../shared/ipc/contract'
import type { Reply } from '../../shared/ipc/reply'
import type { Handle } from '../ipc/handle'

const refused: Reply<never> = { ok: false, error: { code: 'invalidInput' } }

/** Only the top frame of our own page is heard (Electron security checklist, item 17). */
function isOwnPage(frame: WebFrameMain | null, contents: WebContents, pageOrigin: string): boolean {
  return frame !== null && frame === contents.mainFrame && frame.url.startsWith(`${pageOrigin}/`)
}

/** Connects the one command channel to the handler. The answer disconnects it. */
export function serveCommands(handle: Handle, pageOrigin: string): () => void {
  ipcMain.handle(COMMAND_CHANNEL, (event, name: unknown, input: unknown) =>
    isOwnPage(event.senderFrame, event.sender, pageOrigin) ? handle(name, input) : refused
  )
  return () => {
    ipcMain.removeHandler(COMMAND_CHANNEL)
  }
}

/** Tells one window a fact. */
export function sendFact<F extends FactName>(contents: WebContents, name: F, fact: Facts[F]): void {
  if (!contents.isDestroyed()) contents.send(FACT_CHANNEL, name, fact)
}
