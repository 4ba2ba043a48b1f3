import { dirname } from 'node:path'
import type { FOLDER_COMMANDS } from '../../shared/ipc/folderCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for whole folders of songs. */
export function folderRoutes({ inputs, desktop, library }: Services): Pick<Router, keyof typeof FOLDER_COMMANDS> {
  return {
    'inputs:pickFolder': async () => {
      const chosen = await desktop.chooseFolder(dirname(library.folder()))
      return inputs.add(chosen === null ? [] : [chosen])
    },
    'inputs:stopAdding': () => {
      inputs.stopAdding()
    },
    'inputs:look': ({ inputIds }) => {
      inputs.lookAt(inputIds)
    }
  }
}
