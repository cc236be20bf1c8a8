import type { LeaseStore } from "../vocabulary/stores.ts"
import type { Clock, Health, Log } from "../vocabulary/system.ts"

/** On one file a single bot delivers and is connected to the platforms. */
export const deliveringLease = "delivering"

/** Of what one bot does for all that share a store: whether it is this one that does it. */
export type Turn = {
  /** Takes the turn, or makes it longer; says whether it is this bot's. Never throws. */
  take(): Promise<boolean>
  /** Whether it was this bot's when it was last taken; true as long as nobody has asked. */
  isOurs(): boolean
  health(): Health
  /** Lets another bot have it at once. */
  giveBack(): Promise<void>
}

export type TurnParts = {
  readonly leases: LeaseStore
  /** The lease that goes from hand to hand. */
  readonly lease: string
  /** How this bot is called. */
  readonly holder: string
  readonly clock: Clock
  readonly log: Log
}

/** Longer than several ticks; also how long it takes until another takes over from one that was killed. */
const turnSeconds = 30

/** Of the bots that share a store the one that holds the lease does what it is for, and the others stand by. */
export function createTurn({ leases, lease, holder, clock, log }: TurnParts): Turn {
  /** Who does it in this bot's place; undefined when it is this bot, or nobody has asked yet. */
  let other: string | undefined
  let wasAsked = false
  /** A store that cannot be read takes nobody's turn away: it lasts as long as it was lent. */
  let lentUntil: Temporal.Instant | undefined

  async function take(): Promise<boolean> {
    const before = isOurs()
    other = await whoElse(clock.now())
    if (before !== isOurs() || !wasAsked) tell()
    wasAsked = true
    return isOurs()
  }

  /** Said once, when it changes. */
  function tell(): void {
    if (isOurs()) log.info({ lease }, "it is this bot's turn")
    else log.warn({ lease, holder: other }, "it is another bot's turn; this one stands by")
  }

  async function whoElse(now: Temporal.Instant): Promise<string | undefined> {
    const until = now.add({ seconds: turnSeconds })
    try {
      if (await leases.take(lease, holder, until.toString(), now.toString())) {
        lentUntil = until
        return undefined
      }
      return (await leases.holders(lease, now.toString())).get(lease) ?? "another bot"
    } catch (error) {
      log.error({ lease, err: error }, "whose turn it is cannot be read")
      const lasts = lentUntil !== undefined && Temporal.Instant.compare(now, lentUntil) < 0
      return lasts ? undefined : "nobody knows which bot"
    }
  }

  function isOurs(): boolean {
    return other === undefined
  }

  return {
    take,
    isOurs,
    health: () => ({
      up: true,
      detail: isOurs() ? "by this bot" : `by ${other}; this bot stands by`,
    }),
    giveBack: () => leases.release(lease, holder),
  }
}
