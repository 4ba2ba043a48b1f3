import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'
import optimizeLocales from '@react-aria/optimize-locales-plugin'

// One output runs on the shipped Electron 45 (Node 24 / Chrome 15x) and on the
// development runtime 33 (Node 20.18 / Chrome 130): the lowest common target.
const NODE = 'node20.18'
const CHROME = 'chrome130'

// A stack trace in a log must still say which function it was in; that costs a thirtieth of the size.
const NAMES = { function: true, class: true }

// The languages of src/renderer/src/text: React Aria's own few words in the other thirty stay out of the window.
const LANGUAGES = ['en']

export default defineConfig({
  main: {
    build: {
      target: NODE,
      externalizeDeps: true, // only `dependencies` (native or wasm) stay outside the bundle
      minify: true,
      rolldownOptions: {
        output: { minify: { compress: { keepNames: NAMES }, mangle: { keepNames: NAMES }, codegen: true } },
        input: {
          index: 'src/main/index.ts',
          localService: 'src/local-service/main.ts',
          separationWorker: 'src/local-service/worker.ts',
          audioWorker: 'src/main/audio/worker.ts'
        }
      }
    }
  },
  preload: {
    build: {
      target: NODE,
      externalizeDeps: false, // a sandboxed preload may only require electron itself: bundle the rest
      rolldownOptions: { input: { index: 'src/preload/index.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } }
    }
  },
  renderer: {
    root: 'src/renderer',
    build: { target: CHROME, minify: true, rolldownOptions: { input: 'src/renderer/index.html' } },
    worker: { format: 'es' },
    plugins: [react(), optimizeLocales.vite({ locales: LANGUAGES })]
  }
})
