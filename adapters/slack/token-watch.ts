/** Whether Slack still takes the bot's token: logged once, and shown in the health for as long as it lasts. */
import { backOff, retry } from "../../src/concurrency/retry.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import type { Health } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { causeOf, isLockedOut, isRefusal } from "./errors.ts"
import { platform } from "./ids.ts"

const pauses = { firstMs: 1_000, mostMs: 60_000 }

export type TokenWatch = {
  /** Asks Slack who the bot is, until Slack lets it in. Never throws. */
  identify(): Promise<void>
  /** Slack let the bot in. */
  admitted(): void
  /** Slack refused something; comes back as it is. */
  refused(error: Error): Error
  /** What is wrong with the token and what to do; undefined when it works. */
  trouble(): Health | undefined
}

export type TokenWatchParts = Pick<Services, "clock" | "log" | "random"> & {
  /** Of many workspaces one that revokes its token is no trouble of the bot's. */
  readonly isOne: boolean
  readonly identify: () => Promise<unknown>
  readonly signal: AbortSignal
}

export function watchToken({ isOne, identify, clock, log, random, signal }: TokenWatchParts): TokenWatch {
  let trouble: Health | undefined
  let asking: Promise<void> | undefined

  function refused(error: Error): Error {
    if (!isOne || !isLockedOut(error) || !isRefusal(error)) return error
    const detail = words.slack.health.lockedOut(error.message, error.hint ?? "")
    const isNew = trouble === undefined
    trouble = { up: false, detail }
    if (isNew) {
      log.error({ platform, error }, words.slack.log.connection(detail))
      void ask()
    }
    return error
  }

  function admitted(): void {
    trouble = undefined
  }

  function ask(): Promise<void> {
    const waitMs = (error: unknown, attempt: number) => {
      refused(causeOf(error))
      return backOff(pauses, attempt, random)
    }
    asking ??= retry(identify, { clock, signal, waitMs })
      .then(admitted, () => undefined)
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  return { identify: ask, admitted, refused, trouble: () => trouble }
}
