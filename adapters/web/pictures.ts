/** Where a picture of a paper comes from: through the bot's own cache, from its site, or from nowhere. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import type { Context, Hono } from "hono"
import { words } from "../../src/words/words.ts"

export type PictureSource = "cache" | "direct" | "off"

/** A picture as it is sent on. */
export type Picture = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

export type Pictures = {
  /** What a page puts into `src`; undefined where it shows no picture. */
  address(url: string | undefined): string | undefined
  /** Whether pages load pictures from other sites. */
  readonly areElsewhere: boolean
}

export type PictureOptions = {
  readonly from: PictureSource
  /** Reads a picture of the sites that have them, from the cache or the network; undefined where there is none. */
  readonly load?: (url: string) => Promise<Picture | undefined>
}

/** A picture's address at its own site: only over https, as the page's policy demands. */
export function directAddress(given: string): string | undefined {
  const url = URL.canParse(given) ? new URL(given) : undefined
  return url?.protocol === "https:" ? url.href : undefined
}

const path = "/thumbnails"
const oneWeek = 7 * 24 * 3600

/**
 * Addresses of pictures, and the route that answers them. An address carries the picture's own and a signature, so that
 * the route fetches only what a page of this bot has named: it is no proxy for others.
 */
export function createPictures({ from, load }: PictureOptions): Pictures & { addRoute(app: Hono): void } {
  const key = randomBytes(32)
  const sign = (name: string) => createHmac("sha256", key).update(name).digest("base64url").slice(0, 22)

  function address(given: string | undefined): string | undefined {
    const url = given === undefined || from === "off" ? undefined : directAddress(given)
    if (url === undefined || from === "direct" || load === undefined) return url
    const name = Buffer.from(url).toString("base64url")
    return `${path}/${name}.${sign(name)}`
  }

  async function answer(c: Context): Promise<Response> {
    const [name = "", signature = ""] = (c.req.param("name") ?? "").split(".")
    const wanted = Buffer.from(sign(name))
    const given = Buffer.from(signature)
    const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted)
    const picture = isOurs ? await load?.(Buffer.from(name, "base64url").toString()) : undefined
    if (picture === undefined) return c.text(`${words.web.refusals.noFile}\n`, 404)
    c.header("Cache-Control", `private, max-age=${oneWeek}, immutable`)
    c.header("Content-Type", picture.type)
    return c.body(picture.bytes)
  }

  const areElsewhere = from === "direct" || (from === "cache" && load === undefined)
  return { address, areElsewhere, addRoute: (app) => void app.get(`${path}/:name`, answer) }
}
