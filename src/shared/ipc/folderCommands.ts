import { z } from 'zod'
import type { AddedInputs } from '../domain/input'
import { command, inputIds } from './command'

/** Whole folders of songs. */
export const FOLDER_COMMANDS = {
  /** Asks for a folder and takes the songs in it; 'cancelled' after 'inputs:stopAdding'. */
  'inputs:pickFolder': command<AddedInputs>()(z.undefined()),
  /** Ends every walk through folders that is under way: nothing of them is added. */
  'inputs:stopAdding': command<void>()(z.undefined()),
  /** Looks at inputs that came with `isLooking` and are listed now; 'inputs:looked' tells what came of it. */
  'inputs:look': command<void>()(z.object({ inputIds }))
} as const
