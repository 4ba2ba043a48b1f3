import type { PREPARE_COMMANDS } from '../../shared/ipc/prepareCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for what is done with a song before the upload. */
export function prepareRoutes({ prepared }: Services): Pick<Router, keyof typeof PREPARE_COMMANDS> {
  return {
    'inputs:offers': ({ inputId }) => prepared.offers(inputId),
    'inputs:prepare': ({ inputId, preparation }) => prepared.prepare(inputId, preparation),
    'inputs:stopPreparing': ({ inputId }) => {
      prepared.stop(inputId)
    },
    'inputs:undoPrepared': ({ inputId }) => prepared.undo(inputId),
    'inputs:listen': ({ inputId }) => prepared.listen(inputId),
    'jobs:wholeSong': ({ jobIds }) => prepared.wholeSongs(jobIds)
  }
}
