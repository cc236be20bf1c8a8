/**
 * Files, over Slack's external upload. A private answer in a channel takes none, so what is made for one member alone
 * goes into their direct messages with the bot, and the answer says so.
 */
import { fileLine } from "../../src/rendering/files.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Block, Card, CardFile } from "../../src/vocabulary/card.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { isDirect, permalink, platform } from "./ids.ts"
import { openDirect } from "./send.ts"
import type { Access } from "./workspaces.ts"

type FileSpot = { readonly channel: string; readonly rootTs?: string | undefined }

/** The files that a card carries. */
export function filesIn({ blocks }: Card): readonly CardFile[] {
  return blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))
}

/**
 * Puts files into a channel or a thread, as one message. Slack shares them a moment later and does not say where, so they
 * cannot be found again, edited, or told from a second copy.
 */
export async function sendFiles(
  { workspace, queue, community }: Access,
  call: typeof fetch,
  { channel, rootTs }: FileSpot,
  files: readonly CardFile[],
): Promise<void> {
  const { files: api } = workspace.client
  const run = <T>(request: () => Promise<T>) => queue.run(`${community} files`, request)
  const uploaded: { id: string; title: string }[] = []
  // An alternative text keeps Slack from sharing a file, so it gets none.
  for (const { name, bytes } of files) {
    const asked = { filename: name, length: bytes.length }
    const { upload_url: url = "", file_id: id = "" } = await run(() => api.getUploadURLExternal(asked))
    await upload(call, url, bytes)
    uploaded.push({ id, title: name })
  }
  const [first, ...more] = uploaded
  if (!first) return
  const where = rootTs === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: rootTs }
  await run(() => api.completeUploadExternal({ files: [first, ...more], ...where }))
}

async function upload(call: typeof fetch, url: string, bytes: Uint8Array): Promise<void> {
  const headers = { "content-type": "application/octet-stream" }
  const body = new Uint8Array(bytes)
  const response = await call(url, { method: "POST", headers, body }).catch((cause) => {
    throw new NetworkError("slack", words.slack.errors.fileLost, { cause })
  })
  if (!response.ok)
    throw new PlatformError(
      platform,
      String(response.status),
      words.slack.errors.fileRefused(response.status),
    )
}

/** Sends what a private answer carries into the member's direct messages; the answer then says where it is. */
export async function withFilesSent(context: SlackContext, actor: Actor, reply: Reply): Promise<Reply> {
  const { later } = reply
  const card = await withoutFiles(context, actor, reply.card)
  if (!later) return { ...reply, card }
  return { ...reply, card, later: later.then((better) => withoutFiles(context, actor, better)) }
}

async function withoutFiles(context: SlackContext, actor: Actor, card: Card): Promise<Card> {
  const files = filesIn(card)
  if (files.length === 0) return card
  const access = await accessTo(context, actor.community)
  const isHere = isDirect(actor.place)
  const { place: channel } = isHere ? actor : await openDirect(access, actor.member)
  await sendFiles(access, context.fetch, { channel }, files)
  // On the home page the answer itself comes into the direct messages.
  if (isHere || actor.place === actor.member) return card
  const href = permalink(access.workspace.url, channel)
  return {
    ...card,
    blocks: card.blocks.map((block) => (block.kind === "file" ? sentBlock(block.file, href) : block)),
  }
}

function sentBlock(file: CardFile, href: string): Block {
  const { before, messages, after } = words.slack.members.fileSent(fileLine(file))
  return { kind: "text", text: [{ text: before }, { text: messages, href }, { text: after }] }
}
