/** Opening a port, with words for what can go wrong, and closing it. */
import type { Server } from "node:http"
import { PlatformError } from "../../src/vocabulary/errors.ts"

/** Resolves to the port once the server listens. Throws `PlatformError` when it may not. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(refusal(error, host, port))
    server.once("error", refuse)
    server.listen(port, host, () => {
      server.off("error", refuse)
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : port)
    })
  })
}

/** How a browser writes the address of a port of a host. */
export function originOf(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}

const patienceMs = 800
const lookMs = 20

/** Lets the requests that are under way end, but not for longer than a moment. Connections that only idle go at once. */
export async function close(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), lookMs)
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs)
  await new Promise((done) => server.close(done))
  clearInterval(idle)
  clearTimeout(impatience)
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): PlatformError {
  const code = error.code ?? "unknown"
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is taken: set PORT=${port + 1}, or stop what listens there`,
    EACCES: `port ${port} needs more rights: set PORT to one above 1023`,
    EADDRNOTAVAIL: `this machine has no address ${host}: set HOST=127.0.0.1`,
    ENOTFOUND: `the name ${host} leads nowhere: set HOST=127.0.0.1`,
  }
  const message = words[code] ?? `the page cannot listen on ${host}:${port} (${code})`
  return new PlatformError("web", code, message, { cause: error })
}
