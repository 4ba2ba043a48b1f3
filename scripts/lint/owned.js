// An ESLint rule for things that have exactly one owner: modules, globals and the bridge on `window`.
// (no-restricted-imports cannot say it: a second entry for the same file replaces the first, and it does not
// see dynamic imports.)
import { isBuiltin } from 'node:module'
import * as path from 'node:path'

const inFolder = (file, prefixes) => prefixes.some((prefix) => file === prefix || (prefix.endsWith('/') && file.startsWith(prefix)))
const packageOf = (source) => (source.startsWith('@') ? source.split('/').slice(0, 2).join('/') : source.split('/')[0])

/**
 * Options: `root` (absolute), `modules` {package: owners}, `names` {identifier: owners}, `properties` {property: owners}
 * (owners are paths below root, a folder ends with '/'), `diets` [{folder, builtins, packages}] (the only
 * Node modules and packages a folder may import; `packages` undefined means any).
 * @type {import('eslint').Rule.RuleModule}
 */
export const owned = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const { root, modules = {}, names = {}, properties = {}, diets = [] } = context.options[0]
    const file = path.relative(root, context.filename).split(path.sep).join('/')
    const diet = diets.find(({ folder }) => inFolder(file, [folder]))
    const report = (node, message) => { context.report({ node, message: `${message} (docs/architecture.md, dependency rule)` }) }

    const checkModule = (node) => {
      const source = node?.value
      if (typeof source !== 'string' || source.startsWith('.')) return
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
    const checkOwner = (node, name, table) => {
      const owners = Object.hasOwn(table, name) ? table[name] : undefined
      if (owners && !inFolder(file, owners)) report(node, `only ${owners.join(', ')} may use ${name}`)
    }
    return {
      ImportDeclaration: (node) => { checkModule(node.source) },
      ExportAllDeclaration: (node) => { checkModule(node.source) },
      ExportNamedDeclaration: (node) => { checkModule(node.source) },
      ImportExpression: (node) => { checkModule(node.source) },
      "CallExpression[callee.name='require']": (node) => { checkModule(node.arguments[0]) },
      Identifier: (node) => { checkOwner(node, node.name, names) },
      MemberExpression: (node) => {
        checkOwner(node.property, node.computed ? node.property.value ?? '' : node.property.name, properties)
      }
    }
  }
}
