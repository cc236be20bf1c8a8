/** Opening a port and closing it. */
import type { Server } from "node:http"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { listening } from "../listening.ts"

/** Resolves to the port once the server listens. Throws `PlatformError` when it cannot. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return listening(server, { host, port }, (cause) => listenError(cause, host, port))
}

/** How a browser writes the address of a port of a host. */
export function originOf(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}

const shutdownTimeoutMs = 800
const pollMs = 20

/** Lets running requests end, but not for longer than a moment. Idle connections close at once. */
export async function close(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), pollMs)
  const timeout = setTimeout(() => server.closeAllConnections(), shutdownTimeoutMs)
  await new Promise((done) => server.close(done))
  clearInterval(idle)
  clearTimeout(timeout)
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): PlatformError {
  const code = cause.code ?? "unknown"
  const say = words.web.platform
  const known: Readonly<Record<string, readonly [message: string, hint: string]>> = {
    EADDRINUSE: [say.portTaken(port), say.portTakenHint(port)],
    EACCES: [say.portForbidden(port), say.portForbiddenHint],
    EADDRNOTAVAIL: [say.noAddress(host), say.hostHint],
    ENOTFOUND: [say.noName(host), say.hostHint],
  }
  const [message, hint] = known[code] ?? [say.cannotListen(host, port, code), undefined]
  return new PlatformError("web", code, message, { cause, hint })
}
