import type { PaperName } from "../papers/paper.ts"
import type { Period } from "../papers/period.ts"
import type { Actor, MessageRef } from "./actor.ts"
import type { AuditStore } from "./audit.ts"
import type { Calls } from "./calls.ts"
import type { Call, Card, PackedArguments } from "./card.ts"
import type { Schedules } from "./channels.ts"
import type { Community } from "./community.ts"
import type { DataRights } from "./data-rights.ts"
import type { Digests, MailDigests } from "./digests.ts"
import type { Feeds } from "./feeds.ts"
import type { Follows } from "./following.ts"
import type { Form } from "./form.ts"
import type { Library, SuggestionKind } from "./library.ts"
import type { Operator } from "./operator.ts"
import type { Linking, SavedPapers } from "./readers.ts"
import type { Recommendations } from "./recommending.ts"
import type { Random } from "./system.ts"

type Described = { readonly description: string }

type Optional = Described & { readonly required?: boolean }

export type TextOption = Optional & {
  readonly kind: "text"
  /** Takes the bare words of a line. One option of a command at most. */
  readonly positional?: boolean
  /** The words are the query language's: `author:lecun` inside them is not an option of the command. */
  readonly query?: boolean
  /** Each word is a value of its own, quoted where it holds spaces: file names. `run` takes them apart with `tokenize`. */
  readonly list?: boolean
  readonly maxLength?: number
  /** Where people can hand over a file, they are offered one whose text is the value, and told this of it. */
  readonly file?: string
  /** Papers, authors and organisations come from the library, commands from the table, time zones from IANA. */
  readonly suggest?: SuggestionKind | "command" | "zone"
}

export type IntegerOption = Optional & {
  readonly kind: "integer"
  readonly min: number
  readonly max: number
  readonly positional?: boolean
}

export type FlagOption = Described & { readonly kind: "flag" }

export type ChoiceOption<V extends string = string> = Optional & {
  readonly kind: "choice"
  readonly choices: readonly { readonly value: V; readonly label: string }[]
  readonly positional?: boolean
}

/** A day, or the whole month or year that is named: `2024-06-03`, `2024-06`, `2024`, `yesterday`. */
export type DateOption = Optional & { readonly kind: "date"; readonly positional?: boolean }

export type PeriodOption = Optional & { readonly kind: "period"; readonly positional?: boolean }

export type PaperOption = Optional & { readonly kind: "paper"; readonly positional?: boolean }

export type Option =
  | TextOption
  | IntegerOption
  | FlagOption
  | ChoiceOption
  | DateOption
  | PeriodOption
  | PaperOption

export type OptionTable = Readonly<Record<string, Option>>

/** First and last day of what a date option named, ISO, inclusive. */
export type DateSpan = { readonly from: string; readonly to: string }

type ValueOf<O extends Option> = O extends ChoiceOption<infer V> ? V : Values[Exclude<O["kind"], "choice">]

type Values = {
  readonly text: string
  readonly integer: number
  readonly flag: boolean
  readonly date: DateSpan
  readonly period: Period
  readonly paper: PaperName
}

/** The arguments a command's `run` gets: required options always, flags as booleans, the others where given. */
export type ArgumentsOf<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends { kind: "flag" } | { required: true }
    ? ValueOf<T[K]>
    : ValueOf<T[K]> | undefined
}

/** Fixed by the definition, because a platform fixes it when an answer is deferred. */
export type Visibility = "public" | "private"

export type SurfaceKind = "chat" | "terminal"

/** How a platform's people meet commands. */
export type Surface = {
  readonly kind: SurfaceKind
  /** What stands before a command: `/paper`. Empty where a command stands alone. */
  readonly prefix: string
  /** What stands before the commands of a group that is set apart: `/paper-admin`. */
  readonly groupPrefixes?: Readonly<Partial<Record<"admin" | "me", string>>>
  /** `line`: options are written, `limit:5 --with-code`. `fields`: the platform asks for each by name. */
  readonly options: "line" | "fields"
  /** How many fields a form may have. Absent: there are no forms. */
  readonly formFields?: number
}

/** A platform that declares nothing else. */
export const chatSurface: Surface = { kind: "chat", prefix: "/paper", options: "line" }

export type Answer = {
  readonly card: Card
  /** A better card that takes longer (another source is being asked): the adapter replaces the first one with it. */
  readonly later?: Promise<Card>
  /**
   * What was filled in, with each error at its field, for platforms that can show it again so. `card` says the same and
   * has a button that opens it.
   */
  readonly form?: Form
  /** What the call did shows where its button stands: nothing needs to be said, unless the platform has no other way. */
  readonly quiet?: true
  /** Why it is not what was asked for. */
  readonly failure?: Failure
}

export type Command<T extends OptionTable = OptionTable> = {
  readonly name: string
  /** At most 100 characters, as much as every platform shows. Other languages: `src/words/descriptions.ts`. */
  readonly description: string
  readonly options: T
  readonly visibility: Visibility
  /** Where it is offered: in chats alone, at the machine's own terminal alone, or in both. */
  readonly surface: "any" | SurfaceKind
  /** What has to be open when it runs: the papers with their index, the store alone, or nothing at all. */
  readonly needs: "library" | "store" | "nothing"
  /** Checked at every call: not every platform knows permissions of commands, and where one does, its admins can change them. */
  readonly adminOnly?: boolean
  /** Who it is for, where a platform sets such commands apart: admins, or each member alone. Absent: everybody. */
  readonly group?: "admin" | "me"
  /** Its answer is about who asks: it is never given where everybody would see it. */
  readonly personal?: boolean | ((values: PackedArguments) => boolean)
  /** Its answer depends on whether the asker is an admin: not every platform knows without looking it up. */
  readonly usesPermissions?: boolean
  /** Its options are carried by its own buttons and forms, and not offered to people. */
  readonly hidesOptions?: boolean
  /** Its call changes something: nobody calls it a second time only to show others what it said. */
  readonly changes?: boolean
  /** As how many questions a call counts for fair use. Absent: as one, or as none where it changes something. */
  readonly weight?: number
  /**
   * The form of a call that is easier filled in than written: of the command called with nothing, or of a button's call.
   * Undefined: the call is better answered.
   */
  form?(values: PackedArguments, context: Context): Promise<Form | undefined>
  /** Lines that work, for `/paper help`. The first is the shortest. */
  readonly examples: readonly string[]
  // A method, so that commands of different option tables share one list: methods are compared bivariantly.
  run(args: ArgumentsOf<T>, context: Context): Promise<Card | Answer>
}

type OptionFor<V> = [V] extends [boolean]
  ? FlagOption
  : [V] extends [number]
    ? IntegerOption
    : string extends V
      ? Exclude<Option, FlagOption | IntegerOption>
      : [V] extends [string]
        ? ChoiceOption<V>
        : never

/** The options that buttons use of a command, by `Calls`. */
type CalledOptions<N extends string> = N extends keyof Calls
  ? { readonly [K in keyof Calls[N]]-?: OptionFor<NonNullable<Calls[N][K]>> }
  : unknown

/** Keeps the option table's literal types, from which the arguments' types follow, and holds it to what buttons use. */
export function defineCommand<const N extends string, const T extends OptionTable>(
  command: Command<T> & { readonly name: N; readonly options: CalledOptions<N> },
): Command<T> {
  return command
}

/** The commands that are offered in chats, or at the terminal. */
export function commandsFor(kind: SurfaceKind, commands: readonly Command[]): readonly Command[] {
  return commands.filter(({ surface }) => surface === "any" || surface === kind)
}

/** The options that people are told of and asked for. */
export function offeredOptions({ hidesOptions, options }: Command): OptionTable {
  return hidesOptions ? {} : options
}

/** A file that came with a call: its text is an option's value. */
export type HandedOver = {
  readonly option: string
  /** Throws `UserError` for what is no text, too large, or not there any more. */
  read(): Promise<string>
}

/** A call, as a platform heard it: either a line of text or typed values. */
export type Invocation = {
  readonly actor: Actor
  readonly input:
    | { readonly kind: "line"; readonly text: string }
    | {
        readonly kind: "typed"
        readonly command: string
        readonly values: PackedArguments
        readonly file?: HandedOver | undefined
      }
    /** What somebody said to the bot: a command if all of it is one, otherwise plain words. */
    | {
        readonly kind: "mention"
        readonly text: string
        /** Everybody sees the answer: the platform cannot reply to this message in private. */
        readonly isPublic?: boolean
        /** Said to the bot alone, in a direct message. */
        readonly isDirect?: boolean
      }
  /** The message whose button was pressed, or that the member pointed at. */
  readonly on?: MessageRef
}

/** Why an answer is not what was asked for; the terminal's exit code follows from it. */
export type Failure = "user" | "platform" | "network" | "bug"

export type Reply = Answer & {
  readonly visibility: Visibility
  /** As of its command. */
  readonly changes?: boolean
  /**
   * Put on the member's message, and nothing is answered: what was said asks for none. `card` is for where there is no
   * message, or the bot may not react.
   */
  readonly reaction?: ReplyReaction
  /** What everybody gets when the asker shares a private answer; absent where it is not for sharing. */
  readonly share?: Call
}

/** What a reaction says; which emoji says so is the adapter's business. */
export type ReplyReaction = "welcome"

/** Pages of who runs the bot, where there are any. */
export type OperatorLinks = { readonly support?: string; readonly privacy?: string }

export type Context = {
  readonly actor: Actor
  readonly on?: MessageRef
  readonly now: Temporal.Instant
  /** IANA zone of the asker's place. */
  readonly timeZone: string
  readonly random: Random
  readonly library: Library
  readonly follows: Follows
  readonly community: Community
  /** The papers that the asker saved. */
  readonly saved: SavedPapers
  readonly linking: Linking
  readonly recommendations: Recommendations
  readonly schedules: Schedules
  readonly digests: Digests
  readonly feeds: Feeds
  readonly mailDigests: MailDigests
  readonly links: OperatorLinks
  readonly rights: DataRights
  readonly audit: Pick<AuditStore, "of">
  /** Present in the terminal alone. */
  readonly operator?: Operator
  /** Those that are offered where the call comes from, and how people call them there. */
  readonly commands: readonly Command[]
  readonly surface: Surface
}
