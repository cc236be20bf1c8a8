/**
 * A port that another server keeps for Slack's requests, as the web page does. It outlives a restart of the bot, and
 * since it is never given back meanwhile, no test that runs beside takes it.
 */
import { createServer } from "node:http"
import type { SlackAdapter } from "../../../adapters/slack/slack.ts"

export type SharedPort = { readonly address: string; close(): void }

/** Passes each request on to the adapter that is there just now; nobody answers while there is none. */
export async function openSharedPort(adapter: () => SlackAdapter | undefined): Promise<SharedPort> {
  const server = createServer((request, response) => {
    const handle = adapter()?.handle
    if (handle) handle(request, response)
    else response.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the shared port has no number")
  return {
    address: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
