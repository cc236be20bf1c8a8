import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

/** Runs work on behalf of an adapter, which is promised that nothing throws: what fails is logged, and `otherwise` comes back. */
export type Boundary = <T>(what: string, work: () => Promise<T>, otherwise: T) => Promise<T>

export function createBoundary(log: Log): Boundary {
  return async (what, work, otherwise) => {
    try {
      return await work()
    } catch (error) {
      log.error({ what, err: error }, words.errors.log.eventFailed)
      return otherwise
    }
  }
}
