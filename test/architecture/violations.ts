import { dirname, join, normalize } from "node:path/posix"
import { groups, type Row, type Worldly, worldly } from "./import-table.ts"

/** What a file uses that its row does not name, one sentence each; none when it keeps to the row. */
export function violations(file: string, source: string, table: readonly Row[]): readonly string[] {
  const row = rowOf(file, table)
  if (row === undefined) return [`${file} lies in no folder of the import table`]
  const code = withoutCommentsAndTexts(source)
  const globals = (Object.keys(worldly) as Worldly[]).filter(
    (name) => worldly[name].test(code) && !row.globals.includes(name),
  )
  const imports = importsOf(source).flatMap((specifier) => forbidden(file, specifier, row))
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
    const target = normalize(join(dirname(file), specifier))
    const named = row.project.flatMap((name) => groups[name] ?? [name])
    const allowed = [row.folder, ...named].some((one) => target === one || target.startsWith(`${one}/`))
    return allowed ? [] : [target]
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

/** What a file imports or exports from elsewhere, for types alone as well. */
export function importsOf(source: string): readonly string[] {
  const bare = source.replace(/^\s*\/?\*.*$|\/\/.*$/gm, "")
  const statements = bare.matchAll(/^\s*(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']/gm)
  const effects = bare.matchAll(/^\s*import\s*["']([^"']+)["']/gm)
  const calls = bare.matchAll(/\b(?:import|require)\s*\(\s*["'`]([^"'`]+)["'`]/g)
  return [...statements, ...effects, ...calls].map(([, specifier]) => specifier ?? "")
}

// Comments, strings, templates and regular expressions: words in them use nothing. What stands in a template's `${}` is
// kept, since that is code.
const texts =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:[!&|?{};]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g

function withoutCommentsAndTexts(source: string): string {
  return source.replace(texts, (text) =>
    text.startsWith("`") ? [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, code]) => code).join(" ; ") : " ",
  )
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
