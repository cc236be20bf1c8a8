/** Addresses outside of any chat, to which members have something sent: confirmed by whoever reads there. */
import type { Account } from "./readers.ts"

/** The platform that sends to addresses, and the community that its messages lie in. A place there is an address's id. */
export const addressPlatform = "mail"
export const addressCommunity = "mail:post"

/** `asked`: nobody confirmed it yet. `ended`: nothing is sent there any more. */
export type AddressState = "asked" | "confirmed" | "ended"

/** Why nothing is sent to an address any more. */
export type AddressEnd = "stopped" | "replaced" | "refused"

/** An address that a member gave. Sealed by the adapter: storage sees none. */
export type Address = Account & {
  /** Random. */
  readonly id: string
  readonly sealed: string
  readonly state: AddressState
  /** When that became so. */
  readonly at: string
  /** Of an ended one. */
  readonly end?: AddressEnd
}

/** Something that may be asked for so often within a day, by a keyed hash of what it is. */
export type Allowance = { readonly hash: string; readonly most: number }

export type AddressStore = {
  add(address: Address): Promise<void>
  get(id: string): Promise<Address | undefined>
  /** Newest first. */
  ofMember(community: string, member: string): Promise<readonly Address[]>
  /** False where the address is not in any of the states `from`. */
  change(
    id: string,
    from: readonly AddressState[],
    to: Pick<Address, "state" | "at" | "end">,
  ): Promise<boolean>
  /** Notes that something was asked for, unless one of its allowances is used up since an instant: false then. */
  ask(allowances: readonly Allowance[], at: string, since: string): Promise<boolean>
}

/** Keeps addresses from everybody who reads the store. */
export type AddressKeeper = {
  newId(): string
  seal(id: string, address: string): string
  /** Undefined where its key is gone. */
  open(id: string, sealed: string): string | undefined
  /** The same for the same text, and nobody can tell the text from it. */
  hash(text: string): string
}
