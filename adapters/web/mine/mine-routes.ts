/** `/mine`: a reader's own page, what is done on it, and the files that it gives. Nothing of it is kept for anybody else. */
import type { Context, Hono } from "hono"
import { exportFormats } from "../../../src/exporting/index.ts"
import { textOf } from "../../../src/rendering/inline.ts"
import type { Actor } from "../../../src/vocabulary/actor.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Call, Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { backTo, isNavigation } from "../back.ts"
import { sendFile } from "../download-routes.ts"
import { filePath } from "../export-html.ts"
import { lostToHtml, reloadToHtml } from "../page-html.ts"
import {
  actorIn,
  actorOf,
  memberFor,
  type RouteServices,
  readerOf,
  readPress,
  readValues,
} from "../request.ts"
import { withSaved } from "../save-html.ts"
import { framed, pageFor } from "../shell-html.ts"
import { type Html, written } from "../text-html.ts"
import { feedLinksToHtml } from "./feeds-html.ts"
import { followPageToHtml } from "./follow-html.ts"
import { importPath, readMineOptions } from "./mine-address.ts"
import { mineToHtml } from "./mine-html.ts"
import { readMine } from "./mine-page.ts"
import { createNotices } from "./notices.ts"

const { reading } = words.web

export function addMineRoutes(app: Hono, services: RouteServices): void {
  const { bot, room } = services
  const notices = createNotices()

  app.get("/mine", (c) =>
    answer(c, reading.shell.mine, async (actor) => {
      const page = await readMine(
        services,
        actor,
        readMineOptions((name) => c.req.query(name)),
      )
      // Of a new one, the reader's zone stands there already.
      const asked = { do: "change", ...(page.digest === undefined && { zone: page.timeZone }) } as const
      const form = page.digestTo && (await bot.form({ actor, input: typed(invoke("digest", asked)) }))
      const mailForm =
        page.mail.offered && (await bot.form({ actor, input: typed(invoke("mail", { do: "change" })) }))
      const recommended = (page.recommended?.items ?? []).map(({ paper }) => paper.id)
      const main = mineToHtml(
        {
          page,
          form: form || undefined,
          mailForm: mailForm || undefined,
          notice: notices.take(actor.member),
        },
        services.pictures,
      )
      const own = await services.saved.of(actor, recommended)
      return { main, saved: own.keys(), head: feedLinksToHtml(page.feeds) }
    }),
  )
  app.get("/mine/follow", (c) =>
    answer(c, words.web.mine.followTitle, async (actor) => {
      const what = (c.req.query("what") ?? "").trim().slice(0, 300)
      const reply =
        what === ""
          ? undefined
          : await bot.dispatch({ actor, input: typed(invoke("follow", { what, try: true })) })
      return { main: followPageToHtml(what, reply?.card, notices.take(actor.member)), saved: [] }
    }),
  )
  app.post("/mine/do", async (c) => {
    const { actor, call } = await readCall(c, services)
    const reply = await room.call({ actor, input: typed(call) })
    if (reply.failure !== undefined && !isNavigation(c)) return c.text(inOneLine(reply.card), 422)
    notices.leave(actor.member, reply.card)
    return backTo(c)
  })
  app.post(importPath, async (c) => {
    const actor = actorIn(c, services)
    const { papers, tag } = await readList(c)
    const call = invoke("save-list", { papers, ...(tag && { tag }) })
    const reply = await room.call({ actor, input: typed(call) })
    if (reply.failure !== undefined && !isNavigation(c)) return c.text(inOneLine(reply.card), 422)
    notices.leave(actor.member, reply.card)
    return backTo(c)
  })
  app.get(filePath, async (c) => {
    const actor = actorIn(c, services)
    const call = fileCall((name) => c.req.query(name))
    const { card } = await bot.dispatch({ actor, input: typed(call) })
    const block = card.blocks.find(({ kind }) => kind === "file")
    return block?.kind === "file" ? sendFile(c, block.file) : c.html(lostToHtml(inOneLine(card)), 404)
  })

  type Made = { readonly main: Html; readonly saved: Iterable<string>; readonly head?: Html }

  async function answer(c: Context, name: string, make: (actor: Actor) => Promise<Made>): Promise<Response> {
    const member = memberFor(c, services)
    if (member === undefined) return c.html(written(reloadToHtml()))
    const cursor = services.feed.cursor()
    const actor = actorOf(c, member, { channel: services.channels[0]?.id ?? "" }, services)
    const [{ main, saved, head }, papers, reader] = await Promise.all([
      make(actor),
      services.library.count(),
      readerOf(c, services, { member, cursor }),
    ])
    const { channels } = services
    const place = channels[0]?.id ?? ""
    const title = reading.shell.title(name)
    const parts = { title, current: "mine" as const, place, channels, papers, main }
    const frame = framed({ ...parts, ...(head && { head }) })
    return c.html(withSaved(pageFor(frame, reader), saved))
  }
}

/** A button's call, with the fields of its form laid over its arguments. */
async function readCall(
  c: Context,
  services: RouteServices,
): Promise<{ readonly actor: Actor; readonly call: Call }> {
  const actor = actorIn(c, services)
  const { call = "", ...fields } = await readValues(c)
  const { command, arguments: values } = readPress(call)
  return { actor, call: { kind: "invoke", command, arguments: { ...values, ...fields } } }
}

/** What was pasted, and after it what the chosen file holds. */
async function readList(c: Context): Promise<{ readonly papers: string; readonly tag: string }> {
  const { text, file, tag } = await c.req.parseBody()
  const held = file instanceof File ? await file.text() : ""
  const pasted = typeof text === "string" ? text : ""
  return { papers: `${pasted}\n${held}`.trim(), tag: typeof tag === "string" ? tag : "" }
}

function typed({ command, arguments: values }: Call) {
  return { kind: "typed", command, values } as const
}

function fileCall(given: (name: string) => string | undefined): Call {
  const of = given("of")
  if (of === "data") return invoke("data", {})
  if (of === "feeds") return invoke("feed", { do: "opml" })
  const format = exportFormats.find((one) => one === given("format")) ?? "bibtex"
  const [date = "", query = ""] = [given("date"), given("q")]
  if (of === "list") return invoke("export", { what: "list", format, date })
  if (of === "search") return invoke("export", { what: "search", format, query })
  return invoke("export", { what: of === "votes" ? "votes" : "saved", format })
}

function inOneLine({ title, blocks }: Card): string {
  const [more] = blocks.flatMap((block) => (block.kind === "text" ? [textOf(block.text)] : []))
  return [textOf(title), more].filter(Boolean).join(" ")
}
