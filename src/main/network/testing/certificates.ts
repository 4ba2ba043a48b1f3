import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Authority extends Certificate {
  /** A certificate for `names` (subjectAltName, e.g. 'DNS:mvsep.com,IP:127.0.0.1'), valid now or only in the past. */
  issue(names: string, expired?: boolean): Certificate
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Whether the openssl program is here; it makes every certificate of the tests. */
export const hasOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

function inFolder<T>(work: (at: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'unbraid-tls-'))
  try {
    return work((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' })

/** A certificate that vouches for itself alone. */
export const selfSigned = (names: string): Certificate =>
  inFolder((at) => {
    openssl('req', '-x509', ...KEY, '-days', '1', '-keyout', at('key'), '-out', at('cert'), '-subj', '/CN=test', '-addext', `subjectAltName=${names}`)
    return { key: readFileSync(at('key'), 'utf8'), cert: readFileSync(at('cert'), 'utf8') }
  })

/** An authority of our own. */
export const createAuthority = (): Authority =>
  inFolder((at) => {
    openssl('req', '-x509', ...KEY, '-days', '2', '-keyout', at('key'), '-out', at('cert'), '-subj', '/CN=Unbraid test authority')
    const own = { key: readFileSync(at('key'), 'utf8'), cert: readFileSync(at('cert'), 'utf8') }
    return { ...own, issue: (names, expired = false) => issue(own, names, expired) }
  })

let own: Authority | undefined
/** The one of this test file, made when it is first asked for. */
export const ownAuthority = (): Authority => (own ??= createAuthority())

function issue(authority: Certificate, names: string, expired: boolean): Certificate {
  return inFolder((at) => {
    writeFileSync(at('ca.key'), authority.key)
    writeFileSync(at('ca.cert'), authority.cert)
    writeFileSync(at('config'), [
      '[ca]', 'default_ca=own', '[own]', `database=${at('index')}`, `new_certs_dir=${at('.')}`, `serial=${at('serial')}`, 'default_md=sha256',
      'policy=any', 'x509_extensions=leaf', '[any]', 'commonName=supplied', '[leaf]', `subjectAltName=${names}`
    ].join('\n'))
    writeFileSync(at('index'), '')
    writeFileSync(at('serial'), `${Date.now().toString(16).padStart(16, '0')}\n`)
    openssl('req', '-new', ...KEY, '-keyout', at('key'), '-out', at('request'), '-subj', '/CN=leaf')
    const [from, to] = expired ? ['20200101000000Z', '20200201000000Z'] : ['20200101000000Z', '20990101000000Z']
    openssl('ca', '-batch', '-notext', '-config', at('config'), '-keyfile', at('ca.key'), '-cert', at('ca.cert'),
      '-in', at('request'), '-out', at('cert'), '-startdate', from, '-enddate', to)
    return { key: readFileSync(at('key'), 'utf8'), cert: readFileSync(at('cert'), 'utf8') }
  })
}
