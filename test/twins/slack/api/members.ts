/** auth.*, users.*, usergroups.*: who is who. */
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"

export const memberMethods: Readonly<Record<string, Method>> = {
  "auth.test": { run: test },
  "auth.revoke": { run: revoke },
  "users.info": { scope: "users:read", run: info },
  "usergroups.list": { scope: "usergroups:read", run: userGroups },
}

function test({ workspace }: Call): Answer {
  return {
    ok: true,
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.domain,
    user: "paperboy",
    team_id: workspace.id,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }
}

function revoke({ workspace, token }: Call): Answer {
  workspace.tokens.delete(token)
  return { ok: true, revoked: true }
}

function info(call: Call): Answer {
  const person = call.workspace.people.get(textOf(call, "user"))
  if (!person) throw new Refused("user_not_found")
  return {
    ok: true,
    user: {
      id: person.id,
      team_id: person.team ?? call.workspace.id,
      name: person.name,
      real_name: person.name,
      deleted: person.deactivated,
      is_admin: person.isAdmin,
      is_owner: false,
      is_bot: false,
      tz: person.timeZone,
      ...(call.given.include_locale === true ? { locale: person.locale } : {}),
      profile: { display_name: person.name, real_name: person.name },
    },
  }
}

function userGroups({ workspace }: Call): Answer {
  if (workspace.isFree) throw new Refused("plan_upgrade_required")
  const usergroups = [...workspace.userGroups.values()].map(({ id, handle, name }) => ({
    ...{ id, team_id: workspace.id, handle, name, is_usergroup: true, date_delete: 0 },
  }))
  return { ok: true, usergroups }
}
