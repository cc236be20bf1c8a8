import { describe, expect, test } from "vitest"
import type { Paper } from "../../../../src/papers/index.ts"
import type { SavedPapers } from "../../../../src/vocabulary/readers.ts"
import { words } from "../../../../src/words/words.ts"
import { aPaper } from "../../../builders.ts"
import { htmlToText } from "../html-text.ts"
import { openPage, visit } from "../open-page.ts"

const { search: say } = words.web

const papers: readonly Paper[] = Array.from({ length: 25 }, (_, n) =>
  aPaper({
    id: `2510.000${10 + n}`,
    title: `Diffusion <b>${n}</b> in the Kitchen`,
    authors: n === 0 ? ["Ada Quill"] : ["Bruno Reed"],
    publishedOn: `202${n % 2 === 0 ? 4 : 5}-01-0${(n % 9) + 1}`,
    ...(n < 5 ? { code: { url: "https://github.com/a/b" } } : {}),
  }),
)

async function open() {
  const page = await openPage({}, { papers })
  return { ...page, visitor: await visit(page.address) }
}

function titles(html: string): readonly string[] {
  return [...html.matchAll(/<h2 dir="auto"><a [^>]*>(.*?)<\/a>/g)].map(([, title = ""]) => title)
}

/** Each chip with the address without it. */
function chips(html: string): Readonly<Record<string, string>> {
  const all = html.matchAll(/<li class="chip"><bdi>(.*?)<\/bdi><a href="([^"]*)"/g)
  return Object.fromEntries([...all].map(([, label = "", href = ""]) => [label, href]))
}

describe("a search", () => {
  test("shows twenty papers with their matches marked inside one link, and the way to the rest", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=diffusion")
    expect(titles(html)).toHaveLength(20)
    expect(titles(html)[0]).toMatch(/^<mark>Diffusion<\/mark> &lt;b&gt;\d+&lt;\/b&gt; in the Kitchen$/)
    expect(html).toContain(say.more(5))
    const second = await visitor.page("/search?q=diffusion&page=2")
    expect(titles(second)).toHaveLength(5)
    expect(htmlToText(second)).toContain(say.range(21, 25, say.results(25, false)))
  })

  test("keeps what was typed in the box of its page", async () => {
    const { visitor } = await open()
    expect(await visitor.page(`/search?q=${encodeURIComponent('"a<b" diffusion')}`)).toContain(
      'value="&quot;a&lt;b&quot; diffusion"',
    )
  })

  test("among saved papers finds the reader's own", async () => {
    let owner: string | undefined
    const papersOf: SavedPapers["all"] = async ({ member }) => {
      owner ??= member
      return member === owner
        ? [{ paper: "2510.00010", state: "later", tags: [], addedAt: "", changedAt: "" }]
        : []
    }
    const saved: Partial<SavedPapers> = {
      all: papersOf,
      of: async () => new Map(),
      counts: async () => ({ later: 0, reading: 0, read: 0, dropped: 0 }),
    }
    const { address } = await openPage({ saved: saved as SavedPapers }, { papers })
    const find = async () => titles(await (await visit(address)).page("/search?q=diffusion+in:saved"))
    expect(await find()).toHaveLength(1)
    expect(await find()).toEqual([])
  })

  test("says what it corrected and offers the other", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=difusion")
    expect(html).toContain(`href="/search?q=difusion&amp;exact=1"`)
    expect(htmlToText(html)).toContain(say.instead("difusion"))
  })

  test("says a correction once, and takes it off and puts it back with the filters as they are", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=difusion+has:code")
    expect(chips(html)).toEqual({ difusion: "/search?q=has%3Acode", "with code": "/search?q=difusion" })
    expect(html).toContain(`href="/search?q=difusion+has%3Acode&amp;exact=1"`)
    const exact = await visitor.page("/search?q=difusion+has:code&exact=1")
    expect(chips(exact)).toMatchObject({ [say.asWritten]: "/search?q=difusion+has%3Acode" })
  })

  test("for nothing but a name offers the papers of whoever has it", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=bruno+reed")
    expect(titles(html)).toHaveLength(20)
    expect(htmlToText(html)).toContain(say.typed("by Bruno Reed", 24))
    expect(html).toContain(`href="/search?q=author%3A%22Bruno+Reed%22"`)
  })

  test("with a filter that there is not finds nothing, and says why at the box", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=diffusion+has%3Abanana")
    expect(titles(html)).toEqual([])
    expect(html).toMatch(/aria-invalid="true" aria-describedby="q-problem"/)
    expect(html).toContain(`href="/search?q=diffusion"`)
  })

  test("that finds nothing offers to ask elsewhere, and says when nobody can be reached", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=zzzzqqq")
    expect(htmlToText(html)).toContain(say.nothing)
    const elsewhere = await visitor.get("/search?q=zzzzqqq&elsewhere=1")
    expect(elsewhere.status).toBe(200)
    expect(htmlToText(await elsewhere.text())).toContain(say.nothing)
  })

  test("for a link or a number opens the paper", async () => {
    const { visitor, address } = await open()
    const response = await visitor.get(
      `/search?q=${encodeURIComponent("https://arxiv.org/abs/2510.00010v2")}`,
    )
    expect(response.url).toBe(`${address}/papers/2510.00010`)
  })

  test("offers what narrows it, with how many that leaves", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/search?q=diffusion")
    expect(html).toContain(`href="/search?q=diffusion+has%3Acode"`)
    expect(htmlToText(html)).toMatch(/With code\s*5/)
    expect(html).toContain(`href="/search?q=diffusion+after%3A2025+before%3A2026"`)
  })

  test("for nothing says what can be searched", async () => {
    const { visitor } = await open()
    expect(htmlToText(await visitor.page("/search"))).toContain(say.start.title)
  })
})

describe("the search box", () => {
  test("offers what Enter finds, papers and people, as characters", async () => {
    const { visitor } = await open()
    const html = await (await visitor.get("/offers?q=diff")).text()
    expect(html).toContain(`href="/search?q=diff"`)
    expect(html).toContain("<b>Diff</b>usion &lt;b&gt;")
    const people = await (await visitor.get("/offers?q=ada")).text()
    expect(people).toContain(`href="/search?q=author%3A%22Ada+Quill%22"`)
  })

  test("offers nothing for nothing, and the paper for its number", async () => {
    const { visitor } = await open()
    expect(await (await visitor.get("/offers?q=%20")).text()).toBe("")
    expect(await (await visitor.get("/offers?q=2510.00010")).text()).toContain(`href="/papers/2510.00010"`)
  })
})
