import { connect, createServer, type Server, type Socket } from "node:net"
import { onTestFinished } from "vitest"

export type Wire = {
  /** The address that goes over the wire. */
  readonly url: string
  /** Cuts every connection, as a server that dies does; new ones are refused. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** A wire to a server that can be cut: a listener on loopback that hands everything on. */
export async function aWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let port = 0
  const mend = async () => {
    server = createServer((inward) => {
      const outward = connect(Number(target.port || 5432), target.hostname)
      for (const socket of [inward, outward]) {
        sockets.add(socket)
        socket.on("close", () => sockets.delete(socket))
        // What becomes of a cut connection is what the test looks at, from the other end.
        socket.on("error", () => inward.destroy())
      }
      inward.pipe(outward).pipe(inward)
    })
    await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", resolve))
    const address = server.address()
    if (typeof address === "object" && address !== null) port = address.port
  }
  const cut = async () => {
    const closed = new Promise((resolve) => server?.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await mend()
  onTestFinished(cut)
  const over = new URL(url)
  over.host = `127.0.0.1:${port}`
  return { url: over.href, cut, mend }
}
