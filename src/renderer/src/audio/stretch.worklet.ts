import { loadStretch } from './stretchLibrary'

// Loaded into the mixer's scope when speed or pitch is first changed; the mixer finds it there by name.
Object.assign(globalThis, { unbraidLoadStretch: loadStretch })
