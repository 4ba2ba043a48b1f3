import type { ENSEMBLE_COMMANDS } from '../../shared/ipc/ensembleCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for ensembles. */
export function ensembleRoutes({ ensembles }: Services): Pick<Router, keyof typeof ENSEMBLE_COMMANDS> {
  return {
    'ensembles:options': async ({ jobIds }) => ({ isSongHere: await ensembles.isSongHere(jobIds) }),
    'ensembles:make': (request) => ensembles.make(request),
    'ensembles:cancel': ({ blendId }) => {
      ensembles.cancel(blendId)
    }
  }
}
