import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { UnbraidBridge } from '../shared/ipc/bridge'
import { COMMAND_CHANNEL, FACT_CHANNEL, isFact, isPageCommand } from '../shared/ipc/channels'
import type { FactName, Facts } from '../shared/ipc/contract'
import type { Reply } from '../shared/ipc/reply'

const listeners = new Map<FactName, Set<(fact: never) => void>>()

ipcRenderer.on(FACT_CHANNEL, (_event, name: FactName, fact: Facts[FactName]) => {
  for (const listener of listeners.get(name) ?? []) (listener as (fact: Facts[FactName]) => void)(fact)
})

const refused: Reply<never> = { ok: false, error: { code: 'invalidInput' } }

/** A thin door: names are checked against the contract's list here, everything else in the main process. */
const bridge: UnbraidBridge = {
  call: (name, input) => (isPageCommand(name) ? ipcRenderer.invoke(COMMAND_CHANNEL, name, input) : Promise.resolve(refused)),
  // A page cannot name a path: it can only hand over File objects, and those it made itself have none.
  addFiles: (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return ipcRenderer.invoke(COMMAND_CHANNEL, 'inputs:addPaths', { paths })
  },
  on: (name, listener) => {
    if (!isFact(name)) return () => undefined
    const known = listeners.get(name) ?? new Set()
    listeners.set(name, known.add(listener))
    return () => known.delete(listener)
  }
}

contextBridge.exposeInMainWorld('unbraid', bridge)
