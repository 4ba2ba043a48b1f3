import type { ElectronApplication } from '@playwright/test'

/** Answers the system's next open dialogs with these paths: a real dialog has no handle a test could hold. */
export async function answerOpenDialog(app: ElectronApplication, filePaths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths })
  }, filePaths)
}
