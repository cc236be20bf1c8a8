import { greetingCard, mistypedCard, thanksCard } from "../cards/small-talk-cards.ts"
import { type PaperName, paperIdsIn } from "../papers/index.ts"
import { readArguments } from "../parsing/argument-values.ts"
import { type ParsedLine, parseLine, splitCommand } from "../parsing/arguments.ts"
import { editDistance, nearestWord } from "../parsing/edit-distance.ts"
import { misspelledCommand } from "../parsing/misspelled-command.ts"
import { withoutLeadIn } from "../parsing/plain-words.ts"
import { aboutThisPaper, listAsked, smallTalk } from "../parsing/small-talk.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Call } from "../vocabulary/card.ts"
import type { Command, Context, Reply } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"

/** What becomes of a sentence that was said to the bot. */
export type Said =
  | { readonly kind: "command"; readonly line: ParsedLine }
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "reply"; readonly reply: Reply }

export type Hearing = {
  readonly offered: readonly Command[]
  readonly context: Context
  /** Nobody else reads it: an answer may be longer. */
  readonly isDirect: boolean
}

/**
 * What is said to the bot is a command only if its first word is one and the rest parses completely. Otherwise it is
 * about papers that it links to, about the paper of the thread, small talk, or a search.
 */
export async function readSaid(text: string, hearing: Hearing): Promise<Said> {
  const { context, isDirect } = hearing
  const line = await commandSaid(text, hearing)
  if (line) return { kind: "command", line }
  const call = linkedPapers(text) ?? (await paperHere(text, context)) ?? listOf(text)
  if (call) return { kind: "call", call }
  const talk = smallTalk(text)
  if (talk === "thanks") return replied({ card: thanksCard(), visibility: "private", reaction: "welcome" })
  if (talk === "greeting") return replied({ card: greetingCard(), visibility: "public" })
  const near = await misspelled(text, hearing)
  if (near) return replied({ card: near, visibility: "private", failure: "user" })
  return { kind: "call", call: (await titled(text, context)) ?? searchFor(text, isDirect) }
}

const replied = (reply: Reply): Said => ({ kind: "reply", reply })

async function commandSaid(text: string, { offered, context }: Hearing): Promise<ParsedLine | undefined> {
  try {
    const line = parseLine(text, offered)
    return line && (await isComplete(line, splitCommand(text)[1], context)) ? line : undefined
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Bare words fit a title, a text or a command's name whatever they say: there they have to name one that exists. */
async function isComplete({ command, values }: ParsedLine, rest: string, context: Context): Promise<boolean> {
  const read = readArguments(command, values, context)
  if (command.name === "find") return rest === "" || paperIdsIn(rest).length > 0
  for (const [name, option] of Object.entries(command.options)) {
    const value = values[name]
    if (value === undefined) continue
    if (option.kind === "paper" && !(await isOnePaper(read[name] as PaperName, context))) return false
    const isName = option.kind !== "text" || option.suggest !== "command" || isCommand(String(value), context)
    if (!isName) return false
  }
  return true
}

async function isOnePaper(name: PaperName, { library }: Context): Promise<boolean> {
  if (name.kind === "id") return true
  const found = await library.find(name)
  return found.kind === "one" && bare(found.paper.title).includes(bare(name.text))
}

/** Also one that is nearly written so: help says which is meant. */
function isCommand(written: string, { commands }: Context): boolean {
  const names = commands.map(({ name }) => name)
  return nearestWord(written.replace(/^\//, ""), names, 1) !== undefined
}

/** Papers that are linked are shown, whatever is said beside; "similar to" a link asks for others. */
function linkedPapers(text: string): Call | undefined {
  const ids = paperIdsIn(text)
  const [only, another] = ids
  if (only === undefined) return undefined
  const asksSimilar = another === undefined && /\b(?:similar|related|like|more of)\b/i.test(text)
  return asksSimilar ? invoke("similar", { paper: only }) : invoke("find", { text: ids.join(" ") })
}

async function paperHere(text: string, { community, actor, on }: Context): Promise<Call | undefined> {
  const name = aboutThisPaper(text)
  const paper = name && (await community.paperAt(actor, on))
  return paper === undefined ? undefined : invoke(name ?? "show", { paper })
}

function listOf(text: string): Call | undefined {
  const name = listAsked(text)
  return name && invoke(name, {})
}

/** A first word that is a command's but for a slip, unless papers use it: both readings are offered. */
async function misspelled(text: string, { offered, context }: Hearing) {
  const meant = misspelledCommand(text, offered)
  if (meant === undefined) return undefined
  const { total } = await context.library.search({ text: meant.written, exact: true, offset: 0, limit: 1 })
  const isWord = total > mostSlips
  return isWord ? undefined : mistypedCard(meant.line, meant.call, invoke("search", { query: text }))
}

/** Abstracts have slips too. */
const mostSlips = 2

/** The paper whose title was said, perhaps with a slip. */
async function titled(text: string, { library }: Context): Promise<Call | undefined> {
  for (const title of new Set([text, withoutLeadIn(text)])) {
    const { hits } = await library.search({ text: title.slice(0, longestQuery), offset: 0, limit: 1 })
    const paper = hits[0]?.paper
    if (paper && isTitle(title, paper.title)) return invoke("show", { paper: paper.id })
  }
  return undefined
}

function isTitle(written: string, title: string): boolean {
  const [said, own] = [bare(written), bare(title)]
  return said === own || (own.length >= longTitle && editDistance(said, own, 2) <= 2)
}

const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "")

/** In a shorter title, two letters make another one. */
const longTitle = 16

/** As much as a search takes; longer messages are cut. */
const longestQuery = 1000

/** Before everybody an answer is short. */
const publicPapers = 2

function searchFor(text: string, isDirect: boolean): Call {
  const query = withoutLeadIn(text).slice(0, longestQuery).trim()
  return invoke("search", { query, limit: isDirect ? undefined : publicPapers })
}
