import type { MessageRef } from "../../../src/vocabulary/actor.ts"
import { NetworkError } from "../../../src/vocabulary/errors.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { createFakePlatform } from "../../fake-platform.ts"

/** The platform in memory, which lives in another process: as the bots that are killed see it. */
export function createRemotePlatform(url: string): Adapter {
  async function call(verb: string, given: readonly unknown[]): Promise<unknown> {
    try {
      const response = await fetch(`${url}/${verb}`, { method: "POST", body: JSON.stringify(given) })
      return await response.json()
    } catch (error) {
      throw new NetworkError("the platform in memory", "the connection was cut", { cause: error })
    }
  }
  return {
    ...createFakePlatform("memory"),
    send: async (...given) => (await call("send", given)) as MessageRef,
    lookUp: async ({ taken = [], ...where }, card) =>
      ((await call("lookUp", [{ ...where, taken: [...taken] }, card])) ?? undefined) as
        | MessageRef
        | undefined,
    invite: async () => undefined,
    edit: async (...given) => void (await call("edit", given)),
  }
}
