/**
 * Pictures of papers, read once and kept in DATA_DIR, so that readers' addresses reach no third host. Only the paper
 * site's own hosts are asked, only pictures are taken, and what is kept has a limit.
 */
import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createBoundedMap } from "../src/concurrency/bounded-map.ts"
import { createShared } from "../src/concurrency/by-key.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { words } from "../src/words/words.ts"
import { bytesWithin } from "./read-bytes.ts"
import type { Picture } from "./web/pictures.ts"

export type ThumbnailOptions = {
  readonly folder: string
  readonly isOffline: boolean
  readonly log: Log
  readonly fetch?: typeof fetch
  readonly maxBytes?: number
}

const hosts = /(^|\.)(huggingface\.co|hf\.co)$/
const types: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
}
const timeoutMs = 10_000
const largestPicture = 5 * 1024 * 1024
const cacheBytes = 200 * 1024 * 1024
const mostRedirects = 3
/** What could not be had is not asked for again for so long. */
const failedMs = 10 * 60_000

/** Gives a picture by its address; undefined where there is none to be had. */
export function createThumbnails(options: ThumbnailOptions): (url: string) => Promise<Picture | undefined> {
  const { folder, isOffline, log, maxBytes = cacheBytes } = options
  const shared = createShared<Picture | undefined>()
  const failed = createBoundedMap<string, number>(5000)
  mkdirSync(folder, { recursive: true })

  async function load(url: string, name: string): Promise<Picture | undefined> {
    const isFailing = Date.now() - (failed.get(name) ?? Number.NEGATIVE_INFINITY) < failedMs
    if (isOffline || isFailing) return undefined
    try {
      const picture = await read(options.fetch ?? fetch, new URL(url))
      keep(folder, `${name}.${types[picture.type]}`, picture.bytes)
      prune(folder, maxBytes)
      return picture
    } catch (error) {
      failed.set(name, Date.now())
      log.debug({ error, url }, words.program.log.thumbnailFailed)
      return undefined
    }
  }

  return async (url) => {
    if (!isAllowed(url)) return undefined
    const name = createHash("sha256").update(url).digest("hex")
    return kept(folder, name) ?? shared(name, () => load(url, name))
  }
}

function isAllowed(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url?.protocol === "https:" && url.port === "" && hosts.test(url.hostname)
}

/** Follows redirects only to hosts that may be asked. Throws for anything that is no picture of a fair size. */
async function read(ask: typeof fetch, url: URL, redirects = 0): Promise<Picture> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await ask(url, { redirect: "manual", signal, headers: { accept: "image/*" } })
  const location = response.headers.get("location")
  if (response.status >= 300 && response.status < 400 && location !== null) {
    const next = new URL(location, url)
    if (redirects >= mostRedirects || !isAllowed(next.href)) throw new Error(`redirected to ${next.host}`)
    return read(ask, next, redirects + 1)
  }
  const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? ""
  if (!response.ok || types[type] === undefined) throw new Error(`${response.status} ${type}`)
  const bytes = await bytesWithin(response, largestPicture)
  if (bytes === undefined) throw new Error(`larger than ${largestPicture} bytes`)
  return { type, bytes }
}

function kept(folder: string, name: string): Picture | undefined {
  for (const [type, ending] of Object.entries(types)) {
    try {
      return { type, bytes: new Uint8Array(readFileSync(join(folder, `${name}.${ending}`))) }
    } catch {
      // Not kept with this ending.
    }
  }
  return undefined
}

/** Whole or not at all: a process may end in the middle of a write. */
function keep(folder: string, name: string, bytes: Uint8Array): void {
  const part = join(folder, `${name}.part`)
  writeFileSync(part, bytes)
  renameSync(part, join(folder, name))
}

/** Removes the oldest pictures until the rest fits. */
function prune(folder: string, maxBytes: number): void {
  const files = readdirSync(folder)
    .map((name) => ({
      path: join(folder, name),
      stat: statSync(join(folder, name), { throwIfNoEntry: false }),
    }))
    .flatMap(({ path, stat }) => (stat ? [{ path, size: stat.size, at: stat.mtimeMs }] : []))
    .toSorted((one, other) => one.at - other.at)
  let total = files.reduce((sum, { size }) => sum + size, 0)
  for (const { path, size } of files) {
    if (total <= maxBytes) return
    rmSync(path, { force: true })
    total -= size
  }
}
