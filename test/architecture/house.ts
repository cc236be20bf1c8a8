/** The figures of the house, printed by `npm run house`. With `--sentences`, the sentences outside the catalogue. */
import { cycles } from "./cycles.ts"
import { sentences } from "./sentences.ts"
import { importsOf, nodes, type Source, sources, target } from "./source.ts"

export type House = Readonly<Record<string, string>>

/** What the house measures, as text by name. */
export function measure(files: readonly Source[]): House {
  const lines = files.map(({ text }) => text.split("\n").length - 1)
  const functions = files.flatMap(functionLines)
  const circles = cycles(files)
  const fanOut = files.map(
    (file) => new Set(importsOf(file).flatMap((name) => target(file.file, name) ?? [])).size,
  )
  return {
    files: String(files.length),
    "lines of code": total(lines).toLocaleString("en-US"),
    "lines of a file, median and largest": `${quantile(lines, 0.5)} and ${Math.max(...lines)}`,
    "lines of a function, median and 90th percentile": `${quantile(functions, 0.5)} and ${quantile(functions, 0.9)}`,
    "import circles": `${circles.length} with ${circles.flat().length} files`,
    "files a file imports, median and most": `${quantile(fanOut, 0.5)} and ${Math.max(...fanOut)}`,
    "share of comments": `${Math.round((100 * total(files.map(commentLines))) / total(lines))} %`,
    casts: String(total(files.map(casts))),
    "sentences outside src/words": String(files.flatMap(sentences).length),
  }
}

function functionLines({ program, text }: Source): readonly number[] {
  return [...nodes(program)].flatMap(({ node }) => {
    const isFunction =
      node.type === "FunctionDeclaration" ||
      node.type === "FunctionExpression" ||
      node.type === "ArrowFunctionExpression"
    if (!isFunction || node.body?.type !== "BlockStatement") return []
    return [text.slice(node.start, node.end).split("\n").length]
  })
}

function commentLines({ comments, text }: Source): number {
  return total(comments.map(({ start, end }) => text.slice(start, end).split("\n").length))
}

/** Assertions that the compiler has to believe: `as Type` and `!`; `as const` is none. */
function casts({ program }: Source): number {
  return [...nodes(program)].filter(
    ({ node }) =>
      node.type === "TSNonNullExpression" ||
      (node.type === "TSAsExpression" &&
        !(node.typeAnnotation.type === "TSTypeReference" && isConst(node.typeAnnotation.typeName))),
  ).length
}

function isConst(name: { readonly type: string; readonly name?: unknown }): boolean {
  return name.type === "Identifier" && name.name === "const"
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0
}

if (import.meta.main) {
  const files = sources()
  if (process.argv.includes("--sentences")) console.log(files.flatMap(sentences).join("\n"))
  else {
    for (const [name, value] of Object.entries(measure(files))) console.log(`${name.padEnd(50)}${value}`)
    for (const circle of cycles(files)) console.log(`circle: ${circle.join(" ")}`)
  }
}
