import type { Node } from "oxc-parser"
import { nodes, type Source } from "./source.ts"

/** What a model is told and asked: nobody reads it. */
const forModels = ["src/embedding/recipes.ts", "src/library/judged-questions.ts"]

/** What stands in the code and reads like a sentence for people, outside the catalogue: `file:line: text`. */
export function sentences(source: Source): readonly string[] {
  // JavaScript is what a Node reads that is too old for the catalogue.
  if (source.file.startsWith("src/words/") || source.file.endsWith(".mjs")) return []
  if (forModels.includes(source.file)) return []
  return [...nodes(source.program)].flatMap(({ node, above }) => {
    const text = textOf(node)
    if (text === undefined || isData(text, above) || above.some(isForDevelopers)) return []
    if (!readable(text, above).some(isSentence)) return []
    const line = source.text.slice(0, node.start).split("\n").length
    return [`${source.file}:${line}: ${text.trim().replaceAll(/\s+/g, " ").slice(0, 90)}`]
  })
}

function textOf(node: Node): string | undefined {
  if (node.type === "TemplateElement") return node.value.cooked ?? undefined
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined
}

const attributes = /(?:aria-label|aria-description|title|placeholder|alt)="([^"]*)/g

/** Of HTML what a browser shows or reads aloud, else the text itself. */
function readable(text: string, above: readonly Node[]): readonly string[] {
  const parent = above.at(-2)
  const isHtml = parent?.type === "TaggedTemplateExpression" || /<\w+[\s>]/.test(text)
  if (!isHtml) return [text]
  const spoken = [...text.matchAll(attributes)].map(([, value]) => value ?? "")
  return [...text.replaceAll(/<[^>]*(>|$)|^[^<>]*>/g, "\n").split("\n"), ...spoken]
}

/** Three words in a row, or two that end or begin as a sentence does. */
function isSentence(text: string): boolean {
  const plain = text.replaceAll(/`[^`]*`/g, "x")
  return (
    /[A-Za-z’']{2,},? [a-z’']+,? [a-z’']{2,}/.test(plain) || /^[A-Z][a-z]+ [a-z]+.*[.!?…]$/.test(plain.trim())
  )
}

/** What a package says, by which we recognize it, and a key that stores have. */
const kept = ["Connection terminated unexpectedly", "first post of the page"]

/** A query, an alias in one, a list of words that is split at once, and what a package says are no sentences of ours. */
function isData(text: string, above: readonly Node[]): boolean {
  const parent = above.at(-1)
  const isSplit = parent?.type === "MemberExpression" && nameOf(parent.property) === "split"
  return isSplit || /^\s*[A-Z]{4,}\s|^\w+ as \w+$/.test(text) || kept.includes(text)
}

/** A bug's message, a debug log line, a query, a type, and the name of a module are read by nobody but developers. */
function isForDevelopers(node: Node): boolean {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
      return node.source !== null && node.source !== undefined
    case "TSLiteralType":
      return true
    case "NewExpression":
      return (
        node.callee.type === "Identifier" &&
        /^(Error|TypeError|RangeError|SyntaxError)$/.test(node.callee.name)
      )
    case "CallExpression":
      return node.callee.type === "MemberExpression" && nameOf(node.callee.property) === "debug"
    case "TaggedTemplateExpression":
      return nameOf(node.tag) === "sql" || node.typeArguments !== null
    default:
      return false
  }
}

function nameOf(node: Node): string | undefined {
  return node.type === "Identifier" ? node.name : undefined
}
