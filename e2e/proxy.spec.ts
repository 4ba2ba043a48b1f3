import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createAuthority, hasOpenssl } from '../src/main/network/testing/certificates'
import { startHttpProxy, startSocksProxy, type ProxyOptions, type ProxyServer } from '../src/main/network/testing/proxyServer'
import { filesBelow, holding } from './support/canary'
import { dropFiles } from './support/drop'
import { listenHere } from './support/listenHere'
import { registerAccount, startMvsepServer, type MvsepServer } from './support/mvsepServer'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { openInStudio, signIn, waitUntilReady } from './support/steps'
import { startTlsFront, type TlsFront } from './support/tlsFront'
import { expect, test, type LaunchOptions } from './support/unbraid'

interface Office {
  readonly server: MvsepServer
  readonly front: TlsFront
  readonly proxy: ProxyServer
  /** How often the PAC file was fetched. */
  readonly pacFetched: () => number
  readonly launchOptions: LaunchOptions
  close(): Promise<void>
}

/**
 * A network as in an office: the name of the service exists only at its proxy, and a PAC file tells where that is. A name
 * for each test, since the keychain they share keeps tokens by name.
 */
async function startOffice(folder: string, host: string, options: Partial<ProxyOptions> = {}): Promise<Office> {
  const authority = createAuthority()
  const authorityPath = join(folder, 'office.pem')
  await writeFile(authorityPath, authority.cert)
  const server = await startMvsepServer(join(folder, 'server'))
  const front = await startTlsFront(server.apiBase, `https://${host}`, authority.issue(`DNS:${host}`))
  const proxy = await startHttpProxy({ hosts: { [host]: front.port }, ...options })
  let fetched = 0
  const pac = await listenHere(createServer((_request, response) => {
    fetched += 1
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' })
    response.end(`function FindProxyForURL(url, host) { return dnsDomainIs(host, ".mvsep.com") ? "PROXY 127.0.0.1:${proxy.port}" : "DIRECT" }`)
  }))
  return {
    server, front, proxy,
    pacFetched: () => fetched,
    launchOptions: {
      apiBase: `https://${host}/api`,
      switches: [`--proxy-pac-url=${pac.origin}/proxy.pac`],
      env: { NODE_EXTRA_CA_CERTS: authorityPath }
    },
    async close() {
      await pac.stop()
      await proxy.close()
      await front.close()
      await server.stop()
    }
  }
}

test.skip(!hasOpenssl, 'needs openssl for its certificates')

test('A7-38: behind a proxy named by a PAC file: signing in, sending, asking and fetching all go through it', async ({ folder, launch }) => {
  const office = await startOffice(folder, 'unbraid-test.mvsep.com')
  const token = await registerAccount(office.server.apiBase)
  const { app, page } = await launch(office.launchOptions)
  const separate = await signIn(page, token)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'From the office', 'wav16', 5)])
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()
  await openInStudio(await waitUntilReady(separate, 'From the office'))

  expect(office.pacFetched()).toBeGreaterThan(0)
  expect(new Set(office.proxy.asked)).toEqual(new Set(['CONNECT unbraid-test.mvsep.com:443']))
  expect(office.front.seen).toContain('GET /api/app/user')
  expect(office.front.seen).toContain('GET /api/separation/get')
  expect(office.front.seen.filter((seen) => seen === 'POST /api/separation/create')).toHaveLength(1)
  expect(office.front.seen.some((seen) => seen.startsWith('GET /storage/'))).toBe(true)
  // Everything is encrypted up to the server: the proxy read neither token nor song.
  expect(Buffer.concat(office.proxy.passed).includes(token)).toBe(false)
  await office.close()
})

test('A7-38: a proxy that wants a name and password is explained, and gets no token', async ({ folder, profile, launch }) => {
  const secret = 'pr0xy-Canary-word'
  const office = await startOffice(folder, 'unbraid-sign-in.mvsep.com', { credentials: `ann:${secret}` })
  const token = await registerAccount(office.server.apiBase)
  const { page, quit } = await launch(office.launchOptions)
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await page.getByRole('textbox', { name: 'API token' }).fill(token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('The proxy of your network did not let Unbraid through.')).toBeVisible()
  await shoot(page, 'proxy-refused-dark')
  expect(office.front.seen).toEqual([])
  await quit()

  const { env } = office.launchOptions
  const named = await launch({ ...office.launchOptions, env: { ...env, HTTPS_PROXY: `http://ann:${secret}@127.0.0.1:${office.proxy.port}` } })
  await named.page.getByRole('link', { name: 'Account' }).click()
  await named.page.getByRole('textbox', { name: 'API token' }).fill(token)
  await named.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(named.page.getByText('ann@example.com')).toBeVisible()
  await named.quit()
  expect(await holding(await filesBelow(profile), [secret, token])).toEqual([])
  await office.close()
})

test('A7-38: a SOCKS proxy of the system carries the requests, too', async ({ folder, launch }) => {
  const host = 'unbraid-socks.mvsep.com'
  const office = await startOffice(folder, host)
  const socks = await startSocksProxy({ hosts: { [host]: office.front.port } })
  const token = await registerAccount(office.server.apiBase)
  const { page } = await launch({ ...office.launchOptions, switches: [`--proxy-server=socks5://127.0.0.1:${socks.port}`] })
  await signIn(page, token)
  expect(new Set(socks.asked)).toEqual(new Set([`SOCKS ${host}:443`]))
  await socks.close()
  await office.close()
})
