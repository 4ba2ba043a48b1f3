import { app } from 'electron'
import { join } from 'node:path'

/** Path of a shipped file: beside the code in development, in the package's resources once installed. */
export const resource = (...parts: string[]): string =>
  app.isPackaged ? join(process.resourcesPath, ...parts) : join(app.getAppPath(), 'resources', ...parts)
