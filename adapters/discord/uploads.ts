/** A file that a member handed over with a command: its text, from where Discord keeps such files and nowhere else. */
import {
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  ApplicationCommandOptionType as Type,
} from "discord.js"
import type { HandedOver, Invocation } from "../../src/vocabulary/command.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"
import type { Api } from "./requests.ts"

/** What stands after an option's name in the name of the one that takes its text as a file. */
export const fileEnding = "-file"

type FilesThere = Pick<Api, "filesFrom" | "download">

const keptAt = "cdn.discordapp.com"
const say = words.discord.upload

/** The call with the file that came with it, if one did. */
export function withUpload(
  invocation: Invocation,
  interaction: APIChatInputApplicationCommandInteraction,
  api: FilesThere,
): Invocation {
  const { input } = invocation
  const file = input.kind === "typed" ? fileIn(interaction, api) : undefined
  return input.kind === "typed" && file ? { ...invocation, input: { ...input, file } } : invocation
}

function fileIn(
  { data }: APIChatInputApplicationCommandInteraction,
  api: FilesThere,
): HandedOver | undefined {
  const [subcommand] = data.options ?? []
  const given = subcommand?.type === Type.Subcommand ? (subcommand.options ?? []) : []
  const option = given.find(({ type }) => type === Type.Attachment)
  const attachment = option && data.resolved?.attachments?.[String(option.value)]
  if (!option || !attachment) return undefined
  return { option: option.name.slice(0, -fileEnding.length), read: () => textOf(attachment, api) }
}

async function textOf({ url, size, filename }: APIAttachment, { filesFrom, download }: FilesThere) {
  if (size > limits.upload.bytes) throw tooLarge()
  if (!isKeptThere(url, filesFrom)) throw new Error(`An attachment lies at ${url.slice(0, 100)}.`)
  const bytes = await bytesOf(url, download)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    throw new UserError("no-text", say.noText(filename), { hint: say.noTextHint })
  }
}

/** Discord's own server for files; that of `filesFrom` where the bot speaks to another than Discord. */
function isKeptThere(address: string, filesFrom: string | undefined): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (filesFrom !== undefined) return url?.origin === new URL(filesFrom).origin
  return url?.protocol === "https:" && url.host === keptAt
}

async function bytesOf(url: string, download: FilesThere["download"]): Promise<Uint8Array> {
  const { bytes: most, deadlineMs: ms } = limits.upload
  try {
    const bytes = await download(url, { most, ms })
    if (bytes !== undefined) return bytes
  } catch {
    throw new UserError("file-not-read", say.notRead, { hint: say.notReadHint, isNetwork: true })
  }
  throw tooLarge()
}

function tooLarge(): UserError {
  return new UserError("file-too-large", say.tooLarge(limits.upload.bytes / 1_000_000), {
    hint: say.tooLargeHint,
  })
}
