/** What doctor checks of mail: whether the server takes our login, and what DNS says of who may send for our domain. */
import { createPublicKey } from "node:crypto"
import type { Check } from "../../src/vocabulary/operator.ts"
import { words } from "../../src/words/words.ts"
import type { Sender } from "./sender.ts"
import type { DkimKey, Transport } from "./transport.ts"

export type MailDiagnosis = {
  readonly transport: Pick<Transport, "host" | "verify">
  readonly from: Sender
  readonly dkim?: DkimKey | undefined
  /** The TXT records of a name, each whole; empty where there are none. Throws where DNS does not answer. */
  readonly textRecords: (name: string) => Promise<readonly string[]>
  readonly offline: boolean
}

const say = words.mail.doctor

/** Never throws. */
export async function diagnoseMail({ transport, from, dkim, textRecords, offline }: MailDiagnosis) {
  if (offline) return [{ subject: say.login, state: "ok", found: say.offline } satisfies Check]
  const checks = [
    loginOf(transport),
    looked(say.spf, from.domain, textRecords, (records) => spfOf(records, from.domain)),
    dkim
      ? signature(dkim, from, textRecords)
      : { subject: say.dkim, state: "ok" as const, found: say.providerSigns },
    looked(say.dmarc, `_dmarc.${from.domain}`, textRecords, (records) => dmarcOf(records, from.domain)),
  ]
  return Promise.all<Check>(checks)
}

async function loginOf({ host, verify }: MailDiagnosis["transport"]): Promise<Check> {
  try {
    await verify()
    return { subject: say.login, state: "ok", found: say.loggedIn(host) }
  } catch (error) {
    const hint = error instanceof Error && "hint" in error ? String(error.hint ?? "") : ""
    return { subject: say.login, state: "error", found: messageOf(error), ...(hint && { advice: hint }) }
  }
}

type Verdict = Omit<Check, "subject">

async function looked(
  subject: string,
  name: string,
  textRecords: MailDiagnosis["textRecords"],
  verdictOn: (records: readonly string[]) => Verdict,
): Promise<Check> {
  try {
    return { subject, ...verdictOn(await textRecords(name)) }
  } catch (error) {
    return { subject, state: "warning", found: say.noAnswer(name, messageOf(error)) }
  }
}

function spfOf(records: readonly string[], domain: string): Verdict {
  const found = records.filter((record) => /^v=spf1(\s|$)/i.test(record))
  if (found.length > 1) return { state: "error", found: say.twoSpf(domain), advice: say.twoSpfAdvice }
  const [record] = found
  return record === undefined
    ? { state: "warning", found: say.noSpf(domain), advice: say.noSpfAdvice(domain) }
    : { state: "ok", found: record }
}

function dmarcOf(records: readonly string[], domain: string): Verdict {
  const record = records.find((one) => /^v=DMARC1\s*(;|$)/i.test(one))
  return record === undefined
    ? { state: "warning", found: say.noDmarc(domain), advice: say.noDmarcAdvice(domain) }
    : { state: "ok", found: record }
}

async function signature(
  { selector, privateKey }: DkimKey,
  { domain }: Sender,
  textRecords: MailDiagnosis["textRecords"],
): Promise<Check> {
  const name = `${selector}._domainkey.${domain}`
  try {
    const key = createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64")
    const advice = say.noKeyAdvice(name, `v=DKIM1; k=rsa; p=${key}`)
    return looked(say.dkim, name, textRecords, (records) => {
      const keys = records.flatMap((record) => /\bp=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, "") ?? [])
      if (keys.includes(key)) return { state: "ok", found: say.signs(name) }
      return { state: "error", found: keys.length > 0 ? say.otherKey(name) : say.noKey(name), advice }
    })
  } catch (error) {
    return { subject: say.dkim, state: "error", found: say.badKey(messageOf(error)) }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
