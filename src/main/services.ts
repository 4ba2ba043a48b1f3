import type { CancelAnswer } from '../shared/domain/cancelAnswer'
import type { Job } from '../shared/domain/job'
import type { AppNoticeKind } from '../shared/domain/notice'
import type { Plan } from '../shared/domain/plan'
import type { ServiceId } from '../shared/domain/service'
import type { Settings, TransferLimits } from '../shared/domain/settings'
import type { SiteQueue } from '../shared/domain/site'
import type { AppSnapshot, FactName, Facts } from '../shared/ipc/contract'
import type { WantedAdoption } from './adoptJob'
import type { AccountService } from './account/accountService'
import type { MixerStore } from './audio/mixerStore'
import type { SongFactsService } from './audio/facts/songFactsService'
import type { StudioService } from './audio/studioService'
import type { CatalogueService } from './catalogue/catalogueService'
import type { CompareService } from './compare/compareService'
import type { VotesStore } from './compare/votesStore'
import type { Desktop } from './desktop'
import type { WantedJob } from './enqueue'
import type { EnsembleService } from './ensemble/ensembleService'
import type { DragService } from './export/dragOut'
import type { ExportService } from './export/exportService'
import type { InputService } from './inputs/inputService'
import type { JobService } from './jobs/jobService'
import type { Library } from './library/library'
import type { ServerHistory } from './library/serverHistory'
import type { PreparedService } from './prepared/preparedService'
import type { PresetService } from './presets/presetService'
import type { RecipeService } from './recipes/recipeService'
import type { RecipeRuns } from './recipes/runService'
import type { SplitService } from './split/splitService'
import type { SettingsService } from './settings/settingsService'
import type { CheckerService } from './site/checkerService'
import type { ExploreService } from './site/exploreService'
import type { TextService } from './texts/textService'
import type { WatchService } from './watch/watchService'

/** Facts as pairs of name and value. */
export type TellFact = <F extends FactName>(name: F, fact: Facts[F]) => void

/** What a window may change; it has commands of their own for the rest. */
export type SettingsChange = Partial<Pick<Settings, 'theme' | 'region' | 'studioKeys' | 'keepFolders' | keyof TransferLimits>> & { readonly service?: ServiceId }

/** What the router may call: the services, and the few acts that need more than one of them. */
export interface Services {
  readonly settings: SettingsService
  readonly account: AccountService
  readonly catalogue: CatalogueService
  readonly presets: PresetService
  readonly recipes: RecipeService
  readonly recipeRuns: RecipeRuns
  readonly splits: SplitService
  readonly inputs: InputService
  readonly prepared: PreparedService
  readonly jobs: JobService
  readonly studio: StudioService
  readonly exports: ExportService
  readonly drags: DragService
  readonly ensembles: EnsembleService
  readonly mixers: MixerStore
  readonly songFacts: SongFactsService
  readonly compares: CompareService
  readonly votes: VotesStore
  readonly texts: TextService
  readonly library: Library
  readonly desktop: Desktop
  readonly watch: WatchService
  readonly samplePath: string
  readonly explore: ExploreService
  readonly history: ServerHistory
  readonly checker: CheckerService
  readonly site: {
    queue(service: ServiceId): Promise<SiteQueue>
  }
  snapshot(): AppSnapshot
  /** Whether any window can be seen. */
  setSeen(seen: boolean): void
  /** The computer woke up. */
  resumed(): void
  /** The computer has a network again. */
  wentOnline(): void
  /** The user has read it: no window shows it again. */
  dismissNotice(kind: AppNoticeKind): void
  updateSettings(change: SettingsChange, lastPlan: Plan | undefined): Promise<Settings>
  enqueue(items: readonly WantedJob[], service: ServiceId): readonly Job[]
  /** Takes in a job that exists at the service. */
  adopt(wanted: WantedAdoption): Promise<Job>
  /** Stops jobs, and asks for the credits that may have come back. */
  cancelJobs(jobIds: readonly string[]): Promise<readonly CancelAnswer[]>
  removeJobs(jobIds: readonly string[]): Promise<void>
  showInFolder(jobId: string): void
  /** Fetches results that cannot be read once more; the Studio lets go of them first. */
  fetchAgain(jobId: string, stemIndexes: readonly number[]): Promise<void>
  /** Puts the absolute path of one result on the clipboard. */
  copyPath(jobId: string, stemIndex: number): Promise<void>
  showStem(jobId: string, stemIndex: number): void
  /** Hands every fact to one listener. */
  onFact(tell: TellFact): () => void
  /** Begins the work that needs no window: the kept token is checked, jobs go on. */
  start(): Promise<void>
}
