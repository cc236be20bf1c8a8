/** How this process reaches the network: a proxy and further certificates, from the environment or `.env`. */
import { readFileSync } from "node:fs"
import { setGlobalProxyFromEnv } from "node:http"
import tls from "node:tls"
import type { Config } from "../config/load.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { words } from "../src/words/words.ts"

/** Call it before anything is fetched. Throws `UserError` for certificates that cannot be read. */
export function prepareNetwork({
  HTTPS_PROXY,
  HTTP_PROXY,
  NO_PROXY,
  NODE_EXTRA_CA_CERTS: file,
}: Config): void {
  if (HTTPS_PROXY || HTTP_PROXY) {
    const [https, http] = [HTTPS_PROXY?.url.reveal(), HTTP_PROXY?.url.reveal()]
    setGlobalProxyFromEnv({ HTTPS_PROXY: https, HTTP_PROXY: http, NO_PROXY })
    isProxied = true
  }
  // From the environment Node itself has read it.
  if (file === undefined || process.env.NODE_EXTRA_CA_CERTS === file) return
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), certificates(file)])
}

type Dispatcher = { dispatch(options: object, handler: object): boolean }

let isProxied = false

/** What sends Node's own requests through the proxy, for a library that opens sockets itself; undefined without one. */
export function proxyDispatcher(): Dispatcher | undefined {
  return isProxied ? Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1")) : undefined
}

/** Where requests go, for doctor: without user and password. */
export function proxyInWords({ HTTPS_PROXY, HTTP_PROXY, NO_PROXY }: Config): string | undefined {
  const hosts = [HTTPS_PROXY, HTTP_PROXY].flatMap((proxy) =>
    proxy ? [new URL(proxy.url.reveal()).host] : [],
  )
  return hosts.length === 0 ? undefined : words.doctor.proxy.ok([...new Set(hosts)], NO_PROXY)
}

function certificates(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError("unreadable-certificates", words.program.certificatesUnreadable(why))
  }
}
