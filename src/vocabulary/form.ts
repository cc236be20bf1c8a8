/**
 * What a person fills in, as data. A platform that has forms opens one and calls `submit` with what was filled in; one
 * that can mark a field shows its `error` there. Where there are no forms, the call that opens it is answered by a card.
 */
import type { Button, Call, Text } from "./card.ts"

export type FormOption = { readonly value: string; readonly label: string; readonly hint?: string }

type Labelled = {
  /** The argument of `submit` that takes the value. What is left empty is sent as empty text, so that it can be cleared. */
  readonly name: string
  /** At most 45 characters. */
  readonly label: string
  /** What may be written, or an example. At most 100 characters. */
  readonly hint?: string
  readonly isRequired?: boolean
  /** What is wrong with `value`, and what is allowed. */
  readonly error?: Text
}

export type FormField = Labelled &
  (
    | {
        readonly kind: "text"
        readonly value?: string
        readonly placeholder?: string
        readonly maxLength?: number
        /** Of several lines. */
        readonly isLong?: boolean
        /** `Bot.suggest` has something to offer for the command of `submit` and the option of this name. */
        readonly hasSuggestions?: boolean
      }
    /** Text where it was written wrong: nothing typed is lost. */
    | {
        readonly kind: "number"
        readonly min: number
        readonly max: number
        readonly value?: number | string
      }
    /** `09:00`. */
    | { readonly kind: "time"; readonly value?: string }
    | {
        readonly kind: "choice"
        readonly options: readonly FormOption[]
        readonly value?: string
        /** The form has other fields with another choice: it is asked for `again`. */
        readonly reshapes?: boolean
      }
    /** Several of them, sent with commas between: `mon,wed`. */
    | {
        readonly kind: "choices"
        readonly options: readonly FormOption[]
        readonly value?: readonly string[]
      }
    /** A channel, by its id as places have it. */
    | { readonly kind: "place"; readonly value?: string }
    /** A role or a user group, by the platform's id. */
    | { readonly kind: "mention"; readonly value?: string }
    | { readonly kind: "flag"; readonly value?: boolean }
  )

export type Form = {
  /** At most 24 characters. */
  readonly title: string
  /** Said above the fields: what would come of them as they are. */
  readonly note?: Text
  /** At most so many as the surface's `formFields`. */
  readonly fields: readonly FormField[]
  /** What is called, with the values beside its own arguments; `update` replaces the card whose button opened the form. */
  readonly submit: Button
  /** Asks for the form with what is filled in so far, where a choice reshapes it. */
  readonly again?: Call
  /** Other buttons, called with what is filled in so far, where a platform's forms have room for them. */
  readonly actions?: readonly Button[]
}
