/** What the measuring process and the bots that it kills agree on. */

import { addressKeeper } from "../../../adapters/mail/address-keeper.ts"
import type { EngineSetup } from "../delivery/shared.ts"

export type BotSetup = {
  readonly store: EngineSetup
  readonly smtpUrl: string
  /** The bot's clock begins at this instant. */
  readonly now: string
}

export const domain = "example.org"
const key = Buffer.alloc(32, 7)
export const keys = () => [key]
export const keeper = addressKeeper(keys)
