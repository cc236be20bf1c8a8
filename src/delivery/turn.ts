import type { Services } from "../vocabulary/services.ts"
import type { Health } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

/** On one file a single bot delivers and is connected to the platforms. */
export const deliveringLease = "delivering"

/** Whether this bot does what one does for all bots that share a store. */
export type Turn = {
  /** Takes or extends the turn; says whether it is this bot's. Never throws. */
  take(): Promise<boolean>
  /** Whether it was this bot's when it was last taken; true as long as nobody has asked. */
  isOurs(): boolean
  health(): Health
  /** Lets another bot have it at once. */
  giveBack(): Promise<void>
}

export type TurnParts = Pick<Services, "leases" | "clock" | "log"> & {
  readonly lease: string
  /** This bot's name among them. */
  readonly holder: string
}

/** Longer than several ticks; also how long it takes until another bot takes over from one that was killed. */
const turnSeconds = 30

/** The bot that holds the lease delivers, and the others that share the store are on standby. */
export function createTurn({ leases, lease, holder, clock, log }: TurnParts): Turn {
  /** Who has it instead; undefined when it is this bot, or nobody has asked yet. */
  let other: string | undefined
  let wasAsked = false
  /** A store that cannot be read takes nobody's turn away before its lease ends. */
  let leasedUntil: Temporal.Instant | undefined

  async function take(): Promise<boolean> {
    const before = isOurs()
    other = await whoElse(clock.now())
    if (before !== isOurs() || !wasAsked) logChange()
    wasAsked = true
    return isOurs()
  }

  function logChange(): void {
    if (isOurs()) log.info({ lease }, words.delivery.log.ourTurn)
    else log.warn({ lease, holder: other }, words.delivery.log.theirTurn)
  }

  async function whoElse(now: Temporal.Instant): Promise<string | undefined> {
    const until = now.add({ seconds: turnSeconds })
    try {
      if (await leases.take(lease, holder, until.toString(), now.toString())) {
        leasedUntil = until
        return undefined
      }
      return (await leases.holders(lease, now.toString())).get(lease) ?? words.delivery.turn.another
    } catch (error) {
      log.error({ lease, err: error }, words.delivery.log.turnUnknown)
      const isStillOurs = leasedUntil !== undefined && Temporal.Instant.compare(now, leasedUntil) < 0
      return isStillOurs ? undefined : words.delivery.turn.unknown
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
      detail: other === undefined ? words.delivery.turn.ours : words.delivery.turn.theirs(other),
    }),
    giveBack: () => leases.release(lease, holder),
  }
}
