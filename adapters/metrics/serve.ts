import { createServer } from "node:http"
import { UserError } from "../../src/vocabulary/errors.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { listening } from "../listening.ts"

const { metrics: say } = words.program

export type Served = { readonly port: number; readonly close: () => void }

/** Answers `GET /metrics` and nothing else, on a port of its own. Throws `UserError` where it cannot be opened. */
export async function serveMetrics(
  { host, port, log }: { readonly host: string; readonly port: number; readonly log: Log },
  { contentType, read }: { readonly contentType: string; readonly read: () => Promise<string> },
): Promise<Served> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404, { "content-type": "text/plain" }).end(`${say.nothingElse}\n`)
      return
    }
    try {
      const text = await read()
      response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" }).end(text)
    } catch (error) {
      log.error({ err: error }, say.notRead)
      response.writeHead(500, { "content-type": "text/plain" }).end(`${say.notRead}\n`)
    }
  })
  const open = await listening(server, { host, port }, (cause) => portRefused(host, port, cause))
  return {
    port: open,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function portRefused(host: string, port: number, { code = "unknown" }: NodeJS.ErrnoException): UserError {
  return new UserError("metrics-port", say.cannotListen(host, port, code), { hint: say.cannotListenHint })
}
