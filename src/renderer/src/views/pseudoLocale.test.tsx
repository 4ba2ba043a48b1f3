// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { changeLanguage } from 'i18next'
import { Suspense } from 'react'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Recipe } from '../../../shared/domain/recipe'
import { DEFAULT_SETTINGS } from '../../../shared/domain/settings'
import { useAccount } from '../stores/account'
import { useAccounts } from '../stores/accounts'
import { useApp } from '../stores/app'
import { useInputs } from '../stores/inputs'
import { useJobs } from '../stores/jobs'
import { goTo } from '../stores/navigation'
import { useNotices } from '../stores/notices'
import { openDraft } from '../stores/recipeDraft'
import { showRecipePart } from '../stores/recipes'
import { installBridge } from '../testing/fakeBridge'
import { algorithm, catalogue, DATA, field, job, plan, remote, stemFile } from '../testing/samples'
import { en } from '../text/en'
import { enExplore } from '../text/enExplore'
import { enRecipes } from '../text/enRecipes'
import { enSettings } from '../text/enSettings'
import { enStudio } from '../text/enStudio'
import { enTexts } from '../text/enTexts'
import { enWatch } from '../text/enWatch'
import { startTexts } from '../text/i18n'
import { Shell } from './shell/Shell'
import { WelcomeView } from './welcome/WelcomeView'

// Every text of ours becomes ⟦…⟧, every word from data holds ◆: letters outside both are hard-coded.
type Tree = { readonly [key: string]: string | Tree }
const pseudo = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? `⟦${value}⟧` : pseudo(value)]))

const OURS = /⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧/g
const DATED = /\b(?:Jan|1970|AM|PM)\b/g

function hardCoded(): string[] {
  const found = new Set<string>()
  const look = (text: string | null): void => {
    const left = (text ?? '').replace(OURS, '').replace(DATED, '')
    if (/\p{L}/u.test(left) && !left.includes(DATA)) found.add(left.trim())
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[data-react-aria-top-layer], template, style, select') !== null) continue
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.textContent)
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description']) look(element.getAttribute(name))
  }
  return [...found]
}

const recipe: Recipe = {
  id: 'r', name: DATA, service: 'mvsep',
  steps: [{ id: 'a', plan: { ...plan, outputFormat: 0 }, takes: 'input' }, { id: 'b', plan: { ...plan, renderId: 99 }, takes: { stepId: 'a', stem: DATA } }, { id: 'c', plan, takes: 'input' }]
}

beforeAll(async () => {
  const late = { explore: enExplore, recipes: enRecipes, settings: enSettings, studio: enStudio, texts: enTexts, watch: enWatch }
  startTexts('en', { en: { translation: en }, 'en-x-pseudo': { translation: pseudo({ ...en, ...late }) } })
  await changeLanguage('en-x-pseudo')
  installBridge({
    'catalogue:load': () => ({ ok: true, value: { ...catalogue([algorithm({
      renderId: 1, name: `${DATA} four stems`, rating: { average: 4.5, votes: 3 }, usesThisMonth: 4, gate: 'premium', priceCoefficient: 2,
      descriptionLanguages: ['en'], quality: [{ measure: DATA, value: 12.3, optionLabel: DATA }],
      fields: [
        field({ id: 1, name: 'add_opt1', helpLink: 'https://mvsep.com/', registeredOnlyKeys: ['1'], priceRules: [{ optionKey: '1', multiplier: 2 }] }),
        field({ id: 2, name: 'add_opt2', inputType: 'text', options: [], defaultKey: null, required: false })
      ]
    })]), unreadableRows: 2, refreshError: { code: 'offline' } } }),
    'presets:list': () => ({ ok: true, value: { presets: [], defaults: { mvsep: null, local: null } } }),
    'recipes:list': () => ({ ok: true, value: { recipes: [recipe], runs: [
      { id: 'r', recipe, songs: [{ name: DATA, sizeBytes: 1, durationSeconds: 1 }], createdAtMs: 1, paused: false, made: [{ song: 0, stepId: 'a', attempt: 0, jobId: '3' }, { song: 0, stepId: 'c', attempt: 0, jobId: 'gone' }], instead: [], problems: [] }
    ] } }),
    'watch:list': () => ({ ok: true, value: (['watching', 'paused', 'ceiling', 'presetGone'] as const).map((state) => ({ id: state, folder: DATA, presetName: DATA, service: 'mvsep', dailyCredits: 5, spentToday: 5, state, made: 2, skipped: 1, waiting: 3 })) }),
    'explore:news': () => ({ ok: true, value: { fetchedAtMs: 0, fromCache: false, refreshError: { code: 'offline' }, value: { items: [{ id: 1, title: DATA, text: [{ kind: 'paragraph', children: [{ kind: 'text', text: DATA }] }], publishedAtMs: null }], readUpToId: 0, hasMore: true } } }),
    'site:queue': () => ({ ok: true, value: { inProcess: 1, byPlan: [{ plan: DATA, waiting: 1 }], freeSeparations: { left: 1, max: 2 } } }),
    'account:running': () => ({ ok: true, value: { checkedAtMs: 1, jobs: [{ hash: 'abc', apiBase: 'http://127.0.0.1/api', algorithmName: DATA, status: DATA, createdAtMs: 1 }] } }),
    'history:page': () => ({ ok: true, value: { fetchedAtMs: Date.now(), fromCache: false, refreshError: { code: 'offline' }, value: { rows: [{ hash: DATA, createdAtMs: 0, renderId: 1, algorithmName: DATA, credits: 2, hoursLeft: 9, isKept: true }, { hash: `${DATA}2`, createdAtMs: 0, renderId: null, algorithmName: null, credits: null, hoursLeft: -9, isKept: true }], hasMore: true } } }),
    'studio:open': () => ({ ok: false, error: { code: 'fileMissing', subject: DATA } }),
    'studio:close': () => ({ ok: true, value: undefined })
  })
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' }, libraryFolder: DATA, version: '1', keychainAvailable: false })
  useInputs.setState({ inputs: [{ id: 'i', name: DATA, sizeBytes: 1e6, durationSeconds: null }, { id: 'k', name: DATA, sizeBytes: 1, durationSeconds: 3 }], adding: 1 })
  useJobs.getState().replaceAll([
    job({ phase: 'queued', hold: 'offline' }, { id: '1' }),
    job({ phase: 'unconfirmed', sentAtMs: 1, lookedUp: true }, { id: '2' }),
    job({ phase: 'ready', remote, files: [stemFile(0)], finishedAtMs: 1 }, { id: '3' }),
    job({ phase: 'failed', error: { code: 'refused', detail: DATA }, remote, files: [] }, { id: '4' }),
    job({ phase: 'distributing', remote, finishedChunks: 1, allChunks: 2 }, { id: '5' })
  ])
  useAccounts.setState({ known: [
    { id: 'a', name: DATA, email: DATA, isActive: true, isSignedIn: true }, { id: 'b', name: DATA, email: DATA, isActive: false, isSignedIn: true },
    { id: 'c', name: DATA, email: DATA, isActive: false, isSignedIn: false }
  ], notTurned: { which: 'premium', error: { code: 'refused', detail: DATA } } })
  useNotices.setState({ notices: [
    { id: 1, kind: 'refused', refused: [{ name: DATA, error: { code: 'fileEmpty' } }] },
    { id: 2, kind: 'exported', exportId: 'e', folder: DATA, count: 2, skipped: 1, overDecibels: 1.2 },
    { id: 3, kind: 'ledgerDamaged', rows: 2 },
    { id: 30, kind: 'notesDamaged', of: ['runs', 'splits', 'watches'] },
    { id: 31, kind: 'listsDamaged', of: ['settings', 'presets', 'recipes'] },
    { id: 4, kind: 'ledgerReplaced' },
    { id: 5, kind: 'keychainMissing' },
    { id: 6, kind: 'cancelled', name: DATA, answer: { outcome: 'agreed', begun: true } },
    { id: 7, kind: 'cancelled', name: DATA, answer: { outcome: 'refused', message: DATA } },
    { id: 8, kind: 'cancelled', name: DATA, answer: { outcome: 'unheard', error: { code: 'offline' } } }
  ] })
})
afterEach(cleanup)
afterAll(async () => { await changeLanguage('en') })

describe('under a pseudo-locale no view shows a hard-coded word', () => {
  it('finds one where there is one', () => {
    render(<p>left behind</p>)
    expect(hardCoded()).toEqual(['left behind'])
  })

  it('welcome', () => {
    render(<WelcomeView />)
    expect(hardCoded()).toEqual([])
  })

  it.each(['separate', 'library', 'explore', 'account', 'settings'] as const)('%s, signed out and in', async (page) => {
    goTo({ page })
    for (const account of [
      { status: 'signedOut' },
      { status: 'checking', kept: 'keychain' },
      { status: 'signedIn', name: DATA, email: DATA, credits: 2, premiumEnabled: true, longFilenames: false, kept: 'session', checkedAtMs: 1 },
      { status: 'unchecked', kept: 'keychain', error: { code: 'offline' } }
    ] as const) {
      useAccount.setState({ account })
      render(<Suspense><Shell service="mvsep" /></Suspense>)
      await screen.findAllByText(/◆/, undefined, { timeout: 20_000 })
      expect(hardCoded()).toEqual([])
      cleanup()
    }
  })

  it.each(['kept', 'running'] as const)('recipes, %s', async (part) => {
    goTo({ page: 'recipes' })
    openDraft(recipe)
    showRecipePart(part)
    render(<Suspense><Shell service="mvsep" /></Suspense>)
    await screen.findByRole('list', { name: /⟦Steps/ }, { timeout: 20_000 })
    expect(hardCoded()).toEqual([])
  })

  it('studio that could not open', async () => {
    goTo({ page: 'studio', jobId: '3' })
    render(<Suspense><Shell service="local" /></Suspense>)
    await screen.findByRole('alert', {}, { timeout: 5_000 }) // the Studio is the largest page to load
    expect(hardCoded()).toEqual([])
  })
})
