import { app } from 'electron'
import { readDeepLink, type DeepLink } from '../../shared/domain/deepLink'
import { deepLinksIn, pathsIn, readHandedOver, type HandedOver } from './pathsIn'

/** What somebody wants opened: files and folders, and wishes of `unbraid://` addresses. */
export interface Arrival {
  readonly paths: readonly string[]
  readonly deepLinks: readonly DeepLink[]
}

const isEmpty = ({ paths, deepLinks }: Arrival): boolean => paths.length === 0 && deepLinks.length === 0

/** What this start was given; handed over to the first one where there is another. `words`: the arguments behind the program's own. */
export const handOver = (words: readonly string[], folder: string): HandedOver =>
  ({ paths: [...pathsIn(words, folder)], deepLinks: [...deepLinksIn(words)] })

/**
 * Listens for everything that reaches the app past its window: this start's own words, a second start, and what macOS tells by
 * events, some of them before the app is ready. Call first of all; the answer begins to deliver, what came before first.
 * `onSecondStart` is told of every second start, also of one that brings nothing.
 */
export function watchArrivals(own: HandedOver): (deliver: (arrival: Arrival) => void, onSecondStart: () => void) => void {
  const early: Arrival[] = [readHandedOver(own)]
  let deliver = (arrival: Arrival): void => { early.push(arrival) }
  let onSecondStart = (): void => undefined
  const arrive = (arrival: Arrival): void => {
    if (!isEmpty(arrival)) deliver(arrival)
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    arrive({ paths: [path], deepLinks: [] })
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const wish = readDeepLink(url)
    arrive({ paths: [], deepLinks: wish === null ? [] : [wish] })
  })
  app.on('second-instance', (_event, _argv, _folder, handedOver) => {
    onSecondStart()
    arrive(readHandedOver(handedOver))
  })
  return (take, tellSecondStart) => {
    onSecondStart = tellSecondStart
    deliver = take
    for (const arrival of early.splice(0)) arrive(arrival)
  }
}

/** Makes the packaged app the one that opens our addresses. A development runtime would register itself, without the app. */
export function claimScheme(scheme: string): void {
  if (!app.isPackaged) return
  // Behind "--" nothing of an address is a switch to Chromium.
  if (process.platform === 'win32') app.setAsDefaultProtocolClient(scheme, process.execPath, ['--'])
  else app.setAsDefaultProtocolClient(scheme)
}
