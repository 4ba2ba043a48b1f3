import * as fs from 'node:fs'
import * as path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

const LINK = 0o120000
const KIND = 0o170000

/**
 * Unpacks chosen files of a zip; sizes and checksums are checked on the way.
 * @param {string} zipFile
 * @param {string} folder
 * @param {(name: string) => string | null} placeFor where a member goes below `folder`; null leaves it out
 * @throws on links and on paths that leave the folder
 */
export async function unzip(zipFile, folder, placeFor) {
  const zip = await /** @type {(file: string, options: object) => Promise<import('yauzl').ZipFile>} */ (
    promisify(yauzl.open)
  )(zipFile, { lazyEntries: true, autoClose: true })
  const openStream = promisify(zip.openReadStream.bind(zip))

  await new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => { resolve(undefined) })
    zip.on('entry', (entry) => {
      const place = placeFor(entry.fileName)
      const written = place === null ? Promise.resolve() : writeMember(entry, place)
      written.then(() => { zip.readEntry() }, reject)
    })
    zip.readEntry()
  })

  async function writeMember(/** @type {import('yauzl').Entry} */ entry, /** @type {string} */ place) {
    const target = path.resolve(folder, place)
    if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`unsafe path in zip: ${entry.fileName}`)
    const mode = (entry.externalFileAttributes >>> 16) & 0xffff
    if ((mode & KIND) === LINK) throw new Error(`unexpected link in zip: ${entry.fileName}`)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    await pipeline(await openStream(entry), fs.createWriteStream(target, { mode: mode & 0o111 ? 0o755 : 0o644 }))
  }
}
