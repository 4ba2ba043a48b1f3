import { z } from 'zod'
import type { Account } from '../domain/account'
import type { KnownAccount } from '../domain/accounts'
import type { AlgorithmDescription, Catalogue } from '../domain/algorithm'
import type { CancelAnswer } from '../domain/cancelAnswer'
import type { DeepLink } from '../domain/deepLink'
import type { DeletionAnswer } from '../domain/deletionAnswer'
import { blindVotesSchema, type BlindVotes } from '../domain/blindVotes'
import { candidateSchema, MOST_CANDIDATES, type Comparison } from '../domain/compare'
import {
  type DragOutcome, type ExportOptions, type ExportOutcome, type ExportPreview, type ExportProgress,
  exportContentSchema, exportPreviewSchema, exportRequestSchema
} from '../domain/exports'
import type { AddedInputs, LookedInputs } from '../domain/input'
import type { BlendProgress } from '../domain/ensemble'
import type { Job, TransferProgress } from '../domain/job'
import type { JobOutlook } from '../domain/outlook'
import { APP_NOTICE_KINDS, type AppNotice } from '../domain/notice'
import { decodedChunkSchema, decodingEndSchema } from '../domain/pageDecoding'
import { planSchema } from '../domain/plan'
import type { PreparingProgress } from '../domain/prepared'
import type { PresetList } from '../domain/preset'
import type { Recipe } from '../domain/recipe'
import type { RecipeRun } from '../domain/recipeRun'
import { REGION_IDS } from '../domain/region'
import { savedMixerSchema, type SavedMixer } from '../domain/savedMixer'
import type { LocalServiceState, ServiceId } from '../domain/service'
import { FEWEST_AT_ONCE, MOST_AT_ONCE, type Settings } from '../domain/settings'
import type { SiteQueue } from '../domain/site'
import type { SongFacts } from '../domain/songFacts'
import type { SplitSong } from '../domain/split'
import type { StudioSession } from '../domain/studio'
import type { WatchFolder } from '../domain/watchFolder'
import { toCustomKeys } from '../domain/studioKeys'
import { TEXT_FORMATS, type ResultText } from '../domain/transcript'
import { command, id, inputIds, type Command } from './command'
import { FOLDER_COMMANDS } from './folderCommands'
import { RECIPE_COMMANDS } from './recipeCommands'
import { LINK_COMMANDS } from './linkCommands'
import { ENSEMBLE_COMMANDS } from './ensembleCommands'
import { PREPARE_COMMANDS } from './prepareCommands'
import { SERVICE_COMMANDS } from './serviceCommands'
import { SPLIT_COMMANDS } from './splitCommands'
import { WATCH_COMMANDS } from './watchCommands'

/**
 * The one contract between renderer and main. A channel missing from the router does not compile.
 */
const nothing = z.undefined()
const service = z.enum(['mvsep', 'local'])
const presetName = z.string().trim().min(1).max(120)
const byJob = z.object({ jobId: id })
const compared = z.object({ candidates: z.array(candidateSchema).min(2).max(MOST_CANDIDATES) })
const byJobs = z.object({ jobIds: z.array(id).min(1).max(5_000) })
const atOnce = z.int().min(FEWEST_AT_ONCE).max(MOST_AT_ONCE).exactOptional()

/** Everything a window needs to show its first frame. */
export interface AppSnapshot {
  readonly settings: Settings
  readonly account: Account
  /** The accounts of MVSEP this app knows. */
  readonly accounts: readonly KnownAccount[]
  readonly jobs: readonly Job[]
  /** Songs whose parts are some of these jobs. */
  readonly splits: readonly SplitSong[]
  /** What is known of the jobs at their services beyond their phases. */
  readonly outlooks: readonly JobOutlook[]
  readonly localService: LocalServiceState
  readonly version: string
  /** False when no keychain answered: a token then lives only until the app quits. */
  readonly keychainAvailable: boolean
  /** The folder results go to, as people write it; for reading only. */
  readonly libraryFolder: string
  /** Whether changes of the list of jobs are not on the disk, because it is full. */
  readonly ledgerUnsaved: boolean
  /** What the start found; each until it is dismissed. */
  readonly notices: readonly AppNotice[]
}

/** Pages the renderer may open in the browser; main knows their addresses. */
export const LINKS = ['mvsepSite', 'tokenPage', 'algorithmsPage'] as const

export const COMMANDS = {
  'app:getSnapshot': command<AppSnapshot>()(nothing),
  /** Opens a page named by the service's own texts, after the allow-list of hosts; 'resultUntrusted' for any other. */
  'app:openWebPage': command<void>()(z.object({ url: z.string().max(2_000) })),
  'app:openLink': command<void>()(z.object({ link: z.enum(LINKS) })),
  /** The computer has a network again: what waits for one looks at once. */
  'app:wentOnline': command<void>()(nothing),
  'app:dismissNotice': command<void>()(z.object({ kind: z.enum(APP_NOTICE_KINDS) })),
  'settings:update': command<Settings>()(
    z.object({
      service: service.exactOptional(), theme: z.enum(['system', 'light', 'dark']).exactOptional(), region: z.enum(REGION_IDS).exactOptional(), lastPlan: planSchema.exactOptional(),
      uploadsAtOnce: atOnce, downloadsAtOnce: atOnce, premiumJobsAtOnce: atOnce, deleteAfterDownload: z.boolean().exactOptional(), keepFolders: z.boolean().exactOptional(),
      studioKeys: z.object({ enabled: z.boolean(), custom: z.record(z.string(), z.unknown()).transform(toCustomKeys) }).exactOptional()
    })
  ),
  'settings:setFavourite': command<Settings>()(z.object({ service, renderId: z.int().min(0), isFavourite: z.boolean() })),
  /** Asks for a folder; answers the folder in force afterwards, also when the dialog was closed. */
  'settings:chooseLibraryFolder': command<{ libraryFolder: string }>()(nothing),
  'catalogue:load': command<Catalogue>()(z.object({ service, refresh: z.boolean() })),
  'catalogue:describe': command<AlgorithmDescription | null>()(z.object({ service, renderId: z.int().min(0), language: z.string().min(2).max(20) })),
  'presets:list': command<PresetList>()(nothing),
  /** Without `presetId` a new one at the end; with it that preset's name and plan are replaced. */
  'presets:save': command<PresetList>()(z.object({ presetId: id.optional(), name: presetName, service, plan: planSchema })),
  'presets:duplicate': command<PresetList>()(z.object({ presetId: id })),
  'presets:remove': command<PresetList>()(z.object({ presetId: id })),
  /** The preset removed last comes back as it was: same id, same place, the default where it was it. */
  'presets:restore': command<PresetList>()(z.object({ presetId: id })),
  /** Every preset's id, in the wanted order. */
  'presets:reorder': command<PresetList>()(z.object({ presetIds: z.array(id).max(1_000) })),
  'presets:setDefault': command<PresetList>()(z.object({ service, presetId: id.nullable() })),
  /** Asks for a file and writes the presets into it; answers its name, or null when the dialog was closed. */
  'presets:export': command<{ fileName: string | null }>()(z.object({ presetIds: z.array(id).min(1).max(1_000) })),
  /** Asks for a file and adds its presets; those that exist already under the same name get a number. */
  'presets:import': command<PresetList & { added: number }>()(nothing),
  /** Paths come from the preload alone, which takes them from real File objects; a page cannot name one. */
  'inputs:addPaths': command<AddedInputs>()(z.object({ paths: z.array(z.string().min(1).max(32_768)).max(5_000) })),
  'inputs:pick': command<AddedInputs>()(nothing),
  'inputs:addSample': command<AddedInputs>()(nothing),
  'inputs:remove': command<void>()(z.object({ inputIds })),
  /**
   * One job an item, in this order; `inputId` is null for algorithms that take no file, `referenceId` names the file it is matched to. The inputs of these items leave the
   * list; one of which every job was left out is in no item, and stays to be sent another time; so does a reference that is no item's input.
   */
  'jobs:enqueue': command<readonly Job[]>()(
    z.object({ items: z.array(z.object({ inputId: id.nullable(), referenceId: id.exactOptional(), plan: planSchema })).min(1).max(20_000), service })
  ),
  /** One answer a job, in the order of the ids. */
  'jobs:cancel': command<readonly CancelAnswer[]>()(byJobs),
  /** Nothing more is sent or fetched; what the service has begun goes on there. */
  'jobs:pause': command<void>()(byJobs),
  'jobs:resume': command<void>()(byJobs),
  /** The service goes on with them; here nobody asks any more, until a retry. */
  'jobs:stopFollowing': command<void>()(byJobs),
  'jobs:retry': command<void>()(byJobs),
  /** Queued jobs, in their present order, before another job or (null) behind all. */
  'jobs:move': command<void>()(z.object({ jobIds: z.array(id).min(1).max(5_000), beforeJobId: id.nullable() })),
  /** Takes jobs off the list; 'jobs:restore' brings them back until the app ends. */
  'jobs:remove': command<void>()(byJobs),
  'jobs:restore': command<void>()(byJobs),
  /** Puts the songs of these jobs back among the inputs, each once; jobs without a file bring none. */
  'jobs:reuseInput': command<AddedInputs>()(byJobs),
  /** The user's word on a job whose create answer was lost: send once more, or give it up. */
  'jobs:resolveUnconfirmed': command<void>()(z.object({ jobId: id, answer: z.enum(['lookAgain', 'sendAgain', 'giveUp']) })),
  'jobs:showInFolder': command<void>()(byJob),
  /** Asks for another library folder; jobs whose own is full or gone go on there. Answers the folder in force afterwards. */
  'jobs:chooseFolder': command<{ libraryFolder: string }>()(byJobs),
  /** Results of a ready job that cannot be read are fetched once more. */
  'jobs:fetchAgain': command<void>()(z.object({ jobId: id, stemIndexes: z.array(z.int().min(0)).min(1).max(500) })),
  /** Goes on with every job whose results did not come in and are still at the service; answers how many. */
  'jobs:fetchMissing': command<number>()(nothing),
  /** Deletes the files of ready jobs at the service, once they are seen to be here whole. One answer a job. */
  'jobs:deleteThere': command<readonly DeletionAnswer[]>()(byJobs),
  'studio:open': command<StudioSession>()(byJob),
  'studio:close': command<void>()(byJob),
  /** Makes the files, asking for a folder where none is known yet; 'cancelled' after 'exports:cancel'. */
  'exports:start': command<ExportOutcome>()(exportRequestSchema),
  /** How the job's mixer was left; null when it never was touched. */
  'studio:loadMixer': command<SavedMixer | null>()(byJob),
  'studio:saveMixer': command<void>()(z.object({ jobId: id, mixer: savedMixerSchema })),
  'exports:options': command<ExportOptions>()(byJob),
  /** Asks for a folder and remembers it; answers the one in force afterwards, as people write it. */
  'exports:chooseFolder': command<{ folder: string | null }>()(byJob),
  'exports:preview': command<ExportPreview>()(exportPreviewSchema),
  'exports:cancel': command<void>()(z.object({ exportId: id })),
  /** Shows what an export has written in the system's file manager. */
  'exports:show': command<void>()(z.object({ exportId: id })),
  /** Makes copies that can be dragged out of the window, with names and formats as in an export. */
  'studio:prepareDrag': command<DragOutcome>()(exportContentSchema),
  /** Hands copies that are ready to the system, while the mouse is held down. */
  'studio:dragOut': command<void>()(z.object({ dragId: id })),
  /** Puts the path of a result on the clipboard; the page does not learn it. */
  'studio:copyPath': command<void>()(z.object({ jobId: id, stemIndex: z.int().min(0) })),
  'studio:showStem': command<void>()(z.object({ jobId: id, stemIndex: z.int().min(0) })),
  /** Tempo and key as they are heard; the first time takes some seconds. */
  'studio:songFacts': command<SongFacts>()(byJob),
  /** Opens one result each of several jobs on one clock; `studio:close` with the session's id ends it. */
  'compare:open': command<Comparison>()(compared),
  /** The loudness in LUFS of each of an open comparison's results, by stem index; waits for what the page is decoding. */
  'compare:loudnesses': command<readonly (number | null)[]>()(byJob),
  /** Votes of these candidates' blind test that was not revealed yet; null when none was begun. */
  'compare:loadVotes': command<BlindVotes | null>()(compared),
  'compare:saveVotes': command<void>()(compared.extend({ votes: blindVotesSchema })),
  /** The job's results that are text. */
  'studio:loadTexts': command<readonly ResultText[]>()(byJob),
  /** Asks for a file and writes a text into it; answers its name, or null when the dialog was closed. */
  'exports:saveText': command<{ fileName: string | null }>()(z.object({ jobId: id, stemIndex: z.int().min(0), format: z.enum(TEXT_FORMATS) })),
  /** The next piece of a stem that only the page can decode. */
  'studio:takeDecoded': command<void>()(decodedChunkSchema),
  /** Nothing more of it will come; answers whether anything of it is heard. */
  'studio:endDecoding': command<{ readonly isHeard: boolean }>()(decodingEndSchema),
  /** The queues alone, never from a copy: the free runs that are left. */
  'site:queue': command<SiteQueue>()(z.object({ service })),
  ...FOLDER_COMMANDS,
  ...RECIPE_COMMANDS,
  ...SPLIT_COMMANDS,
  ...LINK_COMMANDS,
  ...ENSEMBLE_COMMANDS,
  ...PREPARE_COMMANDS,
  ...SERVICE_COMMANDS,
  ...WATCH_COMMANDS
} as const

export type CommandName = keyof typeof COMMANDS
export type CommandInput<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['input']>
export type CommandOutput<C extends CommandName> = (typeof COMMANDS)[C] extends Command<z.ZodType, infer Output> ? Output : never

/** Facts main tells every window. */
export interface Facts {
  'jobs:changed': { readonly jobs: readonly Job[]; readonly removedIds: readonly string[] }
  'jobs:unsaved': { readonly ledgerUnsaved: boolean }
  'transfers:progress': TransferProgress
  /** A submission to the quality checker, at most ten times a second. */
  'checker:progress': { readonly sentBytes: number; readonly totalBytes: number }
  /** Those that changed; at most once a second, none while no window is seen. */
  'jobs:outlook': readonly JobOutlook[]
  'account:changed': Account
  'account:known': readonly KnownAccount[]
  'settings:changed': Settings
  'catalogue:changed': { readonly service: ServiceId; readonly catalogue: Catalogue }
  'presets:changed': PresetList
  'recipes:changed': readonly Recipe[]
  'recipes:runs': { readonly runs: readonly RecipeRun[]; readonly removedIds: readonly string[] }
  /** While one is cut or joined, four times a second. */
  'splits:changed': { readonly splits: readonly SplitSong[]; readonly removedIds: readonly string[] }
  'localService:changed': LocalServiceState
  /** At most ten times a second, while an export is under way. */
  'exports:progress': ExportProgress
  'ensembles:progress': BlendProgress
  /** Files that reached the app by another way than the window (second start, open with). */
  'inputs:arrived': AddedInputs
  'watch:changed': readonly WatchFolder[]
  /** An address that opened the app wants this filled in. */
  'app:wished': DeepLink
  /** What was learnt of inputs that came with `isLooking`. */
  'inputs:looked': LookedInputs
  /** At most ten times a second, while a file is made before the upload. */
  'inputs:preparing': PreparingProgress
}

export type FactName = keyof Facts
