import type { Server } from "node:http"

/** Resolves to the port once a server listens; port 0 takes a free one. Throws what `explain` makes of the reason it cannot. */
export function listening(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  explain: (cause: NodeJS.ErrnoException) => Error,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => reject(explain(cause))
    server.once("error", fail)
    server.listen(port, host, () => {
      server.off("error", fail)
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : port)
    })
  })
}
