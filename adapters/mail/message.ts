/** One mail, ready for a mail server: its headers, and both of its parts. */
import type { SendMailOptions } from "nodemailer"
import type { Card } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { contentToHtml } from "./card-html.ts"
import { contentToText } from "./card-text.ts"
import { contentOf, type To } from "./content.ts"
import type { Sender } from "./sender.ts"

export type Envelope = {
  readonly to: string
  /** The same for the same mail, however often it is sent. */
  readonly id: string
  readonly at: Temporal.Instant
}

/** Nothing in it is a header that a title could end: each is encoded, and ours hold no text of others. */
export async function messageOf(
  card: Card,
  to: To,
  envelope: Envelope,
  from: Sender,
): Promise<SendMailOptions> {
  const content = contentOf(card, to)
  return {
    from: { name: from.name, address: from.address },
    to: envelope.to,
    subject: content.title,
    text: contentToText(content),
    html: await contentToHtml(content),
    textEncoding: "quoted-printable",
    messageId: `<${envelope.id}@${from.domain}>`,
    date: new Date(envelope.at.epochMilliseconds),
    headers: {
      ...listHeaders(from, content.stop?.href),
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      Precedence: "bulk",
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

// Written as they are: a folded List-Unsubscribe loses its signature at some relays.
function listHeaders({ domain }: Sender, stop: string | undefined) {
  const written = (value: string) => ({ prepared: true, value })
  return {
    "List-ID": written(`"${words.mail.listName}" <digest.${domain}>`),
    ...(stop && {
      "List-Unsubscribe": written(`<${stop}>`),
      "List-Unsubscribe-Post": written("List-Unsubscribe=One-Click"),
    }),
  }
}
