/** Why a paper is there, and the buttons for following: for every card that shows what people follow. */
import type { Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Item, Select, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Follow, FollowedPaper } from "../vocabulary/following.ts"
import { italic } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { paperItem } from "./paper-item.ts"

const { buttons, reason } = words.following

/** `You follow Yann LeCun`: the last line of an item that follows brought. */
export function followReason(by: readonly Follow[]): Text {
  return italic(reason(by))
}

/** A paper that follows brought, with its reason; of an author's also the button that says it is somebody else's. */
export function followedItem({ paper, by }: FollowedPaper, stats?: PaperStats): Item {
  const item = paperItem(paper, { stats, withSource: true, dated: true })
  return {
    ...item,
    lines: [...item.lines, followReason(by)],
    actions: [...item.actions, ...notThisActions(paper, by)],
  }
}

/** Tells a namesake's paper apart. */
export function notThisActions(paper: Paper, by: readonly Follow[]): readonly Action[] {
  const author = by.find(({ kind }) => kind === "author")
  if (author === undefined) return []
  return [
    {
      ...invoke("unfollow", { what: `id:${author.id}`, paper: paper.id }),
      label: buttons.notThis,
      describes: buttons.notThisOf(paper.title, author.name),
      effect: "reply",
    },
  ]
}

export function unfollowAction(follow: Follow): Action {
  return {
    ...invoke("unfollow", { what: `id:${follow.id}` }),
    label: buttons.unfollow,
    describes: buttons.unfollowOne(follow),
    effect: "reply",
  }
}

/** Follows what is written, as the query language says it. */
export function followAction(what: string, label: string = buttons.follow): Action {
  return { ...invoke("follow", { what }), label, effect: "reply" }
}

const mostOptions = 25

/** A paper's authors, its organization, and papers like it. */
export function followMenu({ id, authors, organization }: Paper): Select {
  const { author, org, likeThis, menu, follow } = buttons
  const others = [
    ...(organization === undefined
      ? []
      : [{ value: `org:"${organization}"`, label: organization, hint: org }]),
    { value: `like:${id}`, label: likeThis },
  ]
  const left = mostOptions - others.length
  // Of a crowd, the first ones did the work and the last one led it.
  const named = authors.length > left ? [...authors.slice(0, left - 1), ...authors.slice(-1)] : authors
  return {
    kind: "select",
    label: follow,
    placeholder: menu,
    call: { kind: "invoke", command: "follow", arguments: {} },
    into: "what",
    effect: "reply",
    of: "options",
    options: [
      ...[...new Set(named)].map((name) => ({ value: `author:"${name}"`, label: name, hint: author })),
      ...others,
    ],
  }
}
