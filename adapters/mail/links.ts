/**
 * Addresses of what a mail's button does. Each carries what it is about and a keyed hash of that, so that nobody can make one up
 * and nothing is kept; it does nothing any more once its mail address is ended or forgotten.
 */
import { createHmac, timingSafeEqual } from "node:crypto"
import { keyFor } from "./address-keeper.ts"

export const verbs = ["confirm", "upvote", "discuss", "save"] as const
export type Verb = (typeof verbs)[number]

/** What a link does, for whom. `address` is an address's id. */
export type Deed =
  | { readonly kind: "stop"; readonly address: string }
  | { readonly kind: "act"; readonly address: string; readonly verb: Verb; readonly paper?: string }

type PaperDeed = Extract<Deed, { readonly kind: "act" }> & { readonly paper: string }

/** Whether a deed names its paper. */
export function isForPaper(deed: Deed): deed is PaperDeed {
  return deed.kind === "act" && deed.verb !== "confirm" && deed.paper !== undefined
}

export type Links = {
  stop(address: string): string
  act(address: string, verb: Verb, paper?: string): string
  /** What a token of a kind says; undefined for one that we did not make. */
  read(kind: Deed["kind"], token: string): Deed | undefined
}

const macBytes = 16
const macLength = 22

/** `keys`: newest first; the newest signs, and what any of them signed is read. */
export function createLinks(publicUrl: string, keys: () => readonly Buffer[]): Links {
  const base = publicUrl.replace(/\/+$/, "")

  const token = (kind: Deed["kind"], body: string) => {
    const encoded = Buffer.from(body).toString("base64url")
    return `${encoded}${macOf(keys()[0], kind, encoded)}`
  }

  function bodyOf(kind: Deed["kind"], given: string): string | undefined {
    const encoded = given.slice(0, -macLength)
    const mac = Buffer.from(given.slice(-macLength))
    const isOurs = keys().some((key) => {
      const expected = Buffer.from(macOf(key, kind, encoded))
      return expected.length === mac.length && timingSafeEqual(expected, mac)
    })
    return isOurs ? Buffer.from(encoded, "base64url").toString() : undefined
  }

  return {
    stop: (address) => `${base}/u/${token("stop", address)}`,
    act: (address, verb, paper) => `${base}/a/${token("act", [verb, address, paper ?? ""].join(" "))}`,
    read(kind, given) {
      const body = bodyOf(kind, given)
      if (body === undefined) return undefined
      if (kind === "stop") return { kind, address: body }
      const [written = "", address = "", paper] = body.split(" ")
      const verb = verbs.find((one) => one === written)
      return verb && { kind, address, verb, ...(paper && { paper }) }
    },
  }
}

function macOf(key: Buffer | undefined, kind: string, encoded: string): string {
  const mac = createHmac("sha256", keyFor("links", key)).update(`${kind} ${encoded}`).digest()
  return mac.subarray(0, macBytes).toString("base64url")
}
