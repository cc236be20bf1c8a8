/**
 * What to say, as data. A closed union: a new block breaks the build in every renderer. Rich text is flat runs,
 * never markdown in strings, so that a paper's title cannot format, link or mention.
 */

/** Typed values as Discord sends them, and as buttons carry them. */
export type PackedArguments = Readonly<Record<string, string | number | boolean>>

export type Run = {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  /** `block`: several lines as they stand, to be copied. */
  readonly code?: boolean | "block"
  /** Struck by a search: shown marked where the platform can, bold elsewhere. */
  readonly mark?: boolean
  /** http or https only; renderers drop anything else. */
  readonly href?: string
  /** A role or user group by the platform's id, shown by its name where the platform can, else as `text`. Calls nobody. */
  readonly mention?: string
}

export type Text = readonly Run[]

export type Image = { readonly url: string; readonly alt: string }

/** A command with its values. `invoke` makes one that the compiler has checked. */
export type Call = {
  readonly kind: "invoke"
  readonly command: string
  readonly arguments: PackedArguments
}

/**
 * `update` replaces the card that holds the button, `reply` answers beneath it. `form` opens the form that `Bot.form` has
 * for the call; where it has none, or the platform no forms, the call is answered beneath.
 */
export type Effect = "update" | "reply" | "form"

/** A button. A call is a command waiting to happen; a link leaves the chat. */
export type Action =
  | (Call & {
      readonly label: string
      readonly emoji?: string
      readonly style?: "plain" | "primary" | "danger"
      /** How many there are already, shown after the label and left out at zero: `Upvote 3`. */
      readonly count?: number
      /** What a screen reader says, where `label` is not enough ("Upvote Attention Is All You Need"). */
      readonly describes?: string
      readonly effect: Effect
    })
  | { readonly kind: "link"; readonly label: string; readonly href: string }

/** A button that calls a command. */
export type Button = Extract<Action, { readonly kind: "invoke" }>

/** A menu: choosing calls the command, whose answer replaces the card, or with `reply` comes beneath it. */
export type Select = {
  readonly kind: "select"
  /** What is chosen: `Channel`. */
  readonly label: string
  /** What stands in it while nothing is chosen. Default: the label. */
  readonly placeholder?: string
  readonly call: Call
  /** The argument of `call` that takes the chosen value. */
  readonly into: string
  /** Default: `update`. */
  readonly effect?: "update" | "reply"
  /** For some choices `Bot.form` has a form: it is asked first, and the call is made where it has none. */
  readonly opensForms?: boolean
} & (
  | {
      readonly of: "options"
      /** At most 25, as many as every platform takes. */
      readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
      readonly chosen?: string
    }
  /** The platform's own channels, by the id that places have. */
  | { readonly of: "places"; readonly chosen?: string }
  /** The platform's own roles or user groups, by its id. Empty where nothing is chosen any more. */
  | { readonly of: "mentions"; readonly chosen?: string }
)

/** A file made for whoever asked. Its bytes are sent with the card and never stored with it. */
export type CardFile = {
  /** `papers.bib`. `fit` makes it safe on every system. */
  readonly name: string
  /** A media type: `text/csv; charset=utf-8`. */
  readonly type: string
  readonly bytes: Uint8Array
  /** What is in it, for whoever can't open it. */
  readonly alt: string
}

/** One line of a list: a paper, a command, a channel. One action stands beside it, several in a row beneath. */
export type Item = {
  readonly title: Text
  readonly lines: readonly Text[]
  /** No line says what it is about: all are facts, in small where the platform can. */
  readonly factsOnly?: true
  /** The paper that this item is about, if it is about one. */
  readonly paper?: string
  readonly thumbnail?: Image
  readonly actions: readonly Action[]
}

export type Block =
  | { readonly kind: "text"; readonly text: Text }
  | { readonly kind: "fields"; readonly fields: readonly { readonly name: string; readonly value: Text }[] }
  | {
      readonly kind: "items"
      readonly items: readonly Item[]
      /** Number of the first, when numbered. */
      readonly start?: number
      /** A page of something longer: the next one begins after it, so its items' words go before an item does. */
      readonly page?: true
    }
  /** `beside`: small, next to the words above it where the platform can; otherwise across the card. */
  | { readonly kind: "image"; readonly image: Image; readonly beside?: true }
  | { readonly kind: "file"; readonly file: CardFile }
  /**
   * Small print: where a result came from, what was left out. `intro`: what the card shows, below its title, which is
   * none of its notes.
   */
  | { readonly kind: "note"; readonly role?: "intro"; readonly text: Text }
  | { readonly kind: "actions"; readonly actions: readonly Action[] }
  | Select

export type Tone = "plain" | "success" | "warning" | "error"

export type Card = {
  readonly title: Text
  readonly tone: Tone
  readonly blocks: readonly Block[]
  /** The one paper that the card is about: a reaction on its message is a vote for it. */
  readonly paper?: string
  /** The papers by number, from 1: the reaction of that number on its message is a vote for the paper. */
  readonly papers?: readonly string[]
  /** Why its paper was picked: said above its buttons, also when its votes change. */
  readonly reason?: Text
  /** The reactions that the bot itself puts on the message, last, and only where it may: one for its paper, or the numbers of its papers. */
  readonly invites?: "upvote" | "numbers"
  /** The platform's id of the role or group that the message calls. It is named in the message, also when that is edited. */
  readonly mention?: string
}

/** The papers that are voted for by the number of each on the card's message. */
export function votedByNumber({ invites, papers = [] }: Card): readonly string[] {
  return invites === "numbers" ? papers : []
}

/** All papers that stand on cards, each once. */
export function papersOn(cards: readonly Card[]): readonly string[] {
  const all = cards.flatMap(({ paper, blocks }) => [
    paper,
    ...blocks.flatMap((block) => (block.kind === "items" ? block.items.map((item) => item.paper) : [])),
  ])
  return [...new Set(all.filter((paper) => paper !== undefined))]
}
