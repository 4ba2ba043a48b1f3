import { describe, expect, it } from 'vitest'
import type { LocalServiceState } from '../../shared/domain/service'
import { silentLog } from '../log/log'
import { createLocalServiceHost, type LocalServiceProcess } from './localServiceHost'

interface FakeProcess extends LocalServiceProcess {
  say(line: string): void
  end(reason: string): void
  readonly killed: () => boolean
}

function fakeProcess(): FakeProcess {
  let say!: (line: string) => void
  let end!: (reason: string) => void
  let fail!: (error: Error) => void
  let killed = false
  const apiBase = new Promise<string>((resolve, reject) => {
    say = resolve
    fail = reject
  })
  const ended = new Promise<{ reason: string }>((resolve) => {
    end = (reason) => {
      fail(new Error(reason))
      resolve({ reason })
    }
  })
  return { apiBase, ended, say, end, killed: () => killed, kill: () => { killed = true; end('killed') } }
}

function start(): { host: ReturnType<typeof createLocalServiceHost>; processes: FakeProcess[]; states: LocalServiceState['status'][] } {
  const processes: FakeProcess[] = []
  const states: LocalServiceState['status'][] = []
  const host = createLocalServiceHost(() => {
    const process = fakeProcess()
    processes.push(process)
    return process
  }, silentLog)
  host.onChange(({ status }) => states.push(status))
  return { host, processes, states }
}

describe('the host of the local service', () => {
  it('starts one process for many callers, on first need', async () => {
    const { host, processes, states } = start()
    expect(processes).toHaveLength(0)
    const asked = [host.apiBase(), host.apiBase()]
    processes[0]?.say('http://127.0.0.1:8787/api')
    expect(await Promise.all(asked)).toEqual(['http://127.0.0.1:8787/api', 'http://127.0.0.1:8787/api'])
    expect(processes).toHaveLength(1)
    expect(states).toEqual(['starting', 'running'])
  })

  it('starts a new one on the next need after it ended', async () => {
    const { host, processes, states } = start()
    const first = host.apiBase()
    processes[0]?.say('http://127.0.0.1:1/api')
    await first
    processes[0]?.end('exit code 139')
    await processes[0]?.ended
    const second = host.apiBase()
    processes[1]?.say('http://127.0.0.1:2/api')
    expect(await second).toBe('http://127.0.0.1:2/api')
    expect(states).toEqual(['starting', 'running', 'failed', 'starting', 'running'])
  })

  it.each(['http://example.org/api', 'hello', 'http://127.0.0.1:99/api/../x'])('trusts no other first line (%s)', async (line) => {
    const { host, processes } = start()
    const asked = host.apiBase()
    processes[0]?.say(line)
    await expect(asked).rejects.toMatchObject({ code: 'localServiceFailed' })
    expect(processes[0]?.killed()).toBe(true)
  })

  it('ends its process and starts none after dispose', async () => {
    const { host, processes } = start()
    const asked = host.apiBase()
    processes[0]?.say('http://127.0.0.1:1/api')
    await asked
    await host.dispose()
    expect(processes[0]?.killed()).toBe(true)
    await expect(host.apiBase()).rejects.toMatchObject({ code: 'localServiceFailed' })
  })
})
