/** Who asks and where, and where messages lie. */
import type { Text } from "./card.ts"

/** Who asks, and where. Ids carry their platform: `discord:81384788765712384`, `slack:T024BE7LD`, `web:local`. */
export type Actor = {
  readonly platform: string
  readonly community: string
  /** The channel; of a thread, the channel it hangs in. */
  readonly place: string
  readonly thread?: string
  readonly member: string
  readonly memberName: string
  readonly isAdmin: boolean
  /** Is let into a part of the community, or is of another one: the other places are not named to them. */
  readonly isGuest?: boolean
  /** Asks in direct messages that are a community of their own: with nobody there to vote with. */
  readonly isApart?: boolean
  /** The member's language, BCP 47, where the platform tells it. */
  readonly locale?: string
}

/** A message, where it lies. */
export type MessageRef = { readonly community: string; readonly place: string; readonly message: string }

/** The message in whose thread another is to stand, and what the thread is called where it has to be opened. */
export type Under = MessageRef & { readonly title: Text }

/** A message that was sent, with the thread in which it stands where that is another message's. */
export type SentMessage = MessageRef & { readonly thread?: string }

/** What a place is, for its settings. */
export type PlaceDescription = {
  /** As people read it, without a mark before it. */
  readonly name: string
  /** Of the server or workspace. */
  readonly communityName?: string
  /** Its members alone know of it. */
  readonly isPrivate?: boolean
  readonly kind: "text" | "announcement" | "forum"
  /** No channel, or none that the bot sees: its name is its id. */
  readonly isUnknown?: true
  /** The names of a forum's tags. */
  readonly tags?: readonly string[]
}
