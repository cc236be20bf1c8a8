import { welcomeCard } from "../cards/welcome-card.ts"
import { createShared } from "../concurrency/by-key.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { FactStore } from "../vocabulary/stores.ts"
import type { Clock } from "../vocabulary/system.ts"

/**
 * The welcome, once for each community. It is remembered only when it was sent, so that a community whose platform
 * could not take it is welcomed later.
 */
export function createWelcome(facts: Pick<FactStore, "get" | "put">, clock: Clock): Bot["welcome"] {
  const share = createShared<void>()
  return (community, send) =>
    share(community, async () => {
      const fact = `welcomed ${community}`
      if ((await facts.get(fact)) !== undefined) return
      await send(welcomeCard())
      await facts.put(fact, clock.now().toString())
    })
}
