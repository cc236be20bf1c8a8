/**
 * Who sits at a browser: a pseudonym in a sealed cookie. The token in it is a secret, the member's id is its hash, so that
 * an id in a page or store impersonates nobody.
 */
import { createHash, randomBytes } from "node:crypto"
import type { Context } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import type { Tokens } from "./tokens.ts"

export type Member = { readonly id: string; readonly name: string }

export const longestName = 40
const cookieName = "paperboy"
const purpose = "member"
const oneYear = 365 * 24 * 3600

/** What keeping a member in a browser takes. */
export type Keeping = { readonly tokens: Tokens; readonly publicOrigin: string | undefined }

/** The member of a request, or nothing when no valid cookie came along. */
export function memberOf(c: Context, tokens: Tokens): Member | undefined {
  const value = tokenOf(c, tokens)
  return value === undefined ? undefined : memberIn(value)
}

/** The secret that makes a browser a member, with the name. Cookies were not sealed once; those are taken as they are. */
export function tokenOf(c: Context, tokens: Tokens): string | undefined {
  const cookie = getCookie(c, cookieName) ?? ""
  const value = tokens.open(purpose, cookie) ?? cookie
  return /^[\w-]{22}(?:\.[\w-]*)?$/.test(value) ? value : undefined
}

/** Seals the member's cookie with the newest key, where it isn't. */
export function renew(c: Context, keeping: Keeping): void {
  const value = tokenOf(c, keeping.tokens)
  const isCurrent = keeping.tokens.isCurrent(purpose, getCookie(c, cookieName) ?? "")
  if (value !== undefined && !isCurrent) adopt(c, value, keeping)
}

function memberIn(value: string): Member {
  const [token = "", name = ""] = value.split(".")
  const id = idOf(token)
  return { id, name: cleanName(Buffer.from(name, "base64url").toString()) ?? pseudonym(id) }
}

/** The name of the member whose secret this is. */
export function nameIn(value: string): string {
  return memberIn(value).name
}

/** Makes the browser the member whose secret this is. */
export function adopt(c: Context, value: string, keeping: Keeping): void {
  const [token = "", name = ""] = value.split(".")
  keep(c, token, Buffer.from(name, "base64url").toString(), keeping)
}

/** The member whom a proxy names: the same in every browser. */
export function memberNamed(user: string): Member {
  return { id: idOf(`user ${user}`), name: cleanName(user.replace(/@.*$/, "")) ?? pseudonym(idOf(user)) }
}

/** Makes the browser a new member, and says which. */
export function newMember(c: Context, keeping: Keeping): Member {
  const token = randomBytes(16).toString("base64url")
  keep(c, token, "", keeping)
  return { id: idOf(token), name: pseudonym(idOf(token)) }
}

/** Gives the browser's member another name, which must be clean. */
export function renameMember(c: Context, name: string, keeping: Keeping): void {
  const [token = ""] = (tokenOf(c, keeping.tokens) ?? "").split(".")
  keep(c, token, name, keeping)
}

/** A name fit to show: one line, without control or direction marks; nothing when none is left. */
export function cleanName(name: string): string | undefined {
  const clean = name
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .trim()
  return clean === "" ? undefined : [...clean].slice(0, longestName).join("").trim()
}

function keep(c: Context, token: string, name: string, { tokens, publicOrigin }: Keeping): void {
  const value = tokens.seal(purpose, `${token}.${Buffer.from(name).toString("base64url")}`, oneYear)
  const secure = publicOrigin?.startsWith("https:") ?? false
  setCookie(c, cookieName, value, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: oneYear, secure })
}

function idOf(token: string): string {
  return `web:${createHash("sha256").update(token).digest("hex").slice(0, 16)}`
}

const moods = ["Quiet", "Curious", "Patient", "Bright", "Early", "Careful", "Merry", "Keen"]
const birds = ["Heron", "Wren", "Finch", "Plover", "Swift", "Robin", "Avocet", "Siskin"]

function pseudonym(id: string): string {
  const number = Number.parseInt(id.slice(-4), 16)
  return `${moods[number % 8]} ${birds[(number >> 3) % 8]}`
}
