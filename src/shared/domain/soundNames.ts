/**
 * Endings of files that hold sound, video too. A file that somebody names is looked at whatever it is called; of a folder's
 * files only these are, because a folder of songs holds covers, lists and notes as well.
 */
const ENDINGS: ReadonlySet<string> = new Set([
  'wav', 'wave', 'w64', 'rf64', 'flac', 'mp3', 'mp2', 'mpga', 'ogg', 'oga', 'opus', 'm4a', 'm4b', 'aac', 'aif', 'aiff', 'aifc', 'caf', 'wma', 'wv', 'ape',
  'mka', 'weba', 'mp4', 'm4v', 'mov', 'mkv', 'webm', 'avi', 'wmv', 'mpg', 'mpeg', 'flv', 'ogv', '3gp'
])

/** Whether a file of this name is likely to hold sound. */
export const isSoundName = (name: string): boolean => {
  const at = name.lastIndexOf('.')
  return at > 0 && ENDINGS.has(name.slice(at + 1).toLowerCase())
}
