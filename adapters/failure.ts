import { ConfigurationError } from "../config/configuration-error.ts"
import { NetworkError, PlatformError, StoreError, UserError } from "../src/vocabulary/errors.ts"
import { exitCodes } from "./terminal/terminal.ts"

export type Explained = { readonly text: string; readonly exitCode: number }

/**
 * What the person at the machine is told when the program cannot go on: what happened and what to do, without a stack.
 * Only a bug of ours shows one, since whoever mends it needs it.
 */
export function explainFailure(error: unknown): Explained {
  if (error instanceof ConfigurationError) {
    const advice = "Mend it in the environment or in .env; README.md lists what may stand where."
    return { text: `${error.message}\n${advice}`, exitCode: exitCodes.user }
  }
  if (error instanceof UserError || error instanceof StoreError || error instanceof PlatformError) {
    return { text: [error.message, error.hint].filter(Boolean).join("\n"), exitCode: exitCodes.user }
  }
  if (error instanceof NetworkError) return { text: error.message, exitCode: exitCodes.network }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: `Sorry, this is a mistake in Paperboy itself:\n${stack}`, exitCode: exitCodes.bug }
}
