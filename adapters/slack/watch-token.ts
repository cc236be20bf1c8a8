/** Whether Slack still takes the bot's token: told in the log once, and in the health for as long as it lasts. */
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Clock, Health, Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"
import { isLockedOut, refusal } from "./refusal.ts"

const firstPauseMs = 1_000
const longestPauseMs = 60_000

export type TokenWatch = {
  /** Asks Slack who the bot is, until Slack can be asked. Never throws. */
  identify(): Promise<void>
  /** Slack let the bot in. */
  admitted(): void
  /** Slack refused something; comes back as it is. */
  refused(error: Error): Error
  /** What is wrong with the token and what to do; undefined when all is well. */
  trouble(): Health | undefined
}

export type TokenWatchParts = {
  /** Of many workspaces one that takes its token away is no trouble of the bot's. */
  readonly isOne: boolean
  readonly identify: () => Promise<unknown>
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

export function watchToken({ isOne, identify, clock, log, signal }: TokenWatchParts): TokenWatch {
  let trouble: Health | undefined

  function refused(error: Error): Error {
    if (!isOne || !isLockedOut(error) || !(error instanceof PlatformError)) return error
    const detail = `${error.message}. ${error.hint ?? ""}`
    if (!trouble) log.error({ platform, error }, detail)
    trouble = { up: false, detail }
    return error
  }

  function admitted(): void {
    trouble = undefined
  }

  return {
    admitted,
    refused,
    trouble: () => trouble,
    async identify() {
      for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        try {
          await identify()
          return admitted()
        } catch (error) {
          refused(refusal(error))
        }
        await clock.wait(pauseMs, signal).catch(() => undefined)
      }
    },
  }
}
