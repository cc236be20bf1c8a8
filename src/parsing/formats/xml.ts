/** XML as sources write it, as plain objects: names without their prefix, every value a string. */

import { XMLParser } from "fast-xml-parser"
import { words } from "../../words/words.ts"
import { clipped } from "./fields.ts"
import { documentError } from "./read-papers.ts"

export type XmlNode = { readonly [name: string]: XmlValue }
export type XmlValue = string | XmlNode | readonly (string | XmlNode)[]

/** Reads a document. Throws `UserError` when it is no XML, is cut off, or brings its own entities. */
export function parseXml(text: string, where: string): XmlNode {
  // No feed has a document type, and its entities could expand without end.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw documentError(where, words.files.doctype)
  try {
    const document: unknown = parser.parse(text, true)
    if (isNode(document)) return document
  } catch (cause) {
    throw documentError(
      where,
      words.files.badXml(clipped(cause instanceof Error ? cause.message : String(cause))),
    )
  }
  throw documentError(where, words.files.badXml(""))
}

/** The children of a name, however many there are. */
export function nodesOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  const value = node?.[name]
  return (Array.isArray(value) ? value : [value]).filter(isNode)
}

/** The text of the first child of a name, "" when there is none. */
export function textOf(node: XmlNode | undefined, name: string): string {
  return textsOf(node, name)[0] ?? ""
}

/** The texts of all children of a name. */
export function textsOf(node: XmlNode | undefined, name: string): readonly string[] {
  const value = node?.[name]
  return (Array.isArray(value) ? value : [value]).flatMap((child) => {
    const text = isNode(child) ? child["#text"] : child
    return typeof text === "string" ? [text.replace(/&(amp|lt|gt|quot|apos|#39);/g, escapedTwice)] : []
  })
}

// Feeds often escape a title twice: `Q&amp;amp;A`.
function escapedTwice(reference: string, name: string): string {
  return { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" }[name] ?? reference
}

/** An attribute, "" when it is not there. */
export function attributeOf(node: XmlNode | undefined, name: string): string {
  const value = node?.[`@${name}`]
  return typeof value === "string" ? value : ""
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  ignorePiTags: true,
})

function isNode(value: unknown): value is XmlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
