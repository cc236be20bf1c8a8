import type { Card } from "../vocabulary/card.ts"
import type { Digests } from "../vocabulary/digests.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { Log } from "../vocabulary/system.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"

/**
 * Adds to a private answer what its member is to hear and cannot be told by message: that their messages are closed to the
 * bot, or that an address refused a mail. Each is said once. Never throws.
 */
export function withNews(
  dispatch: Bot["dispatch"],
  digests: readonly Pick<Digests, "news">[],
  log: Log,
): Bot["dispatch"] {
  return async (invocation) => {
    const reply = await dispatch(invocation)
    if (reply.visibility !== "private" || reply.quiet || reply.reaction) return reply
    const read = digests.map((one) => one.news(invocation.actor))
    const news = await Promise.all(read).catch((err: unknown) => {
      log.warn({ err }, words.digests.log.newsUnread)
      return []
    })
    const said = news.flatMap((one) => one ?? [])
    if (said.length === 0) return reply
    const told = (card: Card): Card => ({
      ...card,
      blocks: [...card.blocks, ...said.map((one) => ({ kind: "note", text: plainText(one) }) as const)],
    })
    return { ...reply, card: told(reply.card), later: reply.later?.then(told) }
  }
}
