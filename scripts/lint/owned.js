// An ESLint rule for things that have exactly one owner: modules, globals and the bridge on `window`.
// (no-restricted-imports cannot say it: a second entry for the same file replaces the first, and it does not
// see dynamic imports.)
import { isBuiltin } from 'node:module'
import * as path from 'node:path'

/**
 * @typedef {Record<string, string[]>} Owners
 * @typedef {{ folder: string, builtins?: boolean, packages?: string[] }} Diet
 * @typedef {import('eslint').Rule.Node | import('estree').Node} Node
 */

const inFolder = (/** @type {string} */ file, /** @type {string[]} */ prefixes) =>
  prefixes.some((prefix) => file === prefix || (prefix.endsWith('/') && file.startsWith(prefix)))
const packageOf = (/** @type {string} */ source) => (source.startsWith('@') ? source.split('/').slice(0, 2).join('/') : source.split('/', 1).join(''))

/**
 * Options: `root` (absolute), `modules` {package: owners}, `names` {identifier: owners}, `properties` {property: owners}
 * (owners are paths below root, a folder ends with '/'), `diets` [{folder, builtins, packages}] (the only
 * Node modules and packages a folder may import; `packages` undefined means any).
 * @type {import('eslint').Rule.RuleModule}
 */
export const owned = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    /** @type {{ root: string, modules?: Owners, names?: Owners, properties?: Owners, diets?: Diet[] }} */
    const options = context.options[0]
    const { root, modules = {}, names = {}, properties = {}, diets = [] } = options
    const file = path.relative(root, context.filename).split(path.sep).join('/')
    const diet = diets.find(({ folder }) => inFolder(file, [folder]))
    const report = (/** @type {Node} */ node, /** @type {string} */ message) => { context.report({ node, message: `${message} (docs/architecture.md, dependency rule)` }) }

    const checkModule = (/** @type {Node | null | undefined} */ node) => {
      const source = node?.type === 'Literal' ? node.value : undefined
      if (!node || typeof source !== 'string' || source.startsWith('.')) return
      const name = packageOf(source)
      const owners = Object.hasOwn(modules, name) ? modules[name] : undefined
      if (owners && !inFolder(file, owners)) return report(node, `only ${owners.join(', ')} may import ${name}`)
      if (!diet) return
      if (isBuiltin(source)) {
        if (!diet.builtins) report(node, `${diet.folder} may not import Node's ${source}`)
      } else if (diet.packages && !diet.packages.includes(name)) {
        report(node, `${diet.folder} may import ${diet.packages.join(', ') || 'no package'}, not ${name}`)
      }
    }
    const checkOwner = (/** @type {Node} */ node, /** @type {string} */ name, /** @type {Owners} */ table) => {
      const owners = Object.hasOwn(table, name) ? table[name] : undefined
      if (owners && !inFolder(file, owners)) report(node, `only ${owners.join(', ')} may use ${name}`)
    }
    return {
      ImportDeclaration: (node) => { checkModule(node.source) },
      ExportAllDeclaration: (node) => { checkModule(node.source) },
      ExportNamedDeclaration: (node) => { checkModule(node.source) },
      ImportExpression: (node) => { checkModule(node.source) },
      "CallExpression[callee.name='require']": (/** @type {import('estree').SimpleCallExpression} */ node) => {
        checkModule(node.arguments[0])
      },
      Identifier: (node) => { checkOwner(node, node.name, names) },
      MemberExpression: ({ computed, property }) => {
        if (!computed && property.type === 'Identifier') checkOwner(property, property.name, properties)
        else if (property.type === 'Literal') checkOwner(property, String(property.value), properties)
      }
    }
  }
}
