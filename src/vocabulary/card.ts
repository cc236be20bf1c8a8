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
  readonly code?: boolean
  /** Struck by a search: shown marked where the platform can, bold elsewhere. */
  readonly mark?: boolean
  /** http or https only; renderers drop anything else. */
  readonly href?: string
}

export type Text = readonly Run[]

export type Image = { readonly url: string; readonly alt: string }

/** A command with its values. `invoke` makes one that the compiler has checked. */
export type Call = {
  readonly kind: "invoke"
  readonly command: string
  readonly arguments: PackedArguments
}

/** A button. A call is a command waiting to happen; a link leaves the chat. */
export type Action =
  | (Call & {
      readonly label: string
      readonly emoji?: string
      readonly style?: "plain" | "primary" | "danger"
      /** What a screen reader says, where `label` is not enough ("Upvote Attention Is All You Need"). */
      readonly describes?: string
      /** `update` replaces the card that holds the button, `reply` answers beneath it. */
      readonly effect: "update" | "reply"
    })
  | { readonly kind: "link"; readonly label: string; readonly href: string }

/** One line of a list: a paper, a command, a channel. */
export type Item = {
  readonly title: Text
  readonly lines: readonly Text[]
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
  | { readonly kind: "image"; readonly image: Image }
  /** Small print: where a result came from, what was left out. */
  | { readonly kind: "note"; readonly text: Text }
  | { readonly kind: "actions"; readonly actions: readonly Action[] }

export type Tone = "plain" | "success" | "warning" | "error"

export type Card = {
  readonly title: Text
  readonly tone: Tone
  readonly blocks: readonly Block[]
  /** The one paper that the card is about: a reaction on its message is a vote for it. */
  readonly paper?: string
}
