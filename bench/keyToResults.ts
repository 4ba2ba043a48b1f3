/**
 * From a key pressed in "Search algorithms" to its results, in the built app: `npm run build`, then
 * `xvfb-run -a npx tsx bench/keyToResults.ts` (without xvfb-run where there is a display). "committed" ends when the list
 * holds the first results, "on screen" with the first frame after that. Keys that change nothing in the list are not counted.
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { description, row, select } from '../e2e/support/catalogueParts'
import { startCatalogueServer } from '../e2e/support/catalogueServer'
import { signIn } from '../e2e/support/steps'
import { launchUnbraid, ROOT } from '../e2e/support/unbraid'
import { ensureElectron } from '../scripts/lib/electronRuntime.mjs'

const QUERIES = ['vocals', 'piano', 'kick', 'karaoke', 'instrmental', 'bs roformer', 'remove reverb']
const QUIET_MS = 120
const STEMS = ['vocals', 'drums', 'bass', 'piano', 'guitar', 'strings', 'kick', 'snare', 'choir', 'flute', 'speech', 'reverb']
const WORDS = ['Roformer', 'Demucs', 'Ensemble', 'SCNet', 'DrumSep', 'Karaoke', 'DeNoise', 'Apollo', 'Medley', 'BandIt', 'Mega', 'Phantom']
const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? ''

/** A row with words of its own, so that 2,000 rows also have the words of 2,000 rows. */
function invented(place: number): unknown {
  const [one, other] = [pick(STEMS, place), pick(STEMS, place * 7 + 5)]
  const options = [0, 1, 2].map((key): readonly [string, string] => [String(key), `edition${place * 3 + key} (SDR ${one}: ${(place % 90) / 10 + key})`])
  return row(place, place, `${pick(WORDS, place * 5)} ${pick(WORDS, place * 3 + 1)} v${place} (${one}, ${other})`, [place % 15 + 100, `${pick(WORDS, place)} models`], {
    usage: (place * 7_919) % 100_000, outputs: JSON.stringify({ [one]: one, [other]: other }), algorithm_fields: [select(place, 'add_opt1', 'Edition', 'edition', options)],
    algorithm_descriptions: [description(place, 'en', `Model ${place} by author${place} takes ${one} and ${other} apart, trained in ${2019 + (place % 8)}.`, '')]
  })
}

function rowsOf(count: number): readonly unknown[] {
  const captured = resolve(ROOT, '../shared/api/algorithms-2026-08.json')
  const own = existsSync(captured) ? (JSON.parse(readFileSync(captured, 'utf8')) as unknown[]) : []
  return [...own, ...Array.from({ length: Math.max(0, count - own.length) }, (_, place) => invented(10_000 + place))].slice(0, count)
}

interface Press {
  readonly committedMs: number
  readonly onScreenMs: number
}

/** Presses a key and waits until the list has been quiet for a while; null when it did not change. */
async function press(page: Page, key: string): Promise<Press | null> {
  await page.evaluate((quietMs) => {
    const list = document.querySelector('.algorithms__frame')
    if (list === null) throw new Error('no list')
    const measured = new Promise<Press | null>((done) => {
      let [pressedMs, committedMs, onScreenMs] = [0, 0, 0]
      let quiet: ReturnType<typeof setTimeout>
      // A method, because tsx marks named functions with a helper the page does not have.
      const until = {
        quiet(): void {
          clearTimeout(quiet)
          quiet = setTimeout(() => {
            observer.disconnect()
            done(committedMs === 0 ? null : { committedMs: committedMs - pressedMs, onScreenMs: onScreenMs - pressedMs })
          }, quietMs)
        }
      }
      const observer = new MutationObserver(() => {
        // The rest of a long list follows; what is asked is when the first results stand there.
        if (committedMs > 0) return until.quiet()
        committedMs = performance.now()
        const channel = new MessageChannel()
        channel.port1.onmessage = () => { onScreenMs = performance.now() }
        requestAnimationFrame(() => { channel.port2.postMessage(null) })
        until.quiet()
      })
      addEventListener('keydown', (event) => {
        pressedMs = event.timeStamp
        observer.observe(list, { subtree: true, childList: true, characterData: true })
        until.quiet()
      }, { capture: true, once: true })
    })
    Reflect.set(globalThis, 'measuredPress', measured)
  }, QUIET_MS)
  await page.keyboard.press(key)
  return page.evaluate(() => Reflect.get(globalThis, 'measuredPress') as Promise<Press | null>)
}

async function measure(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-bench-'))
  await mkdir(join(folder, 'profile'))
  const server = await startCatalogueServer({ rows: rowsOf(count) })
  const { page, quit } = await launchUnbraid(join(folder, 'profile'), { apiBase: server.apiBase })
  try {
    const separate = await signIn(page, server.token)
    await separate.algorithms.getByRole('option').first().waitFor()
    const presses: Press[] = []
    for (const query of ['warm', ...QUERIES]) {
      await separate.search.fill('')
      for (const letter of query) {
        const pressed = await press(page, letter === ' ' ? 'Space' : letter)
        if (pressed !== null && query !== 'warm') presses.push(pressed)
      }
    }
    const at = (of: (one: Press) => number, fraction: number): string => {
      const sorted = presses.map(of).sort((a, b) => a - b)
      return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN).toFixed(1).padStart(7)
    }
    const [committed, onScreen] = [(one: Press) => one.committedMs, (one: Press) => one.onScreenMs]
    console.log(`${String(count).padStart(5)} rows, ${presses.length} keys: committed p50${at(committed, 0.5)} p95${at(committed, 0.95)} max${at(committed, 1)} ms;`
      + ` on screen p50${at(onScreen, 0.5)} p95${at(onScreen, 0.95)} ms`)
  } finally {
    await quit()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

Object.assign(process.env, (await ensureElectron(ROOT)).env)
for (const count of [117, 2_000]) await measure(count)
