/** Breaking things, on the REST side and at the gateway. */
import { GatewayCloseCodes, GatewayOpcodes as Op } from "discord-api-types/v10"
import type { Gateway } from "../gateway/gateway.ts"
import type { Session } from "../gateway/sessions.ts"
import type { Faults } from "../rest/faults.ts"
import type { World } from "../state/world.ts"

export type Breaks = ReturnType<typeof createBreaks>

export function createBreaks(world: World, faults: Faults, gateway: Gateway) {
  const each = (shard: number | undefined, act: (session: Session) => void) => {
    for (const session of gateway.sessions) if (shard === undefined || session.shard === shard) act(session)
  }

  return {
    /** The next requests that match fare so. */
    next: faults.next,
    clear: faults.clear,
    /** Sockets vanish without a word; sessions live on and can be resumed. */
    drop: (shard?: number) => each(shard, ({ socket }) => socket?.terminate()),
    /** Discord asks to come back elsewhere. */
    reconnect: (shard?: number) =>
      each(shard, ({ socket }) =>
        socket?.send(JSON.stringify({ op: Op.Reconnect, d: null, s: null, t: null })),
      ),
    /** The session is over; what happens until the bot has identified anew is lost. */
    invalidate: (shard?: number) =>
      each(shard, (session) => {
        gateway.forget(session)
        session.socket?.send(JSON.stringify({ op: Op.InvalidSession, d: false, s: null, t: null }))
      }),
    /** Closes with a code. A session that is closed for good cannot be resumed. */
    close: (code: number, shard?: number) =>
      each(shard, (session) => {
        if (!resumable.has(code)) gateway.forget(session)
        session.socket?.close(code)
      }),
    /** The bot is cut off, and its sessions are forgotten: it will never hear what happens meanwhile. */
    cutOff() {
      gateway.refuse(true)
      each(undefined, (session) => {
        gateway.forget(session)
        session.socket?.terminate()
      })
    },
    /** The bot is cut off, and hears what it missed when it comes back. */
    hold() {
      gateway.refuse(true)
      each(undefined, ({ socket }) => socket?.terminate())
    },
    letBack: () => gateway.refuse(false),
    /** Heartbeats stay unanswered while set: the connection looks alive and is dead. */
    playDead: gateway.playDead,
    /** The next events come twice. */
    repeatEvents: (events = 1) => gateway.repeat(events),
    /** The next event is overtaken by the one after it. */
    overtakeEvent: gateway.overtake,
    /** Discord takes the bot for a spammer: it opens no new conversations until it is forgiven. */
    quarantine(isOn = true) {
      world.isQuarantined = isOn
    },
    /** Somebody reset the token: REST answers 401, the gateway closes with 4004. */
    revokeToken() {
      world.tokenIsValid = false
      each(undefined, (session) => {
        gateway.forget(session)
        session.socket?.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.")
      })
    },
    restoreToken() {
      world.tokenIsValid = true
    },
  }
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const resumable: ReadonlySet<number> = new Set([
  GatewayCloseCodes.UnknownError,
  GatewayCloseCodes.UnknownOpcode,
  GatewayCloseCodes.DecodeError,
  GatewayCloseCodes.NotAuthenticated,
  GatewayCloseCodes.AlreadyAuthenticated,
  GatewayCloseCodes.RateLimited,
])
