import { UserError } from "../../vocabulary/errors.ts"

/** A file or answer that cannot be read at all, as opposed to one record of it. `what` goes on after the name. */
export function documentError(where: string, what: string, hint?: string): UserError {
  return new UserError("unreadable", `${where} ${what}.`, hint === undefined ? {} : { hint })
}
