import { takeLibrary } from './stretchScope'
// After the line above, which makes the scope it registers with.
import 'signalsmith-stretch'

/** Compiles the library; its memory is its own. */
export const loadStretch = takeLibrary()
