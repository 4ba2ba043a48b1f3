import { takeAccount } from '../stores/account'
import { takeKnown } from '../stores/accounts'
import { useApp } from '../stores/app'
import { takeCatalogue } from '../stores/catalogue'
import { noteBlendProgress } from '../stores/ensembles'
import { noteExportProgress } from '../stores/exports'
import { noteLooked, takeInputs } from '../stores/inputs'
import { useJobs } from '../stores/jobs'
import { noteOutlooks } from '../stores/outlook'
import { takePresets } from '../stores/presets'
import { notePreparing } from '../stores/prepare'
import { noteProgress } from '../stores/progress'
import { takeSplits } from '../stores/splits'
import { noteSendProgress } from '../stores/submission'
import { attempt } from '../stores/notices'
import { takeWatchFolders } from '../stores/watch'
import { listen } from './client'

/** Lets every fact that main tells flow into its store; the answer ends all listening. */
export function subscribeToFacts(): () => void {
  const ends = [
    listen('jobs:changed', (change) => { useJobs.getState().apply(change) }),
    listen('jobs:outlook', noteOutlooks),
    listen('jobs:unsaved', (told) => { useApp.setState(told) }),
    listen('transfers:progress', noteProgress),
    listen('checker:progress', noteSendProgress),
    listen('account:changed', takeAccount),
    listen('account:known', takeKnown),
    listen('settings:changed', (settings) => { useApp.setState({ settings }) }),
    listen('presets:changed', takePresets),
    listen('splits:changed', takeSplits),
    listen('catalogue:changed', takeCatalogue),
    listen('localService:changed', (localService) => { useApp.setState({ localService }) }),
    listen('inputs:arrived', takeInputs),
    listen('inputs:looked', noteLooked),
    listen('ensembles:progress', noteBlendProgress),
    listen('inputs:preparing', notePreparing),
    listen('watch:changed', takeWatchFolders),
    listen('app:wished', (wish) => { void attempt(async () => (await import('../stores/wishes')).takeWish(wish)) }),
    listen('exports:progress', noteExportProgress)
  ]
  return () => { ends.forEach((end) => { end() }) }
}
