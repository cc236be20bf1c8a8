import { createDigests, type DigestParts } from "./digests.ts"
import { createMailDigests, type MailDigestParts } from "./mail-digests.ts"
import { createPapersOf, type MixParts } from "./mix.ts"
import { createOpenings } from "./openings.ts"

/** Digests with what plans them: what they bring, and how the messages they go to are opened. */
export function createDigesting(
  parts: MixParts &
    Parameters<typeof createOpenings>[0] &
    Omit<DigestParts & MailDigestParts, "openDirect" | "papersOf">,
) {
  const openDirect = createOpenings(parts)
  const papersOf = createPapersOf(parts)
  const digests = createDigests({ ...parts, openDirect, papersOf })
  const mailDigests = createMailDigests({ ...parts, papersOf })
  return { openDirect, papersOf, digests, mailDigests }
}
