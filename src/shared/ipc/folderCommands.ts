import { z } from 'zod'
import type { AddedInputs } from '../domain/input'
import { command } from './command'

/** Whole folders of songs. */
export const FOLDER_COMMANDS = {
  /** Asks for a folder and takes the songs in it; 'cancelled' after 'inputs:stopAdding'. */
  'inputs:pickFolder': command<AddedInputs>()(z.undefined()),
  /** Ends every walk through folders that is under way: nothing of them is added. */
  'inputs:stopAdding': command<void>()(z.undefined())
} as const
