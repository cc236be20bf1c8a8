import { createHash } from "node:crypto"
import { quote, tokenize } from "../parsing/tokens.ts"
import type { Action, Effect, Select } from "../vocabulary/card.ts"

type Invoke = Extract<Action, { readonly kind: "invoke" }>
export type PackedAction = Pick<Invoke, "command" | "arguments" | "effect"> & {
  /** Of a menu: the argument that takes the chosen value. */
  readonly into?: string
}

/** The one argument of a shortened button: the key under which `dispatch` finds the whole. No option is called so. */
export const keptArgument = "#"

/**
 * A button's action as an id of at most `longest` characters: `u search page=2 query="sparse attention"`, `u` for update,
 * `r` for reply, `f` for a form, `u>days` for a menu whose choice becomes `days`. What is longer becomes `u search #<24 hex>`, a hash of the whole; `dispatch` keeps the whole under it
 * (`ActionMemory`) before a card with such a button leaves. Cutting an argument would search for something else. The
 * command is always there: whether its answer is public has to be known before the whole is looked up.
 */
export function packAction(action: PackedAction, longest = Infinity): string {
  const whole = spelledOut(action)
  return whole.length <= longest ? whole : `${headOf(action)} #${keyOf(whole)}`
}

/** What a menu does, to be packed; `form` where `Bot.form` is to be asked about the choice first. */
export function selectAction({ call, into, opensForms, effect = "update" }: Select): PackedAction {
  return {
    command: call.command,
    arguments: call.arguments,
    effect: opensForms ? "form" : effect,
    into,
  }
}

/** What `packAction` packed; a kept one has its key alone, as `keptArgument`. Undefined for an id that is not of our making. */
export function unpackAction(id: string): PackedAction | undefined {
  const match = id.match(/^([urf])(?:>([a-z][a-z0-9-]*))? ([a-z][a-z0-9-]*)(?: (?:#([0-9a-f]{24})|(.*)))?$/s)
  if (!match) return undefined
  const [, letter = "", into, command = "", key, rest = ""] = match
  const effect = effects[letter] ?? "reply"
  const does = { command, effect, ...(into === undefined ? {} : { into }) }
  if (key !== undefined) return { ...does, arguments: { [keptArgument]: key } }
  const pairs = tokenize(rest).map((token) =>
    token.form === "dashes" ? [token.key, token.text === ""] : [token.key, token.text],
  )
  return pairs.some(([name]) => name === undefined)
    ? undefined
    : { ...does, arguments: Object.fromEntries(pairs) }
}

/** The key under which a long action must be kept, with the whole of it; undefined where an id of `longest` holds all. */
export function actionToKeep(
  action: PackedAction,
  longest: number,
): { readonly key: string; readonly whole: string } | undefined {
  const whole = spelledOut(action)
  return whole.length <= longest ? undefined : { key: keyOf(whole), whole }
}

function spelledOut(action: PackedAction): string {
  const pairs = Object.entries(action.arguments)
    .filter(([, value]) => value !== false)
    .map(([name, value]) => (value === true ? `--${name}` : `${name}=${quote(String(value))}`))
  return [headOf(action), ...pairs].join(" ")
}

const effects: Readonly<Record<string, Effect>> = { u: "update", r: "reply", f: "form" }

function headOf({ effect, into, command }: PackedAction): string {
  return `${effect.charAt(0)}${into === undefined ? "" : `>${into}`} ${command}`
}

function keyOf(whole: string): string {
  return createHash("sha256").update(whole).digest("hex").slice(0, 24)
}
