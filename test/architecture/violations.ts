import type { Node } from "oxc-parser"
import { groups, type Row, type Worldly, worldly } from "./import-table.ts"
import { importsOf, nodes, parse, type Source, target } from "./source.ts"

/** What a file uses that its row does not name, one sentence each; none when it keeps to the row. */
export function violations(file: string, source: string, table: readonly Row[]): readonly string[] {
  const row = rowOf(file, table)
  if (row === undefined) return [`${file} lies in no folder of the import table`]
  const parsed = parse(file, source)
  const code = codeOf(parsed)
  const globals = (Object.keys(worldly) as Worldly[]).filter(
    (name) => worldly[name].test(code) && !row.globals.includes(name),
  )
  const imports = importsOf(parsed).flatMap((specifier) => forbidden(file, specifier, row))
  return [...imports, ...globals.map((name) => `the ${name}`)].map(
    (used) => `${file} uses ${used}, which its row does not name: ${show(row)}`,
  )
}

function rowOf(file: string, table: readonly Row[]): Row | undefined {
  return table
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0]
}

function forbidden(file: string, specifier: string, row: Row): readonly string[] {
  if (specifier.startsWith(".")) {
    const used = target(file, specifier) ?? specifier
    const named = row.project.flatMap((name) => groups[name] ?? [name])
    const allowed = [row.folder, ...named].some((one) => used === one || used.startsWith(`${one}/`))
    return allowed ? [] : [used]
  }
  if (specifier.startsWith("node:")) {
    const name = specifier.slice("node:".length).split("/")[0] ?? ""
    return row.node.includes(name) ? [] : [specifier]
  }
  return row.packages.some((name) => isPackage(specifier, name)) ? [] : [`the package ${specifier}`]
}

/** `@scope/*` stands for all packages of a scope; a package's own paths (`hono/html`) belong to it. */
function isPackage(specifier: string, name: string): boolean {
  if (name.endsWith("/*")) return specifier.startsWith(name.slice(0, -1))
  return specifier === name || specifier.startsWith(`${name}/`)
}

/** The code alone: comments and texts use nothing. What stands in a template's `${}` is code. */
function codeOf({ text, program, comments }: Source): string {
  const texts = [...nodes(program)].flatMap(({ node }) => (isText(node) ? [node] : []))
  const blank = [...comments, ...texts].toSorted((one, other) => one.start - other.start)
  let code = ""
  let end = 0
  for (const { start, end: next } of blank) {
    code += `${text.slice(end, start)} `
    end = next
  }
  return code + text.slice(end)
}

function isText(node: Node): boolean {
  if (node.type === "TemplateElement") return true
  return node.type === "Literal" && (typeof node.value === "string" || "regex" in node)
}

function show(row: Row): string {
  const part = (name: string, values: readonly string[]) => `${name} ${values.join(", ") || "none"}`
  return [
    row.folder,
    part("project", row.project),
    part("packages", row.packages),
    part("node", row.node),
    part("globals", row.globals),
  ].join(" | ")
}
