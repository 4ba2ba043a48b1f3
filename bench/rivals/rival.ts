import fastifyStatic from '@fastify/static'
import { _electron as electron } from '@playwright/test'
import fastify from 'fastify'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Unbraid } from '../../e2e/support/unbraid'
import { launchUnwatched, type UnwatchedApp } from '../../e2e/support/unwatched'
import { TAP } from './rivalTap'

/** A window with nothing of ours in it, as large as ours. */
const PROGRAM = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => { new BrowserWindow({ width: 1240, height: 820 }).loadURL(process.env.PAGE) })
`
const PAGE = '<!doctype html><meta charset="utf-8"><title>Rival</title><body><div id="tracks"></div>'

const MODULES = join(import.meta.dirname, '../../node_modules')

export interface RivalServer {
  readonly address: string
  /** Where a stem is: each on a host of its own. */
  stemUrl(stem: number, fileName: string): string
  close(): Promise<void>
}

/**
 * Serves the page, the libraries and the stems, in ranges. A browser keeps six connections to a host and a media element holds
 * one: twelve elements on one host would wait for each other for seconds, which says nothing about the library.
 */
export async function serveRival(stemFolder: string): Promise<RivalServer> {
  const server = fastify()
  server.addHook('onRequest', (_request, reply, done) => { void reply.header('access-control-allow-origin', '*'); done() })
  await server.register(fastifyStatic, { root: stemFolder, prefix: '/stems/' })
  server.get('/', (_request, reply) => reply.type('text/html').send(PAGE))
  server.get('/multitrack.js', (_request, reply) => reply.sendFile('wavesurfer-multitrack/dist/multitrack.js', MODULES))
  server.get('/wavesurfer.js', (_request, reply) => reply.sendFile('wavesurfer.js/dist/wavesurfer.esm.js', MODULES))
  server.get('/tap.js', (_request, reply) => reply.type('text/javascript').send(TAP))
  await server.listen({ host: '0.0.0.0', port: 0 })
  const { port } = server.server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    stemUrl: (stem, fileName) => `http://127.0.0.${stem + 2}:${port}/stems/${encodeURIComponent(fileName)}`,
    close: () => server.close()
  }
}

/** An application of its own on that page. */
async function writeProgram(folder: string): Promise<string> {
  const home = await mkdtemp(join(folder, 'rival-'))
  await mkdir(join(home, 'profile'))
  await writeFile(join(home, 'package.json'), '{ "name": "rival", "main": "main.js" }')
  await writeFile(join(home, 'main.js'), PROGRAM)
  return home
}

/** Starts it with nobody looking, as ours is measured; each time a new process, so that no memory is left from before. */
export async function startUnwatchedRival(folder: string, { address }: RivalServer): Promise<UnwatchedApp> {
  const home = await writeProgram(folder)
  return launchUnwatched(join(home, 'profile'), { folder: home, environment: { PAGE: address } })
}

/** Starts it to be driven by Playwright. */
export async function startRival(folder: string, { address }: RivalServer): Promise<Unbraid> {
  const home = await writeProgram(folder)
  const app = await electron.launch({
    args: ['--disable-gpu', '--autoplay-policy=no-user-gesture-required', `--user-data-dir=${join(home, 'profile')}`, home],
    env: { ...process.env, PAGE: address }
  })
  const page = await app.firstWindow()
  await page.waitForLoadState()
  const child = app.process()
  return {
    app,
    page,
    quit: () => app.close(),
    kill: () => app.close(),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null
  }
}
