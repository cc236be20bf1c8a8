import { expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper, find, idsFor } from "../a-paper.ts"

const index = createSearchIndex()
index.add([
  aPaper({ id: "video", title: "Video Diffusion Models", authors: ["Bo Fox"], categories: ["cs.CV"] }),
  aPaper({ id: "image", title: "Diffusion for Images", authors: ["Cy Hart"], categories: ["cs.CV"] }),
  aPaper({ id: "agents", title: "Agents that Plan", authors: ["Bo Fox"], categories: ["cs.LG"] }),
])

test.each([
  ["diffusion NOT video", ["image"]],
  ["diffusion -video", ["image"]],
  ['diffusion -author:"Bo Fox"', ["image"]],
  ['author: "Bo Fox" -cat:cs.CV', ["agents"]],
  ['"author:fox diffusion"', ["video"]],
])("%s finds %j", (query, ids) => {
  expect(idsFor(index, query)).toEqual(ids)
})

test.each(["auther:lecun", "has:banana", 'after:"last week"', "upvotes:lots"])(
  "%s alone does not find every paper",
  (query) => {
    expect(find(index, query)).toEqual({ hits: [], total: 0 })
  },
)

test("a count that stops at a limit says so", () => {
  const many = createSearchIndex()
  many.add(
    Array.from({ length: 300 }, (_, at) =>
      aPaper({ id: `${at}`, title: at % 2 === 0 ? "Sparse things" : "Attention to things" }),
    ),
  )
  expect(find(many, "sparse attention")).toMatchObject({ total: 100, atLeast: true })
  expect(find(many, "sparse")).toMatchObject({ total: 150 })
  expect(find(many, "sparse").atLeast).toBeUndefined()
})

test("a word that papers hold is not corrected to a name, or to another word of four letters", () => {
  const many = createSearchIndex()
  const named = Array.from({ length: 40 }, (_, at) =>
    aPaper({ id: `liang-${at}`, title: `En Route to Things ${at}`, authors: ["Wei Liang"] }),
  )
  const meta = Array.from({ length: 40 }, (_, at) =>
    aPaper({ id: `meta-${at}`, title: `Meta Learning with a VAE ${at}` }),
  )
  many.add([
    ...named,
    ...meta,
    aPaper({ id: "lang", title: "A Lang Tool" }),
    aPaper({ id: "beta", title: "Disentangled Factors", abstract: "The beta term is varied." }),
  ])
  expect(find(many, "lang:en").correction).toBeUndefined()
  expect(find(many, "beta vae").correction).toBeUndefined()
})

test("each of many excluded words is left out, in all its forms", () => {
  const others = Array.from({ length: 300 }, (_, at) => `-unknown${at}`).join(" ")
  expect(idsFor(index, `diffusion ${others} -images -videos`)).toEqual([])
  expect(idsFor(index, `diffusion ${others} -images`)).toEqual(["video"])
})
