import { limits } from "../limits.ts"
import type { Route } from "./route.ts"

/** Where the gateway is, and how often one may identify there today. */
export function gatewayRoutes(
  url: () => string,
  identifiesLeft: () => number,
  shards: number,
): readonly Route[] {
  return [
    { method: "GET", path: "/gateway", run: () => ({ body: { url: url() } }) },
    {
      method: "GET",
      path: "/gateway/bot",
      run: () => ({
        body: {
          url: url(),
          shards,
          session_start_limit: {
            total: limits.gateway.identifiesPerDay,
            remaining: Math.max(identifiesLeft(), 0),
            reset_after: 24 * 60 * 60_000,
            max_concurrency: 1,
          },
        },
      }),
    },
  ]
}
