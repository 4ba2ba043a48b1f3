import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Node 22.15 and later; older runtimes do not have it. */
type SystemStore = (type: 'default' | 'system') => readonly string[]

/**
 * The authorities a server must be vouched for by, PEM: those of the runtime, of the system's store where the runtime can
 * read it (Node 22.15 and later), elsewhere of the file named by NODE_EXTRA_CA_CERTS. `report` hears of a store or file
 * that could not be read; the others then hold.
 */
export function trustedAuthorities(
  environment: Readonly<Record<string, string | undefined>>, report: (problem: unknown) => void, systemStore = findSystemStore()
): readonly string[] {
  const orNone = (read: () => readonly string[]): readonly string[] => {
    try {
      return read()
    } catch (error) {
      report(error)
      return []
    }
  }
  if (systemStore !== null) {
    const own = orNone(() => systemStore('default'))
    return [...new Set([...(own.length === 0 ? tls.rootCertificates : own), ...orNone(() => systemStore('system'))])]
  }
  const extra = environment['NODE_EXTRA_CA_CERTS']
  return extra === undefined || extra === '' ? tls.rootCertificates : [...tls.rootCertificates, ...orNone(() => [readFileSync(extra, 'utf8')])]
}

function findSystemStore(): SystemStore | null {
  const found: unknown = 'getCACertificates' in tls ? tls.getCACertificates : null
  return typeof found === 'function' ? (type) => asTexts(Reflect.apply(found, tls, [type])) : null
}

const asTexts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [])

/** What every TLS connection of ours must fulfil, TLS 1.2 at least. Building it takes some milliseconds: make one and keep it. */
export const createTrust = (authorities: readonly string[]): tls.SecureContext =>
  tls.createSecureContext({ ca: [...authorities], minVersion: 'TLSv1.2' })
