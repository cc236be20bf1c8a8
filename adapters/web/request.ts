/** What routes share: their services, who asks and from where, and the fields of a form. Refusals are `HTTPException`s. */
import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Installation } from "../../src/vocabulary/operator.ts"
import { words } from "../../src/words/words.ts"
import type { Access } from "./access.ts"
import type { Downloads } from "./downloads.ts"
import { type Keeping, type Member, memberNamed, memberOf, newMember, renew } from "./member.ts"
import { type Channel, type ReadServices, webCommunity } from "./options.ts"
import type { createPictures } from "./pictures.ts"
import type { PageServices, Press, Room } from "./room.ts"
import type { Reader } from "./shell-html.ts"
import type { Tokens } from "./tokens.ts"
import type { View } from "./view.ts"

export type RouteServices = ReadServices &
  Pick<PageServices, "bot" | "feed" | "origin"> & {
    readonly pictures: ReturnType<typeof createPictures>
    readonly access: Access
    readonly tokens: Tokens
    readonly isOffline: boolean
    readonly timeZone: string
    readonly room: Room
    readonly downloads: Downloads
    readonly view: View
    readonly channels: readonly Channel[]
    readonly publicOrigin: string | undefined
    readonly installation?: Installation | undefined
    /** Aborted when the page stops: open streams end. */
    readonly stopping: AbortSignal
  }

/** The member of a request that the page's script made. Throws 401 when the browser has lost its cookie. */
export function requireMember(c: Context, services: Pick<RouteServices, "access" | "tokens">): Member {
  const member = knownMember(c, services)
  if (member === undefined) throw new HTTPException(401, { message: words.web.refusals.signedOut })
  return member
}

/**
 * The member who opens a page; a browser without a cookie becomes one. Undefined where the cookie may only have been held
 * back, because a link elsewhere leads here: the page then reloads itself.
 */
export function memberFor(c: Context, services: Pick<RouteServices, "access"> & Keeping): Member | undefined {
  const known = knownMember(c, services)
  if (known === undefined && c.req.header("sec-fetch-site") === "cross-site") return undefined
  renew(c, services)
  return known ?? newMember(c, services)
}

/** The loopback has two names, and a browser keeps their cookies apart: under the other one it is another member. */
function otherWindow(c: Context, publicOrigin: string | undefined): string | undefined {
  const [, name, port] = /^(localhost|127\.0\.0\.1)(:\d+)?$/.exec(c.req.header("host") ?? "") ?? []
  if (name === undefined || publicOrigin !== undefined) return undefined
  return `http://${name === "localhost" ? "127.0.0.1" : "localhost"}${port ?? ""}/`
}

/** Whoever reads a page, with what their menu offers. */
export async function readerOf(
  c: Context,
  {
    access,
    installation,
    publicOrigin,
    saved,
  }: Pick<RouteServices, "access" | "installation" | "publicOrigin" | "saved">,
  known: Pick<Reader, "member" | "cursor">,
): Promise<Reader> {
  const { kind } = access.guestOf(c)
  const isSignedIn = kind === "member" || kind === "admin"
  const { later } = await saved.counts({ community: webCommunity, member: known.member.id })
  const isNamed = kind === "named"
  const isOperator = installation !== undefined && mayOperate(c, { access })
  const signs = { isSignedIn, isNamed, isOperator }
  return { ...known, toRead: later, otherWindow: otherWindow(c, publicOrigin), ...signs }
}

/** Whether who asks runs the bot: they sit at its machine, or signed in as an admin. */
export function mayOperate(c: Context, { access }: Pick<RouteServices, "access">): boolean {
  const { kind } = access.guestOf(c)
  return kind === "here" || kind === "admin"
}

/** The channel of that name. Throws 404 where there is none. */
export function requireChannel({ channels }: Pick<RouteServices, "channels">, id: string): Channel {
  const channel = channels.find((known) => known.id === id)
  if (channel === undefined) throw new HTTPException(404, { message: words.web.refusals.noChannel(id) })
  return channel
}

/** The member as the core knows actors, in a channel or one of its threads. */
export function actorOf(
  c: Context,
  member: Member,
  where: { readonly channel: string; readonly thread?: string | undefined },
  { access }: Pick<RouteServices, "access">,
): Actor {
  return {
    platform: "web",
    community: webCommunity,
    place: where.channel,
    thread: where.thread,
    member: member.id,
    memberName: member.name,
    isAdmin: mayOperate(c, { access }),
  }
}

/** The member of a request as the core knows actors, in the first channel. Throws 401 as `requireMember` does. */
export function actorIn(c: Context, services: Pick<RouteServices, "access" | "tokens" | "channels">): Actor {
  const channel = services.channels[0]?.id ?? ""
  return actorOf(c, requireMember(c, services), { channel }, services)
}

/** Whom the proxy names, else whom the cookie says; undefined where neither does. */
export function knownMember(
  c: Context,
  { access, tokens }: Pick<RouteServices, "access" | "tokens">,
): Member | undefined {
  const guest = access.guestOf(c)
  return guest.kind === "named" ? memberNamed(guest.user) : memberOf(c, tokens)
}

export type Form = Awaited<ReturnType<typeof readForm>>

/** The fields of a posted form. Throws 400 for a body that cannot be read; its readers for a field that is missing or too long. */
export async function readForm(c: Context) {
  const fields = await c.req.parseBody().catch((cause: unknown) => {
    throw refused(words.web.refusals.form, cause)
  })
  const maybe = (name: string, max: number): string | undefined => {
    const value = fields[name]
    if (value === undefined || value === "") return undefined
    if (typeof value !== "string") throw refused(words.web.refusals.form)
    if (value.length > max) throw refused(words.web.refusals.tooLong(name, value.length, max))
    return value
  }
  return {
    /** A value of up to `max` characters; undefined when it is absent or empty. */
    maybe,
    /** A value of 1 to `max` characters. */
    text(name: string, max: number): string {
      const value = maybe(name, max)
      if (value === undefined) throw refused(words.web.refusals.missing(name))
      return value
    },
  }
}

/** The longest value of a form whose fields the core names. */
const longestValue = 4000

/** All fields of a posted form; several of one name are one value with commas between. Throws 400 for what is no form. */
export async function readValues(c: Context): Promise<Readonly<Record<string, string>>> {
  const fields = await c.req.parseBody({ all: true }).catch((cause: unknown) => {
    throw refused(words.web.refusals.form, cause)
  })
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const text = [value].flat().map(String).join(",")
      if (text.length > longestValue)
        throw refused(words.web.refusals.tooLong(name, text.length, longestValue))
      return [name, text]
    }),
  )
}

/** The invocation that a button carries. This checks its shape; the core checks the command and its arguments. */
export function readPress(json: string): Press {
  const press = parseJson(json)
  const values = isRecord(press) ? press.arguments : undefined
  if (
    !isRecord(press) ||
    typeof press.command !== "string" ||
    !isRecord(values) ||
    !Object.values(values).every(isPlain)
  )
    throw refused(words.web.refusals.button)
  const effect = press.effect === "update" ? "update" : "reply"
  return { command: press.command, arguments: values as PackedArguments, effect }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw refused(words.web.refusals.button, cause)
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

/** A refusal of a request; the page shows its message as a toast. */
export function refused(message: string, cause?: unknown): HTTPException {
  return new HTTPException(400, { message, cause })
}
