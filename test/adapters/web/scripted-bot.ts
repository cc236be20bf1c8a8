/** A bot of fixed answers for tests of the page alone: five papers in our own words, votes in memory. */

import type { Actor, MessageRef } from "../../../src/vocabulary/actor.ts"
import type { Action, Card, Item, PackedArguments } from "../../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../../src/vocabulary/command.ts"
import type { Adapter, Bot } from "../../../src/vocabulary/ports.ts"

const titles: Readonly<Record<string, string>> = {
  "2401.00001": "Patient Gradients: Learning That Waits for Its Data",
  "2401.00002": "A Short History of *Long* Context <@everyone>",
  "2401.00003": "Small Rooms, Loud Echoes: Attention in Tiny Models",
  "2401.00004": "Diffusion on the Kitchen Table",
  "2401.00005": "What a Transformer Forgets on Sundays",
}

const citations = {
  name: "saved “papers”.bib",
  type: "text/x-bibtex; charset=utf-8",
  bytes: new TextEncoder().encode("@misc{a}"),
  alt: "BibTeX",
}

export type ScriptedBot = { -readonly [K in keyof Bot]: Bot[K] } & {
  readonly heard: Invocation[]
  readonly replies: Map<string, Parameters<Bot["replied"]>[0]["replies"]>
  /** Settles the better answer of `slow`. */
  finishSlow(): void
}

/** The bot; `web` is the adapter that "deliver" and "discuss" post through. */
export function createScriptedBot(web: () => Adapter): ScriptedBot {
  const votes = new Set<string>()
  const heard: Invocation[] = []
  const replies: ScriptedBot["replies"] = new Map()
  const slow = Promise.withResolvers<Card>()

  const cast = (actor: Actor, paper: string, on: boolean) => {
    if (on) votes.add(`${actor.member} ${paper}`)
    else votes.delete(`${actor.member} ${paper}`)
  }
  const mine = (actor: Actor, paper: string) => votes.has(`${actor.member} ${paper}`)

  const answers: Readonly<
    Record<string, (args: PackedArguments, actor: Actor, on?: MessageRef) => Promise<Reply>>
  > = {
    search: async (args) => ({ visibility: "public", card: searchCard(Number(args.page ?? 1)) }),
    show: async (args) => ({ visibility: "public", card: paperCard(String(args.paper ?? "2401.00001")) }),
    random: async () => ({ visibility: "private", card: paperCard("2401.00003") }),
    upvote: async (args, actor) => {
      const [paper, undo] = [String(args.paper ?? args.query), args.undo === true]
      if (titles[paper] === undefined)
        return { visibility: "private", card: says("No such paper", "warning"), failure: "user" }
      cast(actor, paper, !undo)
      return { visibility: "private", card: votedCard(paper, undo) }
    },
    discuss: async (args, actor, on) => {
      const opening = paperCard(String(args.paper))
      const title = titles[String(args.paper)] ?? ""
      const { thread } = await web().openThread({
        community: actor.community,
        place: actor.place,
        title,
        opening,
        ...(on ? { under: on } : {}),
      })
      const href = web().linkTo({ community: actor.community, place: actor.place, thread }) ?? ""
      return {
        visibility: "private",
        card: {
          ...says("The thread is open", "success"),
          blocks: [{ kind: "actions", actions: [{ kind: "link", label: "Go to the thread", href }] }],
        },
      }
    },
    deliver: async (_args, actor) => {
      await web().send({ community: actor.community, place: actor.place }, digest())
      return { visibility: "private", card: says("Delivered 1 message", "success") }
    },
    export: async () => ({
      visibility: "private",
      card: { ...says("1 paper", "plain"), blocks: [{ kind: "file", file: citations }] },
    }),
    unreachable: async () => ({
      visibility: "public",
      card: says("Nobody answers", "error"),
      failure: "network",
    }),
    slow: async () => ({
      visibility: "private",
      card: says("Here is what is known", "plain"),
      later: slow.promise,
    }),
  }

  return {
    heard,
    replies,
    finishSlow: () => slow.resolve(says("Here is all of it", "success")),
    commands: [],
    async dispatch(invocation) {
      heard.push(invocation)
      const { input, actor, on } = invocation
      const [name = "", ...words] = input.kind === "typed" ? [input.command] : input.text.split(" ")
      const args = input.kind === "typed" ? input.values : { query: words.join(" ") }
      const answer = answers[name]
      return answer
        ? answer(args, actor, on)
        : { visibility: "private", card: says(`There is no command “${name}”`, "error") }
    },
    suggest: async () => [],
    async complete({ line }) {
      const known = ["search", "show", "random", "upvote", "discuss", "deliver"]
      return known
        .filter((name) => name.startsWith(line))
        .map((name) => ({ value: `${name} `, label: name, detail: `About ${name}` }))
    },
    async react(actor, message, on) {
      const about = posts.get(message.message)
      if (about !== undefined) cast(actor, about, on)
    },
    async posted(message, card) {
      if (card.paper !== undefined) posts.set(message.message, card.paper)
    },
    async paperStats(actor, papers) {
      const count = (paper: string) => [...votes].filter((vote) => vote.endsWith(` ${paper}`)).length
      return new Map(papers.map((paper) => [paper, { votes: count(paper), mine: mine(actor, paper) }]))
    },
    async replied({ thread, replies: count }) {
      replies.set(thread, count)
    },
    form: async () => undefined,
    reconcile: async () => false,
    bookmarked: async () => undefined,
    recentPosts: async () => [],
    vanished: async () => undefined,
    placeGone: async () => undefined,
    memberGone: async () => undefined,
    placeBack: async () => undefined,
    present: async () => undefined,
    refreshed: async () => undefined,
    welcome: async () => undefined,
    health: async () => ({ web: web().health() }),
  }
}

const posts = new Map<string, string>()

function says(words: string, tone: Card["tone"]): Card {
  return { title: [{ text: words }], tone, blocks: [] }
}

function paperCard(paper: string): Card {
  return {
    title: [{ text: titles[paper] ?? paper, href: `https://arxiv.org/abs/${paper}` }],
    tone: "plain",
    paper,
    blocks: [
      {
        kind: "text",
        text: [
          {
            text: "A model is asked to wait, and it learns. We measure how long, on eleven kitchens and one ",
          },
          { text: "sparse", mark: true },
          { text: " garden. Waiting costs nothing but patience, and patience is cheap on two cores." },
        ],
      },
      {
        kind: "fields",
        fields: [
          { name: "Authors", value: [{ text: "Ada Quill, Bruno Reed, Cleo Marsh and 4 more" }] },
          { name: "Published", value: [{ text: "3 January 2024" }] },
          { name: "Votes", value: [{ text: "12 on Hugging Face" }] },
        ],
      },
      {
        kind: "actions",
        actions: [
          ...paperActions(paper),
          { kind: "link", label: "Abstract page", href: `https://arxiv.org/abs/${paper}` },
        ],
      },
      { kind: "note", text: [{ text: "From the store, read " }, { text: "today", italic: true }] },
    ],
  }
}

function paperActions(paper: string): readonly Action[] {
  const invoke = (command: string, label: string, emoji?: string): Action => ({
    kind: "invoke",
    command,
    label,
    arguments: { paper },
    effect: "reply",
    ...(emoji ? { emoji } : {}),
  })
  return [invoke("upvote", "Upvote", "👍"), invoke("discuss", "Discuss", "💬"), invoke("show", "Details")]
}

function item(paper: string): Item {
  return {
    title: [{ text: titles[paper] ?? "", href: `https://arxiv.org/abs/${paper}` }],
    lines: [
      [{ text: "Ada Quill and 3 more · Reed Institute · 3 January 2024" }],
      [{ text: "12 votes on the site · code" }],
    ],
    paper,
    thumbnail: { url: `https://thumbnails.invalid/${paper}.png`, alt: `Thumbnail of ${titles[paper]}` },
    actions: paperActions(paper).slice(0, 1),
  }
}

function votedCard(paper: string, undo: boolean): Card {
  const back: Action = {
    kind: "invoke",
    label: undo ? "Vote for it" : "Take it back",
    command: "upvote",
    arguments: { paper, undo: !undo },
    effect: "update",
  }
  return { ...says("Voted", "success"), blocks: [{ kind: "actions", actions: [back] }] }
}

function searchCard(page: number): Card {
  const ids = Object.keys(titles)
  const turn = (label: string, to: number): Action => ({
    kind: "invoke",
    command: "search",
    label,
    arguments: { query: "x", page: to },
    effect: "update",
  })
  return {
    title: [{ text: `5 papers about “diffusion”, page ${page}` }],
    tone: "plain",
    blocks: [
      {
        kind: "items",
        items: (page === 1 ? ids.slice(0, 3) : ids.slice(3)).map(item),
        start: page === 1 ? 1 : 4,
      },
      { kind: "actions", actions: page === 1 ? [turn("Next page", 2)] : [turn("Previous page", 1)] },
      { kind: "note", text: [{ text: "Searched for diffusion in place of difusion" }] },
    ],
  }
}

function digest(): Card {
  return {
    title: [{ text: "Daily papers of 3 January 2024" }],
    tone: "plain",
    blocks: [{ kind: "items", items: Object.keys(titles).map((id) => ({ ...item(id), actions: [] })) }],
  }
}
