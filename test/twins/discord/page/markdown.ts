/** Discord's markdown as Discord draws it. What is not markdown is text, whatever it holds. */
import { acts, escapeHtml } from "../../browser/html.ts"
import type { World } from "../state/world.ts"

/** A text as HTML, block by block. */
export function drawMarkdown(world: World, text: string): string {
  const pieces = text.split(/^```(?:\w*\n)?(.*?)\n?```$\n?/ms)
  return pieces
    .map((piece, at) => (at % 2 === 1 ? codeBlock(piece) : drawLines(world, piece, at > 0)))
    .join("")
}

const codeBlock = (text: string) => `<pre><code>${escapeHtml(text)}</code></pre>`

function drawLines(world: World, text: string, isRest: boolean): string {
  const lines = text.replace(/\n$/, "")
  if (isRest && lines === "") return ""
  return lines
    .split("\n")
    .map((line) => drawLine(world, line))
    .join("")
}

const lineKinds: readonly (readonly [RegExp, string])[] = [
  [/^-# (.*)$/s, "small"],
  [/^### (.*)$/s, "h4"],
  [/^## (.*)$/s, "h3"],
  [/^# (.*)$/s, "h2"],
  [/^> (.*)$/s, "blockquote"],
  [/^[-*] (.*)$/s, "li"],
]

function drawLine(world: World, line: string): string {
  for (const [pattern, tag] of lineKinds) {
    const [, inner] = line.match(pattern) ?? []
    if (inner !== undefined) return `<${tag}>${drawInline(world, inner)}</${tag}>`
  }
  return `<p>${drawInline(world, line) || "&nbsp;"}</p>`
}

type Rule = readonly [RegExp, (world: World, ...groups: string[]) => string]

const around = (tag: string) => (world: World, inner: string) =>
  `<${tag}>${drawInline(world, inner)}</${tag}>`
const inside = String.raw`((?:\\.|[^\\])+?)`

/** First match wins, at the place where one reads. */
const rules: readonly Rule[] = [
  [/^\\([!-/:-@[-`{-~])/, (_, mark) => escapeHtml(mark)],
  [/^(`+)(?!`)(.*?[^`])\1(?!`)/s, (_, __, code) => `<code>${escapeHtml(code.trim())}</code>`],
  [
    /^\[((?:\\.|[^\]\\])*)\]\(<?([^>)\s]*)>?\)/s,
    (world, label, href) => link(href, drawInline(world, label)),
  ],
  [
    new RegExp(String.raw`^\*\*\*${inside}\*\*\*`, "s"),
    (world, inner) => `<b><i>${drawInline(world, inner)}</i></b>`,
  ],
  [new RegExp(String.raw`^\*\*${inside}\*\*`, "s"), around("b")],
  [new RegExp(`^__${inside}__`, "s"), around("u")],
  [new RegExp(String.raw`^\*${inside}\*`, "s"), around("i")],
  [new RegExp(`^_${inside}_`, "s"), around("i")],
  [new RegExp(`^~~${inside}~~`, "s"), around("s")],
  [/^<@&(\d+)>/, (world, id) => mention(`@${roleName(world, id)}`)],
  [
    /^<@!?(\d+)>/,
    (world, id) =>
      mention(`@${world.users.get(id)?.global_name ?? world.users.get(id)?.username ?? "unknown-user"}`),
  ],
  [/^<#(\d+)>/, (world, id) => mention(`# ${world.channels.get(id)?.name ?? "unknown"}`)],
  [/^<\/([^:>]+):\d+>/, (_, name) => mention(`/${name}`)],
  [/^<t:(-?\d+)(?::([tTdDfFRsS]))?>/, (_, seconds, style) => moment(Number(seconds), style)],
  [/^<(https?:\/\/[^>\s]+)>/, (_, href) => link(href, escapeHtml(href))],
  [/^(https?:\/\/[^\s<)]+)/, (_, href) => link(href, escapeHtml(href))],
  [/^(@everyone|@here)/, (_, name) => mention(name)],
]

function drawInline(world: World, text: string): string {
  let html = ""
  for (let rest = text; rest !== ""; ) {
    const [taken, drawn] = drawPiece(world, rest)
    html += drawn
    rest = rest.slice(taken)
  }
  return html
}

function drawPiece(world: World, rest: string): readonly [taken: number, html: string] {
  for (const [pattern, draw] of rules) {
    const match = rest.match(pattern)
    if (match) return [match[0].length, draw(world, ...match.slice(1).map((group) => group ?? ""))]
  }
  const plain = rest.match(/^[\p{L}\p{N} ]+/u)?.[0] ?? rest.charAt(0)
  // An address may begin within a run of letters no more than at its end.
  const upTo = plain.search(/(?<=\s)https?$/)
  const taken = upTo > 0 ? plain.slice(0, upTo) : plain
  return [taken.length, escapeHtml(taken)]
}

function roleName(world: World, id: string): string {
  const roles = [...world.guilds.values()].flatMap((guild) => guild.roles)
  return roles.find((role) => role.id === id)?.name ?? "deleted-role"
}

function mention(text: string): string {
  return `<span class="mention">${escapeHtml(text)}</span>`
}

function link(href: string, label: string): string {
  const channel = href.match(/^https:\/\/discord\.com\/channels\/(?:@me|\d+)\/(\d+)/)
  if (channel) return `<a href="#"${acts({ kind: "go", to: channel[1] ?? "" })}>${label}</a>`
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noreferrer">${label}</a>`
}

const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
}

/** An instant in the reader's zone, which is this machine's. */
function moment(seconds: number, style: string): string {
  const at = new Date(seconds * 1000)
  const text = style === "R" ? relative(seconds) : at.toLocaleString("en-US", styles[style] ?? styles.f)
  return `<time class="moment" datetime="${at.toISOString()}">${escapeHtml(text)}</time>`
}

function relative(seconds: number): string {
  const away = seconds - Date.now() / 1000
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ] as const
  const [unit, length] = units.find(([, size]) => Math.abs(away) >= size) ?? ["second", 1]
  return new Intl.RelativeTimeFormat("en").format(Math.round(away / length), unit)
}
