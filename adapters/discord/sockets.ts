/**
 * discord.js gives its gateway's sockets no agent, so Node's proxy settings would not reach them. Imported before
 * discord.js, this gives them Node's own agents where these know a proxy.
 */
import http from "node:http"
import https from "node:https"
import { createRequire } from "node:module"
import type { ClientOptions, WebSocket } from "ws"

const discord = createRequire(createRequire(import.meta.url).resolve("discord.js"))
const sockets: { WebSocket: typeof WebSocket } = createRequire(discord.resolve("@discordjs/ws"))("ws")

sockets.WebSocket = new Proxy(sockets.WebSocket, {
  construct: (Socket, [address, protocols, options]: [string | URL, string[], ClientOptions?]) =>
    new Socket(address, protocols, { agent: proxyAgent(address), ...options }),
})

function proxyAgent(address: string | URL): http.Agent | undefined {
  const { globalAgent: agent } = new URL(address).protocol === "wss:" ? https : http
  const { proxyEnv }: { readonly proxyEnv?: unknown } = Reflect.get(agent, "options")
  return proxyEnv === undefined ? undefined : agent
}
