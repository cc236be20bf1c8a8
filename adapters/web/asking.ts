/** Who asks and from where, of a request. */
import { getConnInfo } from "@hono/node-server/conninfo"
import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { type Member, memberOf } from "./member.ts"
import { webCommunity } from "./options.ts"

/** The member of a request that the page's script made. Throws 401 when the browser has lost its cookie. */
export function signedIn(c: Context): Member {
  const member = memberOf(c)
  if (member === undefined)
    throw new HTTPException(401, { message: "This window has lost its member: reload the page" })
  return member
}

/** The member as the core knows actors, in a channel or one of its threads. */
export function actorOf(
  c: Context,
  member: Member,
  where: { readonly channel: string; readonly thread?: string | undefined },
  publicOrigin: string | undefined,
): Actor {
  return {
    platform: "web",
    community: webCommunity,
    place: where.channel,
    ...(where.thread === undefined ? {} : { thread: where.thread }),
    member: member.id,
    memberName: member.name,
    isAdmin: publicOrigin === undefined && isThisMachine(c),
  }
}

/** Whoever sits at the machine runs the bot. Behind a proxy everybody would look so: there nobody is an admin. */
function isThisMachine(c: Context): boolean {
  const address = getConnInfo(c).remote.address ?? ""
  return address === "::1" || /^(?:::ffff:)?127\./.test(address)
}
