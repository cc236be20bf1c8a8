import type { Actor, MessageRef, PlaceDescription, SentMessage, Under } from "./actor.ts"
import type { Card, PackedArguments } from "./card.ts"
import type { Command, Invocation, Reply, Surface } from "./command.ts"
import type { Post, PostRef, Reaction } from "./community-stores.ts"
import type { GoneReason } from "./errors.ts"
import type { Form } from "./form.ts"
import type { Suggestion } from "./library.ts"
import type { Health } from "./system.ts"

/** A chat platform. It says and decides nothing of its own. */
export type Adapter = {
  readonly platform: string
  /** How many characters a button has for its id, which carries what it does. Absent: as many as it takes. */
  readonly buttonIdLength?: number
  /** How its people meet commands. Absent: a chat whose lines begin with `/paper`. */
  readonly surface?: Surface
  /** How fast the platform takes messages, over all processes together. Absent: as fast as they come. */
  readonly rate?: {
    readonly perSecond: number
    /** Whether the whole bot shares it, or each community has its own. */
    readonly per: "bot" | "community"
    /** How many requests of that rate a message takes, where that is more than one. */
    requestsFor?(message: { readonly card: Card; readonly inThread: boolean }): number
  }
  /** `global`: a member's id is the same person in every community of the platform. Absent: in one community alone. */
  readonly accounts?: "global"
  /** The community that a member's direct messages with the bot are, where they are one of their own. */
  ownCommunity?(member: string): string
  start(bot: Bot): Promise<void>
  /**
   * Posts a card. With `delivery` it is idempotent as far as the platform allows: the same delivery posts once.
   * A forum makes a post of it: the message's `place` is then the thread that it opened. Throws `PlatformError` when
   * refused, `NetworkError` when the outcome is unknown.
   *
   * With `under` it goes into that message's thread, which is opened where there is none; where the bot may open none,
   * it goes into the place, and the answer names no thread. Throws `messageGone` when that message was deleted.
   */
  send(
    where: {
      readonly community: string
      readonly place: string
      readonly delivery?: string
      readonly form?: "digest" | "messages" | "forum"
      readonly under?: Under
      /** The tags that a forum's post gets, by name. Those that are gone are left out. */
      readonly tags?: readonly string[]
      /** Once aborted, no request is begun any more: the sender has given up and may try again elsewhere. */
      readonly signal?: AbortSignal
    },
    card: Card,
  ): Promise<SentMessage>
  edit(message: MessageRef, card: Card): Promise<void>
  /**
   * Puts a reaction of the bot's own on its message, for members to join: a vote for its paper, or for the paper with
   * that number in it. One that is there already is no error. Throws as `edit` does. Absent where a platform has none.
   */
  invite?(message: MessageRef, reaction: "upvote" | number): Promise<void>
  /** Hands a message of an announcement channel on to those who follow it. Throws as `edit` does. Absent where there are none. */
  publish?(message: MessageRef): Promise<void>
  /** Deletes a message of the bot's own. Throws as `edit` does. Absent where a platform cannot. */
  remove?(message: MessageRef): Promise<void>
  /**
   * Finds the message of a delivery whose outcome is unknown, however much was said in its place since: by its id where
   * the platform keeps it, else by its card. It was not there before `since`, which is the platform's time; messages in
   * `taken` belong to other deliveries.
   */
  lookUp(
    where: {
      readonly community: string
      readonly place: string
      readonly delivery: string
      readonly since?: string
      readonly under?: Under
      readonly taken?: ReadonlySet<string>
    },
    card: Card,
  ): Promise<SentMessage | undefined>
  /** Opens a paper's thread under a post, or in a channel, with its first message. */
  openThread(request: {
    readonly community: string
    readonly place: string
    readonly under?: MessageRef
    readonly title: string
    readonly opening: Card
  }): Promise<{ readonly thread: string; readonly opening: MessageRef }>
  /** Tells one member something in private that nobody asked for. Absent where a platform has no way to. */
  tell?(
    to: { readonly community: string; readonly place: string; readonly member: string },
    card: Card,
  ): Promise<void>
  /**
   * The place of a member's direct messages, opened where it was not. Throws a `PlatformError` whose `placeGone` is `closed`
   * where they take none, as `send` does later. Absent where a platform has no direct messages.
   */
  openDirect?(to: {
    readonly community: string
    readonly member: string
  }): Promise<{ readonly place: string }>
  /** Whether a thread that was opened still exists; an archived one is revived. */
  reviveThread(where: {
    readonly community: string
    readonly place: string
    readonly thread: string
  }): Promise<boolean>
  /** Link that leads a member to a thread or message. */
  linkTo(where: {
    readonly community: string
    readonly place: string
    readonly thread?: string
    readonly message?: string
  }): string | undefined
  /** The permissions that are missing in a place, as the platform's settings name them; empty when there are none. */
  missingPermissions(where: {
    readonly community: string
    readonly place: string
    /** Only those without which nothing can be posted. */
    readonly toPost?: boolean
  }): Promise<readonly string[]>
  /** What a place is, for its settings; undefined where the bot cannot see it. Absent: text channels named by their id. */
  describePlace?(where: {
    readonly community: string
    readonly place: string
  }): Promise<PlaceDescription | undefined>
  /** Whether a member may set up a place, wherever they ask. Absent: who may in one place may in all of a community. */
  mayManage?(who: {
    readonly community: string
    readonly place: string
    readonly member: string
  }): Promise<boolean>
  /** A member's IANA time zone, where the platform knows it. */
  timeZoneOf?(who: { readonly community: string; readonly member: string }): Promise<string | undefined>
  /** The platform's clock minus ours in milliseconds, from the `Date` of its answers; 0 until one came. */
  clockOffsetMs?(): number
  health(): Health
  stop(): Promise<void>
}

/** Where the bot is on a platform, as the platform lists it when it connects. */
export type Presence = {
  readonly platform: string
  /** Whether the list is of that community at all: each of several connections hears of its own. */
  covers(community: string): boolean
  /** One that is only unavailable at the moment has the bot all the same. */
  isIn(community: string): boolean
  /** Why the bot cannot post in a place of a community that it is in; undefined where it is there, or nobody can tell. */
  whyGone(where: { readonly community: string; readonly place: string }): Promise<GoneReason | undefined>
  /** Whether the list names a place that was lost among those where the bot is. Absent: a list of communities alone. */
  isThere?(where: { readonly community: string; readonly place: string }): Promise<boolean>
}

/** What an adapter gets: the door to the core. Nothing here throws; failures come back as cards or in the log. */
export type Bot = {
  readonly commands: readonly Command[]
  dispatch(invocation: Invocation): Promise<Reply>
  /**
   * The form of a command that was called with nothing, or of a button whose effect is `form`; undefined where it has
   * none that the surface can show, so that the call is answered instead.
   */
  form(invocation: Invocation): Promise<Form | undefined>
  /** What to offer for an option while one types; empty where there is nothing. */
  suggest(request: {
    readonly actor: Actor
    readonly command: string
    readonly option: string
    readonly text: string
    readonly values: PackedArguments
  }): Promise<readonly Suggestion[]>
  /** What to offer for a whole line while one types it: commands, options, values. `value` is the line to put. */
  complete(request: { readonly actor: Actor; readonly line: string }): Promise<readonly Suggestion[]>
  /**
   * A person put a reaction on a message, or took it off. Counts if the message is a post. `reaction` is the platform's
   * name of the emoji with its skin tone: each is a way of voting of its own. The reaction of a number is about the paper
   * of that number.
   */
  react(actor: Actor, message: PostRef, on: boolean, reaction?: string): Promise<void>
  /**
   * A person put the reaction that saves on a message, or took it off. Counts if the message is a post about one paper;
   * taken off, it takes away only what it saved.
   */
  bookmarked(actor: Actor, message: MessageRef, on: boolean): Promise<void>
  /** Posts of a platform whose reactions may have changed while nobody listened, oldest first. */
  recentPosts(platform: string): Promise<readonly Post[]>
  /**
   * All reactions of people on a post that count as votes, as read after a gap; with `only`, all of that one reaction:
   * votes are made to agree. True if anything changed: what was read may be old if somebody else listened meanwhile, so
   * it is worth reading again.
   */
  reconcile(message: PostRef, reactions: readonly Reaction[], only?: string): Promise<boolean>
  /** A card was put into a public place in answer to a command. */
  posted(message: MessageRef, card: Card): Promise<void>
  /** The platform says that a message or thread is gone. */
  vanished(what: {
    readonly community: string
    readonly place: string
    readonly message?: string
    readonly thread?: string
  }): Promise<void>
  /**
   * The bot can no longer post in a place, or in a whole community where no place is named: what waits there is not
   * sent, and nothing is planned until it is back.
   */
  placeGone(where: {
    readonly community: string
    readonly place?: string
    /** What that member gets for themselves, alone. */
    readonly member?: string
    readonly reason: GoneReason
  }): Promise<void>
  /**
   * Sends the welcome to a community that never had one, over restarts and new installations: called whenever one may be
   * new. Where it goes is up to the platform; what could not be sent is sent at the next call.
   */
  welcome(community: string, send: (card: Card) => Promise<void>): Promise<void>
  /** A member left a community: what it sent them for themselves ends. */
  memberGone(who: { readonly community: string; readonly member: string }): Promise<void>
  /** The bot can post there again. A community that is back brings no place back that was deleted or archived. */
  placeBack(where: { readonly community: string; readonly place?: string }): Promise<void>
  /** The platform says where the bot is, after an absence: what was lost meanwhile is lost, what is back is taken up. */
  present(list: Presence): Promise<void>
  /** How many replies a paper's thread has now; one more or less where the platform tells of each and never counts. */
  replied(where: {
    readonly community: string
    readonly thread: string
    readonly replies: number | "one-more" | "one-less"
    /** The message that it hangs under, and who replied: a paper's thread may begin with a reply. */
    readonly under?: MessageRef & { readonly by: string }
  }): Promise<void>
  /** Votes of the actor's community for each paper, and whether one is the actor's: for chips that count as one looks. */
  paperStats(
    actor: Actor,
    papers: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly votes: number; readonly mine: boolean }>>
  /** The post that lies there, as it would look now. */
  refreshed(message: MessageRef): Promise<Card | undefined>
  health(): Promise<Readonly<Record<string, Health>>>
}
