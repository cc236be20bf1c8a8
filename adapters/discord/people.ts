/** Who somebody is on Discord. Needs no connection: who runs the bot asks for it at the terminal. */
import type { Adapter } from "../../src/vocabulary/ports.ts"

export const platform = "discord"

/** A direct message is a community of its own, with one member. */
export const directPrefix = `${platform}:dm:`

export const people = {
  accounts: "global",
  ownCommunity: (member: string) => `${directPrefix}${member}`,
} as const satisfies Pick<Adapter, "accounts" | "ownCommunity">
