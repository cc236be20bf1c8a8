/** What the measuring process and the bots that it kills agree on. */
import { addressKeeper } from "../../../adapters/mail/address-keeper.ts"

export type BotSetup = {
  /** The store's. */
  readonly file: string
  readonly smtpUrl: string
  /** The bot's clock begins at this instant. */
  readonly now: string
}

export const domain = "example.org"
const key = Buffer.alloc(32, 7)
export const keys = () => [key]
export const keeper = addressKeeper(keys)
