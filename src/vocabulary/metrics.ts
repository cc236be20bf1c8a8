/** What is counted while the bot runs: by name of command, platform and source; never by who, where or which paper. */

export type CallOutcome = "answered" | "refused" | "failed"

/** All that the core counts by itself; what passes its ports is counted there. */
export type Metrics = {
  /** A command begins; what is given back is called once, when it has ended. */
  called(command: string, platform: string): (outcome: CallOutcome) => void
}

/** Counts nothing. */
export const noMetrics: Metrics = { called: () => () => undefined }
