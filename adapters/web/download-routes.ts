/** Files as answers that browsers save. */
import type { Context, Hono } from "hono"
import type { CardFile } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { lostToHtml } from "./page-html.ts"
import { type RouteServices, requireMember } from "./request.ts"

/** Adds the route of the files. */
export function addDownloads(app: Hono, services: RouteServices): void {
  app.get("/files/:token/:name", (c) => {
    const member = requireMember(c, services)
    const file = services.downloads.find(c.req.param("token"), member.id)
    return file === undefined ? c.html(lostToHtml(words.web.lost.file), 404) : sendFile(c, file)
  })
}

/** A file as an answer that browsers save under its name. */
export function sendFile(c: Context, { name, type, bytes }: CardFile): Response {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_")
  c.header("Content-Type", type)
  c.header("Content-Disposition", `attachment; filename="${ascii}"; filename*=UTF-8''${extended(name)}`)
  return c.body(Uint8Array.from(bytes))
}

/** RFC 8187 takes fewer signs than `encodeURIComponent` leaves. */
function extended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
