/**
 * bolt's log lines in ours, for whoever looks closely: what matters is logged by the adapter with its cause. Its debug
 * lines hold whole payloads, tokens too, and are dropped.
 */
import { type Logger, LogLevel } from "@slack/bolt"
import type { Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"

export function createBoltLogger(log: Log): Logger {
  const told = (words: readonly unknown[]) => `Slack: ${words.map(String).join(" ")}`
  return {
    debug: () => undefined,
    info: (...words) => log.debug({ platform }, told(words)),
    warn: (...words) => log.debug({ platform }, told(words)),
    error: (...words) => log.debug({ platform }, told(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
