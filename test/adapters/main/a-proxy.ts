import { createServer, request } from "node:http"
import { type AddressInfo, connect, type Socket } from "node:net"
import { onTestFinished } from "vitest"

/** Forwards to loopback whatever host it is asked for, by CONNECT or by the whole address; tells what it was asked. */
export async function aProxy(hosts: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const resolve = (host: string) => new URL(hosts[host.split(":")[0] ?? ""] ?? `http://${host}`)
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? "")
    asked.push(`${incoming.method} ${url.host}`)
    const { hostname, port } = resolve(url.host)
    const { method, headers } = incoming
    const outgoing = request(
      { hostname, port, path: url.pathname + url.search, method, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(answer)
      },
    )
    outgoing.on("error", () => answer.destroy())
    incoming.pipe(outgoing)
  })
  const tunnel = (host: string, opening: (socket: Socket) => void) => {
    const { hostname, port } = resolve(host)
    const socket = connect(Number(port), hostname, () => opening(socket))
    return socket.on("error", () => socket.destroy())
  }
  server.on("connect", ({ url = "" }, client) => {
    asked.push(`CONNECT ${url}`)
    const socket = tunnel(url, () => client.write("HTTP/1.1 200 Connection established\r\n\r\n"))
    client
      .on("error", () => socket.destroy())
      .pipe(socket)
      .pipe(client)
  })
  server.on("upgrade", ({ url = "", rawHeaders }, client) => {
    const { host, pathname, search } = new URL(url)
    asked.push(`UPGRADE ${host}`)
    const lines = rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join("")
    const socket = tunnel(host, (to) => to.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines}\r\n`))
    client
      .on("error", () => socket.destroy())
      .pipe(socket)
      .pipe(client)
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
