import { type Paper, titleKey } from "../../../src/papers/index.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { ChatMessage, Post, Thread } from "../../../src/vocabulary/community-stores.ts"
import type { Delivery, Edition, Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { aPaper as anyPaper } from "../../builders.ts"

/** Nine o'clock and later on one morning: `at(5)` is five minutes past. */
export function at(minutes: number): string {
  return Temporal.Instant.from("2026-03-02T09:00:00Z").add({ minutes }).toString()
}

export function aPaper(given: Partial<Paper> = {}): Paper {
  return anyPaper({
    id: "2401.00001",
    title: "Sparse Attention in Small Steps",
    categories: ["cs.CL"],
    ...given,
  })
}

/** A paper of which only the title is known, as the page's text gives it. */
export function aTitledPaper(title: string, given: Partial<Paper> = {}): Paper {
  return aPaper({ id: titleKey(title), title, abstract: "", categories: [], source: "page", ...given })
}

export function papers(count: number): readonly Paper[] {
  return Array.from({ length: count }, (_, index) =>
    aPaper({ id: `2402.${String(index).padStart(5, "0")}`, title: `Paper number ${index}` }),
  )
}

export function aCard(paper?: string): Card {
  return {
    title: [{ text: "Sparse Attention" }],
    tone: "plain",
    blocks: [{ kind: "text", text: [{ text: "Fewer tokens, " }, { text: "same answer", bold: true }] }],
    ...(paper !== undefined && { paper }),
  }
}

export function aPost(given: Partial<Post> = {}): Post {
  return {
    community: "discord:1",
    place: "papers",
    message: "100",
    paper: "2401.00001",
    kind: "post",
    at: at(0),
    ...given,
  }
}

export function aThread(given: Partial<Thread> = {}): Thread {
  return {
    community: "discord:1",
    place: "papers",
    thread: "t100",
    paper: "2401.00001",
    openedBy: "ada",
    at: at(0),
    replies: 0,
    ...given,
  }
}

export function aSubscription(given: Partial<Subscription> = {}): Subscription {
  return {
    id: "s1",
    community: "discord:1",
    place: "papers",
    audience: { kind: "place" },
    content: { kind: "list" },
    schedule: "0 9 * * *",
    timeZone: "Europe/Berlin",
    list: "day",
    filter: "",
    budget: 5,
    form: "messages",
    whenEmpty: "silent",
    catchUpHours: 24,
    active: true,
    nextRunAt: at(0),
    createdBy: "ada",
    createdAt: at(-60),
    ...given,
  }
}

export function anEdition(given: Partial<Edition> = {}): Edition {
  return {
    id: "e1",
    subscription: "s1",
    dueAt: at(0),
    plannedAt: at(0),
    listKey: "2026-03-01",
    state: "sending",
    reason: "it was due",
    ...given,
  }
}

export function aDelivery(given: Partial<Delivery> = {}): Delivery {
  return {
    id: "d0",
    edition: "e1",
    position: 0,
    community: "discord:1",
    place: "papers",
    card: aCard(),
    form: "messages",
    state: "waiting",
    attempts: 0,
    notBefore: at(0),
    ...given,
  }
}

/** An edition's messages: `d0`, `d1` and so on. */
export function deliveries(count: number, given: Partial<Delivery> = {}): readonly Delivery[] {
  return Array.from({ length: count }, (_, position) => aDelivery({ id: `d${position}`, position, ...given }))
}

export function aMessage(id: string, given: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id,
    channel: "general",
    member: "ada",
    memberName: "Ada",
    at: at(0),
    text: `message ${id}`,
    ...given,
  }
}
