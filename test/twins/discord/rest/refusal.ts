import { RESTJSONErrorCodes as Code } from "discord-api-types/v10"

/** One thing wrong with one field, as Discord's tree of errors has it at the leaves. */
export type FieldError = { readonly path: string; readonly code: string; readonly message: string }

/** An answer that refuses. Thrown by routes, turned into Discord's JSON at the door. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly fields: readonly FieldError[]

  constructor(status: number, code: number, message: string, fields: readonly FieldError[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** A limit that Discord keeps on one thing, not told by the headers before: 429 with a code. */
export class TooFast extends Error {
  readonly retryAfterMs: number
  readonly code: number
  /** What the header claims where it does not say the same as the body. */
  readonly headerMs: number

  constructor(code: number, retryAfterMs: number, headerMs = retryAfterMs) {
    super("You are being rate limited.")
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.headerMs = headerMs
  }
}

/** Not among the vendor's names of codes. */
export const quarantined = 20_026

/** Discord's words for the codes that a bot meets. */
const known: Readonly<Record<number, readonly [status: number, message: string]>> = {
  0: [401, "401: Unauthorized"],
  [Code.UnknownApplication]: [404, "Unknown Application"],
  [Code.UnknownChannel]: [404, "Unknown Channel"],
  [Code.UnknownGuild]: [404, "Unknown Guild"],
  [Code.UnknownMember]: [404, "Unknown Member"],
  [Code.UnknownMessage]: [404, "Unknown Message"],
  [Code.UnknownUser]: [404, "Unknown User"],
  [Code.UnknownEmoji]: [400, "Unknown Emoji"],
  [Code.UnknownWebhook]: [404, "Unknown Webhook"],
  [Code.UnknownInteraction]: [404, "Unknown interaction"],
  [Code.UnknownApplicationCommand]: [404, "Unknown application command"],
  [Code.MissingAccess]: [403, "Missing Access"],
  [Code.MissingPermissions]: [403, "Missing Permissions"],
  [Code.CannotEditMessageAuthoredByAnotherUser]: [403, "Cannot edit a message authored by another user"],
  [Code.CannotExecuteActionOnDMChannel]: [403, "Cannot execute action on a DM channel"],
  [Code.CannotSendMessagesToThisUser]: [403, "Cannot send messages to this user"],
  [Code.OpeningDirectMessagesTooFast]: [403, "You are opening direct messages too fast"],
  [quarantined]: [403, "Your application has been flagged by our anti-spam system for abusive behavior"],
  [Code.CannotSendAnEmptyMessage]: [400, "Cannot send an empty message"],
  [Code.CannotExecuteActionOnThisChannelType]: [400, "Cannot execute action on this channel type"],
  [Code.TagRequiredToCreateAForumPostInThisChannel]: [
    400,
    "A tag is required to create a forum post in this channel",
  ],
  [Code.MaximumNumberOfReactionsReached]: [400, "Maximum number of reactions reached (20)"],
  [Code.ThisMessageWasAlreadyCrossposted]: [400, "This message has already been crossposted"],
  [Code.InvalidWebhookToken]: [401, "Invalid Webhook Token"],
  [Code.InvalidActionOnArchivedThread]: [400, "Thread is archived"],
  [Code.ThreadLocked]: [403, "Thread is locked"],
  [Code.ThreadAlreadyCreatedForMessage]: [400, "A thread has already been created for this message"],
  [Code.InteractionHasAlreadyBeenAcknowledged]: [400, "Interaction has already been acknowledged."],
  [Code.MaximumDailyApplicationCommandCreatesReached]: [
    400,
    "Max number of daily application command creates has been reached (200)",
  ],
}

/** A refusal by its code, in Discord's own words. */
export function refuse(code: number): Refusal {
  const [status, message] = known[code] ?? [400, `Error ${code}`]
  return new Refusal(status, code, message)
}

/** 50035: the body has fields that Discord does not take. */
export function invalidForm(fields: readonly FieldError[]): Refusal {
  return new Refusal(400, Code.InvalidFormBodyOrContentType, "Invalid Form Body", fields)
}

/** Discord's JSON for a refusal: a tree that follows the path to each wrong field. */
export function refusalBody({ code, message, fields }: Refusal): Record<string, unknown> {
  const tree: Record<string, unknown> = {}
  for (const { path, code: fieldCode, message: fieldMessage } of fields) {
    const leaf = path.split(".").reduce<Record<string, unknown>>((node, key) => {
      const next = (node[key] ?? {}) as Record<string, unknown>
      node[key] = next
      return next
    }, tree)
    const errors = (leaf._errors ?? []) as unknown[]
    leaf._errors = [...errors, { code: fieldCode, message: fieldMessage }]
  }
  return { message, code, ...(fields.length > 0 ? { errors: tree } : {}) }
}
