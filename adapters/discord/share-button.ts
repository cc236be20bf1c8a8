/** The button that shows everybody what one got in private. Its id is the call that makes the public answer. */
import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType as Type } from "discord.js"
import { packAction, unpackAction } from "../../src/rendering/packed-action.ts"
import type { Call } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"

/** Stands first in a button's id, where other buttons have the letter of their effect. */
const mark = "s"

export function shareButton(call: Call): APIButtonComponentWithCustomId {
  const packed = packAction({ ...call, effect: "reply" }, limits.button.customId)
  const custom_id = mark + packed.slice(1)
  return { type: Type.Button, style: ButtonStyle.Secondary, label: words.discord.share, custom_id }
}

/** The call of a share button; undefined for any other id. */
export function sharedCall(customId: string): Pick<Call, "command" | "arguments"> | undefined {
  return customId.startsWith(`${mark} `) ? unpackAction(`r${customId.slice(1)}`) : undefined
}

/** The components with the button that was pressed saying what it did: nobody shares the same twice. */
export function withShared<T>(components: T, customId: string): T {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== "object" || value === null) return value
    if ("custom_id" in value && value.custom_id === customId)
      return { ...value, label: words.discord.shared, disabled: true }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(components) as T
}
