import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { dirname, join, normalize } from "node:path/posix"
import { type Comment, type Node, type Program, parseSync, visitorKeys } from "oxc-parser"

export const root = resolve(import.meta.dirname, "../..")

/** A file of the program as its parser sees it. `file` counts from the project's folder. */
export type Source = {
  readonly file: string
  readonly text: string
  readonly program: Program
  readonly comments: readonly Comment[]
}

/** All code of the program: what runs, and not what tests it. */
export function sources(): readonly Source[] {
  const files = globSync("{src,adapters,commands,config}/**/*.{ts,mjs}", { cwd: root }).toSorted()
  return files.map((file) => parse(file.replaceAll("\\", "/"), readFileSync(resolve(root, file), "utf8")))
}

/** Throws where the text is no TypeScript. */
export function parse(file: string, text: string): Source {
  const { program, comments, errors } = parseSync(file, text)
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`)
  return { file, text, program, comments }
}

/** Every node with its ancestors, the nearest last. */
export function* nodes(
  node: Node,
  above: readonly Node[] = [],
): Generator<{ readonly node: Node; readonly above: readonly Node[] }> {
  yield { node, above }
  for (const key of visitorKeys[node.type] ?? []) {
    const child: unknown = Reflect.get(node, key)
    for (const one of Array.isArray(child) ? child : [child]) {
      if (isNode(one)) yield* nodes(one, [...above, node])
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value
}

/** What a file imports or exports from elsewhere, types as well; `import()` and `require()` included. */
export function importsOf({ program }: Source): readonly string[] {
  return [...nodes(program)].flatMap(({ node }) => {
    const named = specifierOf(node)
    return named?.type === "Literal" && typeof named.value === "string" ? [named.value] : []
  })
}

function specifierOf(node: Node): Node | null | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "ImportExpression":
      return node.source
    case "CallExpression":
      return node.callee.type === "Identifier" && node.callee.name === "require"
        ? node.arguments[0]
        : undefined
    default:
      return undefined
  }
}

/** The project's file that an import names, or undefined for a package. */
export function target(file: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : undefined
}
