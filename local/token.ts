import { options } from "../posture/cli/options";
import { LOCAL_COMMAND } from "../process/terraform-working-directory";
import { UserError } from "../process/user-error";
import { machineToken } from "./identities/sign-in";
import type { TestUser } from "./identities/test-users";
import { TokenSource } from "./identities/tokens";
import { readSession, type SessionFile } from "./session/session-file";
import type { AppliedClient } from "./terraform/applied";

export const TOKEN_HELP = `${LOCAL_COMMAND} token --as USER|CLIENT [options]

Prints an access token of the run that is up: of a user, through the sign-in page, or of a machine client.

  --as NAME       a user's name or group, or a machine client's name, address or id
  --scopes LIST   scopes to ask for, separated by commas or spaces: read, or https://api.example.com/read; may be
                  repeated. Left out: every scope of the client
  --id            print the user's ID token instead
  --stack NAME    of this stack only
`;

type Somebody =
  | { readonly stack: SessionFile["stacks"][number]; readonly person: TestUser }
  | { readonly stack: SessionFile["stacks"][number]; readonly machine: AppliedClient };

/**
 * The command `token`: what it prints.
 * @throws UserError that names who and what there is
 */
export async function token(argv: readonly string[], session: SessionFile = readSession()): Promise<string> {
  const { values } = options(
    argv,
    {
      as: { type: "string" },
      scopes: { type: "string", multiple: true },
      id: { type: "boolean" },
      stack: { type: "string" },
    },
    false,
  );
  const stacks = session.stacks.filter(({ stack }) => values.stack === undefined || stack === values.stack);
  const found = stacks.flatMap((stack) => somebody(stack, values.as ?? ""));
  const [first, ...more] = found;
  if (first === undefined || more.length > 0)
    throw new UserError(
      "usage",
      values.as === undefined
        ? "--as is missing."
        : first === undefined
          ? `There is no user or machine client "${values.as}".`
          : `"${values.as}" is in ${found.map(({ stack }) => stack.stack).join(" and ")}: choose with --stack.`,
      `There are: ${stacks.flatMap(names).join(", ") || "none"}.`,
    );
  const { applied, people } = first.stack;
  if ("machine" in first) {
    if (values.id === true) throw new UserError("usage", "A machine client has no ID token.", "Leave --id out.");
    return machineToken(session.url, first.machine, scopesOf(first.machine, values.scopes));
  }
  const source = new TokenSource(session.url, session.stateFolder, applied, people);
  const scopes = source.web === undefined ? [] : scopesOf(source.web, values.scopes);
  const { access, id } = await source.user(scopes, first.person);
  if (values.id !== true) return access;
  if (id === undefined)
    throw new UserError("usage", "There is no ID token without the scope openid.", "Add openid to --scopes.");
  return id;
}

function somebody(stack: SessionFile["stacks"][number], name: string): Somebody[] {
  const person = stack.people.find(({ username, group }) => [username, username.split("@")[0], group].includes(name));
  const machine = stack.applied.machineClients.find(({ address, id }) =>
    [address, address.split(".").at(-1), id].includes(name),
  );
  return [...(person === undefined ? [] : [{ stack, person }]), ...(machine === undefined ? [] : [{ stack, machine }])];
}

function names({ people, applied }: SessionFile["stacks"][number]): readonly string[] {
  return [
    ...people.map(({ username }) => username),
    ...applied.machineClients.map(({ address }) => address.split(".").at(-1) ?? address),
  ];
}

/** Scopes by their whole names; a name without its resource server is enough where it is one scope's only. */
function scopesOf(client: AppliedClient, asked: readonly string[] | undefined): readonly string[] {
  const wanted = (asked ?? []).flatMap((text) => text.split(/[\s,]+/)).filter((name) => name !== "");
  if (wanted.length === 0) return client.scopes;
  return wanted.map((name) => {
    const found = client.scopes.filter((scope) => scope === name || scope.endsWith(`/${name}`));
    const [scope] = found;
    if (scope !== undefined && found.length === 1) return scope;
    throw new UserError(
      "usage",
      `${client.address} has ${found.length === 0 ? "no" : "more than one"} scope "${name}".`,
      `It has: ${client.scopes.join(", ")}.`,
    );
  });
}
