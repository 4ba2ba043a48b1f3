import { ACCOUNT_COMMANDS } from './accountCommands'
import { EXPLORE_COMMANDS } from './exploreCommands'
import { HISTORY_COMMANDS } from './historyCommands'

/** What is asked of the service beyond jobs: its site, its accounts, its history. */
export const SERVICE_COMMANDS = {
  ...ACCOUNT_COMMANDS,
  ...EXPLORE_COMMANDS,
  ...HISTORY_COMMANDS
} as const
