import type { SPLIT_COMMANDS } from '../../shared/ipc/splitCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for long songs in parts. */
export function splitRoutes({ splits }: Services): Pick<Router, keyof typeof SPLIT_COMMANDS> {
  return {
    'splits:propose': ({ inputId, ...limits }) => splits.propose(inputId, limits),
    'splits:stopProposing': () => {
      splits.stopProposing()
    },
    'splits:begin': ({ proposalId, plans, service }) => splits.begin(proposalId, plans, service),
    'splits:cancel': ({ splitId }) => splits.cancel(splitId),
    'splits:tryAgain': ({ splitId }) => {
      splits.tryAgain(splitId)
    }
  }
}
