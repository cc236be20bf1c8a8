/** What the measuring process and the bots that it kills tell one another. */

/** How a bot reaches its platform, as it can be handed to another process. */
export type PlatformSetup =
  | { readonly name: "memory"; readonly url: string }
  | { readonly name: "discord"; readonly url: string; readonly token: string }
  | {
      readonly name: "slack"
      readonly url: string
      readonly appToken: string
      readonly botToken: string
      /** Many workspaces installed the bot, instead of the one of the token. */
      readonly isInstalled?: boolean
    }

export type EngineSetup =
  | { readonly name: "SQLite"; readonly file: string }
  | { readonly name: "PostgreSQL"; readonly url: string }

export type BotSetup = {
  readonly platform: PlatformSetup
  readonly engine: EngineSetup
  /** The bot's clock: this instant at this moment of the machine's, in milliseconds, and so many times faster than that. */
  readonly now: string
  readonly at: number
  readonly speed: number
  /** Absent: as many as the scheduler has by itself. */
  readonly workers?: number
  /** Ends by itself when nothing is left to do now. */
  readonly once: boolean
  readonly papers: number
  /** Counts for Prometheus, and answers it. */
  readonly metrics?: boolean
}

export type BotReport =
  | { readonly kind: "ready"; readonly cpuMs: number; readonly metricsPort?: number }
  | {
      readonly kind: "memory"
      readonly residentMb: number
      readonly heapMb: number
      /** Of the process since its start. */
      readonly cpuMs: number
    }

/** Seals what workspaces entrust to the bot. */
export const benchKey = Buffer.alloc(32, 1)

export const nineOClock = "0 9 * * *"
