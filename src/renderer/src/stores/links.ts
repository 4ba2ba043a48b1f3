import type { Link, RemoteType } from '../../../shared/domain/link'
import { readLinks, type ReadLinks } from '../../../shared/domain/readLinks'
import { call } from '../bridge/client'
import { useApp } from './app'
import { adding, useInputs } from './inputs'
import { goTo } from './navigation'
import { attempt, useNotices } from './notices'

/** What a text holds for the service that songs go to now. */
export const linksIn = (text: string): ReadLinks => readLinks(text, useApp.getState().settings.service === 'local')

/** Whether a link is among the inputs already. */
export const isListed = (url: string): boolean => useInputs.getState().inputs.some(({ link }) => link?.url === url)

/** Adds links as songs to separate; one that is listed already is not listed twice. */
export const addLinks = (links: readonly Link[]): Promise<void> => adding(async () => {
  const fresh = links.filter(({ url }) => !isListed(url))
  return { added: fresh.length === 0 ? [] : await call('inputs:addLinks', { links: fresh }), refused: [] }
})

/** Adds the links of a text that was pasted or dropped beside any field; what was not taken is told. Answers whether it held any. */
export function takeLinks(text: string): boolean {
  const { links, refused, left } = linksIn(text)
  if (links.length === 0 && refused.length === 0) return false
  if (links.length > 0) {
    goTo({ page: 'separate' })
    void addLinks(links)
  }
  if (refused.length > 0 || left > 0) useNotices.getState().add({ kind: 'linksRefused', refused, left })
  return true
}

/** Corrects where a link leads. */
export const setLinkKind = (inputId: string, remoteType: RemoteType): Promise<void> => attempt(async () => {
  const changed = await call('inputs:setLinkKind', { inputId, remoteType })
  useInputs.setState(({ inputs }) => ({ inputs: inputs.map((input) => (input.id === inputId ? changed : input)) }))
})
