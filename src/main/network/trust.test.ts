import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trustedAuthorities } from './trust'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-trust-'))
})
afterEach(() => rm(folder, { recursive: true }))
const problems: unknown[] = []
const report = (problem: unknown): void => void problems.push(problem)

describe('A7-38: trusted authorities', () => {
  it('are the runtime\'s and the system\'s, each once, where the system\'s store can be read', () => {
    const store = (type: 'default' | 'system'): string[] => (type === 'default' ? ['a', 'b'] : ['b', 'c'])
    expect(trustedAuthorities({ NODE_EXTRA_CA_CERTS: '/nowhere' }, report, store)).toEqual(['a', 'b', 'c'])
  })

  it('are the runtime\'s when the system\'s store cannot be read, and that is reported', () => {
    problems.length = 0
    const store = (): string[] => {
      throw new Error('locked')
    }
    expect(trustedAuthorities({}, report, store)).toEqual(rootCertificates)
    expect(problems).toHaveLength(2)
  })

  it('are, in an older runtime, those of NODE_EXTRA_CA_CERTS beside its own', async () => {
    const path = join(folder, 'office.pem')
    await writeFile(path, 'office')
    expect(trustedAuthorities({ NODE_EXTRA_CA_CERTS: path }, report, null)).toEqual([...rootCertificates, 'office'])
    problems.length = 0
    expect(trustedAuthorities({ NODE_EXTRA_CA_CERTS: join(folder, 'gone') }, report, null)).toEqual(rootCertificates)
    expect(problems).toHaveLength(1)
    expect(trustedAuthorities({}, report, null)).toEqual(rootCertificates)
  })
})
