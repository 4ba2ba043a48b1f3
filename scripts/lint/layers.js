// The layer rule of docs/architecture.md, as ESLint configuration. layers.test.ts proves each verdict.
import boundaries from 'eslint-plugin-boundaries'
import { owned } from './owned.js'

/** Files that check the product and are no part of it: the walls between rooms do not bind them. */
export const CHECKING_FILES = ['**/*.test.{ts,tsx}', '**/testing/**', '**/__fixtures__/**']

// A room is a folder; the first pattern that matches names it, so the special ones stand above the general ones.
const ROOMS = [
  ['shared/ipc', 'src/shared/ipc/**'],
  ['shared', 'src/shared/**'],
  ['codecs', 'src/codecs/**'],
  ['local-service', 'src/local-service/**'],
  ['preload', 'src/preload/**'],
  ['main/electron', 'src/main/electron/**'],
  ['main/ipc', 'src/main/ipc/**'],
  ['main/edge', 'src/main/{mvsep,transfers,network,secrets,audio}/**'],
  ['main/base', 'src/main/{util,log}/**'],
  ['main/service', 'src/main/*/**'],
  ['main/root', 'src/main'],
  ['renderer/views', 'src/renderer/src/views/**'],
  ['renderer/components', 'src/renderer/src/components/**'],
  ['renderer/stores', 'src/renderer/src/stores/**'],
  ['renderer/bridge', 'src/renderer/src/bridge/**'],
  ['renderer/audio', 'src/renderer/src/audio/**'],
  ['renderer/text', 'src/renderer/src/text/**'],
  ['renderer/root', 'src/renderer/**']
]

const SHARED = ['shared', 'shared/ipc']
const BELOW_SERVICES = ['main/edge', 'main/base', 'codecs', ...SHARED]

/** Room -> the rooms it may import besides itself. What is not listed is forbidden. */
const MAY_IMPORT = {
  'shared/ipc': ['shared'],
  shared: ['shared/ipc'],
  codecs: SHARED,
  'local-service': ['codecs'],
  preload: ['shared/ipc'],
  'main/root': ['main/ipc', 'main/service', ...BELOW_SERVICES],
  'main/electron': ['main/root', 'main/ipc', 'main/service', ...BELOW_SERVICES],
  'main/ipc': ['main/service', 'main/base', ...SHARED],
  'main/service': BELOW_SERVICES,
  'main/edge': ['main/base', 'codecs', ...SHARED],
  'main/base': SHARED,
  'renderer/root': [
    'renderer/views', 'renderer/components', 'renderer/stores', 'renderer/bridge', 'renderer/audio', 'renderer/text',
    ...SHARED
  ],
  'renderer/views': [
    'renderer/components', 'renderer/stores', 'renderer/bridge', 'renderer/audio', 'renderer/text', ...SHARED
  ],
  'renderer/components': ['renderer/audio', 'renderer/text', ...SHARED],
  'renderer/stores': ['renderer/bridge', 'renderer/text', ...SHARED],
  'renderer/bridge': ['renderer/stores', 'renderer/text', ...SHARED],
  'renderer/audio': ['renderer/bridge', ...SHARED],
  'renderer/text': SHARED
}

/** Things with one owner each. A folder ends with '/'. */
const OWNERS = {
  modules: {
    electron: ['src/main/index.ts', 'src/main/electron/', 'src/preload/'],
    keytar: ['src/main/secrets/keytarStore.ts'],
    'wavesurfer.js': ['src/renderer/src/audio/createWaveform.ts']
  },
  names: {
    ipcMain: ['src/main/electron/ipcTransport.ts'],
    ipcRenderer: ['src/preload/']
  },
  properties: { unbraid: ['src/renderer/src/bridge/client.ts'] },
  diets: [
    { folder: 'src/shared/', builtins: false, packages: ['zod'] },
    { folder: 'src/preload/', builtins: false, packages: ['electron'] },
    { folder: 'src/renderer/', builtins: false }
  ]
}

/** Names of a browser or of Node that pure shared code must not know. */
const WORLDLY_GLOBALS = [
  'window', 'document', 'navigator', 'localStorage', 'sessionStorage', 'fetch', 'process', 'Buffer', 'require', '__dirname'
]

/**
 * ESLint configuration that keeps the rooms of `src/` apart.
 * @param {string} rootPath absolute path of the folder that holds `src/`
 * @returns {import('eslint').Linter.Config[]}
 */
export function layerConfig(rootPath) {
  return [
    {
      files: ['src/**/*.{ts,tsx}'],
      ignores: CHECKING_FILES,
      plugins: { boundaries, unbraid: { rules: { owned } } },
      settings: {
        'boundaries/root-path': rootPath,
        'boundaries/elements': ROOMS.map(([type, pattern]) => ({ type, pattern, partialMatch: false })),
        'boundaries/files': [
          { category: 'boot', pattern: 'src/main/index.ts' },
          { category: 'services', pattern: 'src/main/services.ts' },
          ...CHECKING_FILES.map((pattern) => ({ category: 'checking', pattern }))
        ],
        'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } }
      },
      rules: {
        'unbraid/owned': ['error', { root: rootPath, ...OWNERS }],
        'boundaries/no-unknown-files': 'error',
        'boundaries/dependencies': ['error', {
          default: 'disallow',
          message: '{{from.element.types}} may not import {{to.element.types}} (docs/architecture.md, dependency rule)',
          policies: [
            ...Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
              from: { element: { type: room } },
              allow: { to: { element: { types: { anyOf: [room, ...allowed] } } } }
            })),
            // Only Electron's entry knows the Electron side of main; createApp beside it does not.
            { from: { file: { categories: 'boot' } }, allow: { to: { element: { type: 'main/electron' } } } },
            // What the router may call is one interface beside createApp, which builds it.
            { from: { element: { type: 'main/ipc' } }, allow: { to: { file: { categories: 'services' } } } },
            { disallow: { to: { file: { categories: 'checking' } } } }
          ]
        }]
      }
    },
    {
      files: ['src/shared/**/*.ts'],
      ignores: CHECKING_FILES,
      rules: {
        'no-restricted-globals': ['error', ...WORLDLY_GLOBALS.map((name) => ({
          name, message: 'src/shared is pure: it knows neither browser nor Node (docs/architecture.md).'
        }))]
      }
    }
  ]
}
