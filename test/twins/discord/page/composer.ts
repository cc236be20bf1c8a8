/** The line one types in: words, or a command whose options are fields of their own, with what the bot suggests. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as Kind,
} from "discord-api-types/v10"
import { acts, escapeHtml } from "../../browser/html.ts"
import { isGroup } from "../check/commands.ts"
import { findCommand } from "../verbs/command-data.ts"

/** What somebody has begun to type. */
export type Typed = {
  text?: string
  /** `paper search`: its options stand as fields. */
  line?: string
  /** What stands in the fields. */
  values: Record<string, string>
  /** The option that is being typed, and what is offered for it. */
  option?: string
  choices: readonly { readonly name: string; readonly value: string | number }[]
  /** The message that is being replied to. */
  replyTo?: string
  /** A field that was filled for somebody gets a new id, so that the page takes its value. */
  turn: number
}

export const nothingTyped = (): Typed => ({ values: {}, choices: [], turn: 0 })

type Commands = readonly APIApplicationCommand[]
type Line = { readonly line: string; readonly description: string }

/** Every line that can be typed after a slash. */
function linesOf(commands: Commands): readonly Line[] {
  return commands
    .filter(({ type }) => type === ApplicationCommandType.ChatInput)
    .flatMap((command) => {
      const groups = (command.options ?? []).filter(isGroup)
      return groups.length === 0
        ? [{ line: command.name, description: command.description }]
        : groups.map(({ name, description }) => ({ line: `${command.name} ${name}`, description }))
    })
}

export function drawComposer(commands: Commands, typed: Typed, place: string): string {
  if (typed.line !== undefined) return drawFields(commands, typed, typed.line)
  const reply = typed.replyTo
    ? `<p class="replying">Replying <button type="button" class="link"${acts({ kind: "reply", on: "" })}>Cancel</button></p>`
    : ""
  return `${drawOffers(commands, typed)}${reply}<form class="composer"${acts({ kind: "say" })} data-clear>
<input id="say-${typed.turn}" name="text" autocomplete="off" placeholder="Message ${escapeHtml(place)}, or / for commands; @bot mentions Paperboy" aria-label="Message ${escapeHtml(place)}" data-typing="${escapeHtml(JSON.stringify({ kind: "typing" }))}"></form>`
}

function drawOffers(commands: Commands, { text = "" }: Typed): string {
  if (!text.startsWith("/") || /\s\w[\w-]*:/.test(text)) return ""
  const wanted = text.slice(1).toLowerCase().split(/\s+/).filter(Boolean)
  const found = linesOf(commands).filter(({ line }) => wanted.every((word) => line.includes(word)))
  if (found.length === 0) return '<p class="offers">No such command here.</p>'
  const rows = found.map(
    ({ line, description }) =>
      `<button class="offer" type="button"${acts({ kind: "pick", line })}><b>/${escapeHtml(line)}</b> <small>${escapeHtml(description)}</small></button>`,
  )
  return `<div class="offers">${rows.join("")}</div>`
}

function drawFields(commands: Commands, typed: Typed, line: string): string {
  const options = findCommand(commands, line).options as readonly APIApplicationCommandBasicOption[]
  const fields = options.map((option) => {
    const star = option.required ? " <em>*</em>" : ""
    return `<label title="${escapeHtml(option.description)}"><span>${escapeHtml(option.name)}${star}</span>${fieldOf(option, typed, line)}</label>`
  })
  const choices = typed.choices.map(
    ({ name, value }) =>
      `<button class="offer" type="button"${acts({ kind: "choose", option: typed.option ?? "", value: String(value) })}>${escapeHtml(name)}</button>`,
  )
  const offers = choices.length > 0 ? `<div class="offers">${choices.join("")}</div>` : ""
  return `${offers}<form class="composer command"${acts({ kind: "slash", line })}><b>/${escapeHtml(line)}</b>${fields.join("")}
<button class="button primary">Send</button><button type="button" class="button"${acts({ kind: "pick", line: "" })}>Cancel</button></form>`
}

function fieldOf(option: APIApplicationCommandBasicOption, typed: Typed, line: string): string {
  const value = typed.values[option.name] ?? ""
  const name = escapeHtml(option.name)
  const id = `option-${name}-${option.name === typed.option ? typed.turn : 0}`
  const choices =
    "choices" in option && option.choices
      ? option.choices.map((choice) => [String(choice.value), choice.name] as const)
      : option.type === Kind.Boolean
        ? [["true", "True"] as const, ["false", "False"] as const]
        : undefined
  if (choices) {
    const rows = choices.map(
      ([key, label]) =>
        `<option value="${escapeHtml(key)}"${key === value ? " selected" : ""}>${escapeHtml(label)}</option>`,
    )
    return `<select id="${id}" name="${name}"><option value=""></option>${rows.join("")}</select>`
  }
  const typing =
    "autocomplete" in option && option.autocomplete
      ? ` data-typing="${escapeHtml(JSON.stringify({ kind: "complete", line, option: option.name }))}"`
      : ""
  const kind = option.type === Kind.Integer ? ' type="number"' : ""
  const focus = option.name === typed.option || option.required ? " autofocus" : ""
  return `<input id="${id}" name="${name}" value="${escapeHtml(value)}" autocomplete="off"${kind}${focus}${typing}>`
}
