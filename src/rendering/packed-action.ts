import { createHash } from "node:crypto"
import { quote, tokenize } from "../parsing/tokens.ts"
import type { Action } from "../vocabulary/card.ts"

type Invoke = Extract<Action, { readonly kind: "invoke" }>
export type PackedAction = Pick<Invoke, "command" | "arguments" | "effect">

/** The one argument of a shortened button: the key under which `dispatch` finds the whole. No option is called so. */
export const keptArgument = "#"

/**
 * A button's action as an id of at most `longest` characters: `u search page=2 query="sparse attention"`, `u` for update
 * and `r` for reply. What is longer becomes `u search #<24 hex>`, a hash of the whole; `dispatch` keeps the whole under it
 * (`ActionMemory`) before a card with such a button leaves. Cutting an argument would search for something else. The
 * command is always there: whether its answer is public has to be known before the whole is looked up.
 */
export function packAction(action: PackedAction, longest = Infinity): string {
  const whole = spelledOut(action)
  return whole.length <= longest ? whole : `${effectLetter(action)} ${action.command} #${keyOf(whole)}`
}

/** What `packAction` packed; a kept one has its key alone, as `keptArgument`. Undefined for an id that is not of our making. */
export function unpackAction(id: string): PackedAction | undefined {
  const match = id.match(/^([ur]) ([a-z][a-z0-9-]*)(?: (?:#([0-9a-f]{24})|(.*)))?$/s)
  if (!match) return undefined
  const [, letter, command = "", key, rest = ""] = match
  const effect = letter === "u" ? "update" : "reply"
  if (key !== undefined) return { command, arguments: { [keptArgument]: key }, effect }
  const pairs = tokenize(rest).map((token) =>
    token.form === "dashes" ? [token.key, token.text === ""] : [token.key, token.text],
  )
  return pairs.some(([name]) => name === undefined)
    ? undefined
    : { command, arguments: Object.fromEntries(pairs), effect }
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
  return [effectLetter(action), action.command, ...pairs].join(" ")
}

function effectLetter(action: PackedAction): "u" | "r" {
  return action.effect === "update" ? "u" : "r"
}

function keyOf(whole: string): string {
  return createHash("sha256").update(whole).digest("hex").slice(0, 24)
}
