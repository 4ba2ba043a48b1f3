import { rename, rm, writeFile } from 'node:fs/promises'
import { isPremium, type Account } from '../accounts/account'
import type { AccountStore } from '../accounts/accountStore'
import { PRICE_COEFFICIENT, type Catalogue } from '../catalogue/catalogue'
import { toCredits } from '../catalogue/price'
import { startOfDayMs } from '../dates'
import { WordsError } from '../generating/notation'
import { Refusal } from '../refusal'
import type { Composition, GeneratingMethod } from '../separation/types'
import { inspectInput } from './inspectInput'
import type { Job } from './job'
import type { JobStore } from './jobStore'
import { FREE_RUNS_A_DAY, limitsFor, tooLargeText, tooLongText } from './limits'
import { createHashFor, createOutputFolder, createRemoteHash } from './names'
import { readPlan, type Plan } from './plan'
import type { Runner } from './runner'
import type { Storage } from './storage'

/** A received file: where it lies, what its sender calls it. */
export interface ReceivedFile {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
  readonly isCut: boolean
}

export interface DeskParts {
  readonly jobs: JobStore
  readonly accounts: AccountStore
  readonly catalogue: Catalogue
  readonly storage: Storage
  readonly runner: Runner
  readonly nowMs: () => number
}

/** Where jobs are handed in: every rule a job must pass stands here. */
export interface Desk {
  /** What the fields ask for, if this account may have it now. Throws Refusal 400. */
  check(account: Account, fields: Readonly<Record<string, string>>): Plan
  /** Takes the file (and, for a job that matches, its reference) over and queues the job. Throws Refusal 400. */
  acceptFile(account: Account, plan: Plan, file: ReceivedFile, reference?: ReceivedFile): Promise<Job>
  /** Keeps the plan's words as the job's input and queues it. Throws Refusal 400 where they cannot be carried out. */
  acceptWords(account: Account, plan: Plan): Promise<Job>
  /** Notes a job whose file is still to be fetched from `url`. */
  acceptLink(account: Account, plan: Plan, url: URL): Job
  /** Queues a job of the service itself, for the demo page, behind everybody's. Throws Refusal 400. */
  acceptDemo(plan: Plan, file: ReceivedFile): Promise<void>
  /** Queues a job made from a link with the file it led to. Throws Refusal 400. */
  acceptFetched(job: Job, file: ReceivedFile): Promise<void>
}

export function createDesk({ jobs, accounts, catalogue, storage, runner, nowMs }: DeskParts): Desk {
  /** Checks a file against the limits and says what is in it. */
  async function inspect(file: ReceivedFile, premium: boolean) {
    if (file.sizeBytes === 0) throw new Refusal(400, 'The file is empty.')
    const limits = limitsFor(premium)
    if (file.isCut || file.sizeBytes > limits.largestBytes) throw new Refusal(400, tooLargeText(premium))
    const inspection = await inspectInput(file.path)
    if (inspection.durationS !== null && inspection.durationS > limits.longestS) throw new Refusal(400, tooLongText(premium))
    return inspection
  }

  /** Checks a file, puts it in its place and says what the job row needs to know of it. */
  async function takeIn(file: ReceivedFile, premium: boolean, creditsLeft: number) {
    const { durationS, tags } = await inspect(file, premium)
    const credits = priceOf(durationS, premium, creditsLeft)
    const hash = createHashFor(file.name, nowMs())
    await rename(file.path, storage.inputPath(hash))
    return { hash, inputName: file.name, inputBytes: file.sizeBytes, durationS, tags, credits }
  }

  /** What a job of this length costs the account, null where nothing is counted. Throws Refusal 400 when it has too little. */
  function priceOf(durationS: number | null, premium: boolean, creditsLeft: number): number | null {
    const price = toCredits(durationS ?? 0, PRICE_COEFFICIENT)
    if (premium && price > creditsLeft) {
      throw new Refusal(400, `Not enough credits: this job costs ${price}, the account has ${creditsLeft}.`)
    }
    return premium ? price : null
  }

  function charge(accountId: number, credits: number | null): void {
    if (credits !== null) accounts.addCredits(accountId, -credits)
  }

  function planned(plan: Plan) {
    return {
      renderId: plan.entry.text.renderId,
      options: plan.options,
      outputFormat: plan.format.id,
      isDemo: plan.isDemo,
      outputFolder: createOutputFolder()
    }
  }

  function checkQueue(account: Account): void {
    if (isPremium(account)) return
    if (jobs.unfinishedOf(account.id).length > 0) {
      throw new Refusal(400, 'You already have unprocessed file in queue. Please wait before adding new file!')
    }
    if (jobs.freeRunsSince(account.id, startOfDayMs(nowMs())) >= FREE_RUNS_A_DAY) {
      throw new Refusal(400, `All ${FREE_RUNS_A_DAY} free separations of today are used: enable premium or wait until tomorrow.`)
    }
  }

  return {
    check(account, fields) {
      checkQueue(account)
      return readPlan(fields, catalogue, isPremium(account))
    },
    async acceptFile(account, plan, file, reference) {
      if (reference) await inspect(reference, isPremium(account))
      const known = await takeIn(file, isPremium(account), account.credits)
      try {
        if (reference) await rename(reference.path, storage.referencePath(known.hash))
        checkQueue(account) // again: another request of this account may have been faster
      } catch (refusal) {
        await rm(storage.inputPath(known.hash), { force: true })
        await rm(storage.referencePath(known.hash), { force: true })
        throw refusal
      }
      charge(account.id, known.credits)
      const noLink = { remoteHash: null, sourceUrl: null }
      const job = jobs.add({ ...planned(plan), ...known, ...owner(account), ...noLink, status: 'waiting' })
      runner.wake()
      return job
    },
    async acceptWords(account, plan) {
      const { method } = plan.entry
      if (method.kind !== 'generate') throw new Error(`${method.id} makes nothing from words.`)
      const { durationS } = composeOrRefuse(method, plan)
      const credits = priceOf(durationS, isPremium(account), account.credits)
      const hash = createHashFor(method.wordsName, nowMs())
      await writeFile(storage.inputPath(hash), plan.words, { mode: 0o600 })
      try {
        checkQueue(account) // again: another request of this account may have been faster
      } catch (refusal) {
        await rm(storage.inputPath(hash), { force: true })
        throw refusal
      }
      charge(account.id, credits)
      const known = { hash, inputName: method.wordsName, inputBytes: Buffer.byteLength(plan.words), durationS, tags: {}, credits }
      const job = jobs.add({ ...planned(plan), ...known, ...owner(account), remoteHash: null, sourceUrl: null, status: 'waiting' })
      runner.wake()
      return job
    },
    async acceptDemo(plan, file) {
      const known = await takeIn(file, false, 0)
      const nobody = { accountId: null, isPremium: false, remoteHash: null, sourceUrl: null }
      jobs.add({ ...planned(plan), ...known, ...nobody, isDemo: true, status: 'waiting' })
      runner.wake()
    },
    acceptLink(account, plan, url) {
      return jobs.add({
        ...planned(plan),
        ...owner(account),
        hash: null,
        remoteHash: createRemoteHash(),
        sourceUrl: url.href,
        status: 'fetching',
        inputName: '',
        inputBytes: 0,
        durationS: null,
        tags: {},
        credits: null
      })
    },
    async acceptFetched(job, file) {
      const account = job.accountId === null ? null : accounts.byId(job.accountId)
      if (!account) throw new Error('A job from a link has no account.')
      const known = await takeIn(file, job.isPremium, account.credits)
      // It may have been cancelled while the file was looked at.
      if (jobs.byId(job.id)?.status !== 'fetching') return rm(storage.inputPath(known.hash), { force: true })
      charge(account.id, known.credits)
      jobs.change(job.id, { ...known, status: 'waiting' })
      runner.wake()
    }
  }
}

function composeOrRefuse(method: GeneratingMethod, { words, options }: Plan): Composition {
  try {
    return method.compose(words, options)
  } catch (error) {
    throw error instanceof WordsError ? new Refusal(400, error.message) : error
  }
}

function owner(account: Account): { readonly accountId: number; readonly isPremium: boolean } {
  return { accountId: account.id, isPremium: isPremium(account) }
}
