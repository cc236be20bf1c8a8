/** Files of a card as Discord's attachments: a component names each, and the bytes go beside the message's body. */
import {
  type APIFileComponent,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type RawFile,
  ComponentType as Type,
} from "discord.js"
import type { Block, Card, CardFile } from "../../src/vocabulary/card.ts"

/** What a message's body says of its files. On an edit, files that are not named here are removed. */
export type Attachment = { readonly id: string; readonly filename?: string; readonly description?: string }

export function fileComponent({ name }: Pick<CardFile, "name">): APIFileComponent {
  return { type: Type.File, file: { url: `attachment://${name}` } }
}

/** Discord keeps plain letters of a file's name, and tells two files by their names. */
export function withPlainNames(card: Card): Card {
  const taken = new Set<string>()
  const blocks = card.blocks.map((block): Block => {
    if (block.kind !== "file") return block
    const plain = block.file.name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^\w.-]+/g, "_")
    let name = plain
    for (let copy = 2; taken.has(name); copy++) name = `${copy}_${plain}`
    taken.add(name)
    return { ...block, file: { ...block.file, name } }
  })
  return { ...card, blocks }
}

/** The bytes, each under the place that its attachment has. */
export function filesOf({ blocks }: Card): readonly RawFile[] {
  return cardFiles(blocks).map(({ name, type, bytes }) => ({ name, contentType: type, data: bytes }))
}

export function attachmentsOf({ blocks }: Card): readonly Attachment[] {
  return cardFiles(blocks).map(({ name, alt }, index) => ({
    id: String(index),
    filename: name,
    ...(alt && { description: alt }),
  }))
}

const cardFiles = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))

/** A message that is sent back as it stands, with its files: Discord takes a file by its name alone. */
export function asItStands({
  components = [],
  attachments,
}: Pick<APIMessage, "components" | "attachments">): {
  readonly components: APIMessageTopLevelComponent[]
  readonly attachments: readonly Attachment[]
} {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== "object" || value === null) return value
    if ("type" in value && value.type === Type.File && "name" in value)
      return fileComponent({ name: String(value.name) })
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return {
    components: walk(components) as APIMessageTopLevelComponent[],
    attachments: attachments.map(({ id }) => ({ id })),
  }
}
