import { AppError } from '../../shared/errors/appError'

interface WebPageHost {
  readonly host: string
  /** True where every name below the host belongs to the same owner; otherwise only `www.` is taken beside it. */
  readonly withSubdomains: boolean
  readonly why: string
}

/**
 * Hosts whose pages may be opened from the service's own texts. The texts are not ours: a host is here when people who
 * read about a model need it and nobody can lend it out for a page that looks like something else.
 */
export const WEB_PAGE_HOSTS: readonly WebPageHost[] = [
  { host: 'mvsep.com', withSubdomains: true, why: 'the service itself: help pages, demos, quality checker' },
  { host: 'github.com', withSubdomains: false, why: 'code and weights of the models' },
  { host: 'huggingface.co', withSubdomains: false, why: 'weights and model cards' },
  { host: 'arxiv.org', withSubdomains: false, why: 'papers' },
  { host: 'doi.org', withSubdomains: false, why: 'papers' },
  { host: 'zenodo.org', withSubdomains: false, why: 'data sets the figures were measured on' },
  { host: 'aicrowd.com', withSubdomains: false, why: 'the separation challenges and their leader boards' },
  { host: 'wikipedia.org', withSubdomains: true, why: 'what an instrument or a method is, by language' },
  { host: 'medium.com', withSubdomains: false, why: 'articles by the authors of models; blogs below it are anyone’s' },
  { host: 'youtube.com', withSubdomains: false, why: 'demonstrations' },
  { host: 'youtu.be', withSubdomains: false, why: 'the same, shortened by its owner' },
  { host: 'docs.google.com', withSubdomains: false, why: 'comparison tables kept by the community' }
]

/** Longest address that is opened; the command that opens one takes no more. */
const MAXIMUM_ADDRESS = 2_000

/** True for an absolute https address without a name, password or port, whose host is listed above. */
export function isAllowedWebPage(address: string): boolean {
  if (address.length > MAXIMUM_ADDRESS || !URL.canParse(address)) return false
  const { protocol, hostname, port, username, password, href } = new URL(address)
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '' || href.length > MAXIMUM_ADDRESS) return false
  return WEB_PAGE_HOSTS.some(({ host, withSubdomains }) =>
    hostname === host || hostname === `www.${host}` || (withSubdomains && hostname.endsWith(`.${host}`))
  )
}

/** The address as it may be given to the browser, written out by the URL parser. Throws AppError('resultUntrusted') for any other. */
export function toTrustedWebPage(address: string): string {
  if (!isAllowedWebPage(address)) throw new AppError('resultUntrusted', { detail: 'a web page that is not on the list of known hosts' })
  return new URL(address).href
}
