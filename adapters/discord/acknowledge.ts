/** First answers to interactions: they are due within three seconds, whatever becomes of the request that brings them. */
import {
  type APIInteraction,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  type RESTPostAPIInteractionCallbackJSONBody,
  Routes,
} from "discord.js"
import { persistently } from "./persistently.ts"
import type { Wire } from "./wire.ts"

/** Throws `PlatformError` 10062 where the deadline has passed: nothing was done then. */
export function acknowledge(
  { id, token }: Pick<APIInteraction, "id" | "token">,
  body: RESTPostAPIInteractionCallbackJSONBody,
  { hasty, clock }: Wire,
): Promise<void> {
  return persistently(async () => {
    try {
      await hasty.post(Routes.interactionCallback(id, token), { body, auth: false })
    } catch (error) {
      if (!wasTakenBefore(error)) throw error
    }
  }, clock)
}

/** An interaction is handled once, so the answer that Discord has already is an attempt of ours that seemed to fail. */
function wasTakenBefore(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === Code.InteractionHasAlreadyBeenAcknowledged
}
