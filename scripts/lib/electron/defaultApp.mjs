// Our stand-in for Electron's default_app.asar, which the fallback package does not carry: it is what turns
// `electron [-r module] folder` into a running application.
import { createPackage } from '@electron/asar'
import * as fs from 'node:fs'
import * as path from 'node:path'

const MANIFEST = JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' })

// An ES module with top-level await: Electron holds `ready` back until the entry's import has settled, so that the
// application's own top level still runs before it (protocol.registerSchemesAsPrivileged depends on that).
const MAIN = `import { app, dialog } from 'electron'
import fs from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const preloads = []
let target = null
const args = process.argv.slice(1)
for (let i = 0; i < args.length; i++) {
  const arg = args[i]
  if (arg === '-r' || arg === '--require') preloads.push(args[++i])
  else if (arg === '-v' || arg === '--version') { console.log('v' + process.versions.electron); process.exit(0) }
  else if (arg.startsWith('--app=')) { target = arg.slice(6); break }
  else if (arg.startsWith('-')) continue
  else { target = arg; break }
}
if (preloads.length) Module._preloadModules(preloads.map((file) => (file.startsWith('.') ? path.resolve(file) : file)))

if (target === null) {
  console.error('Usage: electron [-r module] folder   (development runtime, Electron ' + process.versions.electron + ')')
  app.exit(1)
} else {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
  try {
    const folder = path.resolve(target)
    const manifestFile = path.join(folder, 'package.json')
    const hasManifest = fs.existsSync(manifestFile)
    if (hasManifest) {
      const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'))
      if (manifest.version) app.setVersion(manifest.version)
      app.setName(manifest.productName || manifest.name || app.getName())
      if (app.setDesktopName) app.setDesktopName(manifest.desktopName || app.getName() + '.desktop')
    }
    const entry = Module._resolveFilename(folder, null, true)
    app.setAppPath(hasManifest ? folder : path.dirname(entry))
    await import(pathToFileURL(entry).toString())
  } catch (error) {
    const text = String((error && error.stack) || error)
    console.error('The application threw while loading\\n' + text)
    if (process.env.DISPLAY && !process.env.CI) dialog.showErrorBox('The application could not start', text)
    app.exit(1)
  }
}
`

/**
 * Writes default_app.asar.
 * @param {string} asarFile where to
 * @param {string} workFolder an empty folder that may be used
 */
export async function writeDefaultApp(asarFile, workFolder) {
  fs.writeFileSync(path.join(workFolder, 'package.json'), MANIFEST)
  fs.writeFileSync(path.join(workFolder, 'main.js'), MAIN)
  fs.mkdirSync(path.dirname(asarFile), { recursive: true })
  await createPackage(workFolder, asarFile)
}
