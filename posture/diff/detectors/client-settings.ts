import { known, listing, type Client, type Listing, type Value } from "../../model/index";
import { duration } from "../../access/index";
import { broadened, unknown, narrowed, protective, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { type EntityDiff, kept } from "../entity-diff";

/** How a client signs in, what it may ask for, how long its tokens last, and what guards it. */
export const clientSettings: Detector = {
  source:
    "Cognito API: UpdateUserPoolClient https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html",
  codes: {
    "client-flow-added": broadened("A client may get tokens by one more OAuth flow"),
    "client-flow-removed": narrowed("A client lost an OAuth flow"),
    "client-auth-flow-added": broadened("A client allows one more authentication flow"),
    "client-auth-flow-removed": narrowed("A client no longer allows an authentication flow"),
    "client-secret-dropped": broadened("A client no longer needs a secret"),
    "client-secret-added": protective("A client needs a secret now"),
    "client-lifetime-lengthened": broadened("A client's tokens last longer"),
    "client-lifetime-shortened": narrowed("A client's tokens expire sooner"),
    "client-revocation-off": broadened("A client's tokens can no longer be revoked"),
    "client-revocation-on": protective("A client's tokens can be revoked"),
    "client-scope-granted": broadened("A client may ask for one more scope"),
    "client-scope-withdrawn": narrowed("A client may no longer ask for a scope"),
    "client-user-existence-revealed": broadened("A client's errors reveal which users exist (LEGACY)"),
    "client-user-existence-hidden": protective("A client hides which users exist"),
    "client-provider-added": broadened("A client lets in users of one more identity provider"),
    "client-provider-removed": narrowed("A client no longer lets in users of an identity provider"),
    "client-rotation-off": broadened("A client's refresh tokens are no longer rotated"),
    "client-rotation-on": protective("A client's refresh tokens are rotated at each use"),
    "client-unknown": unknown("A client's settings aren't known before apply"),
  },
  compares: {
    aws_cognito_user_pool_client:
      "allowed_oauth_flows_user_pool_client token_validity_units.access_token token_validity_units.id_token token_validity_units.refresh_token refresh_token_rotation.feature",
  },
  detect(comparison, report) {
    // A data source shows what another configuration owns; its values are looked at as well when they're known.
    for (const on of kept(comparison, report, comparison.clients, "client-unknown")) {
      const name = nameOf(on.pair.after);
      signIn(on, name);
      tokens(on, name);
      usersAndScopes(on, name);
      refreshTokens(on, name);
    }
  },
};

/** How it gets its first tokens. */
function signIn(on: EntityDiff<Client>, name: string): void {
  on.list(oauthFlows, {
    path: ["allowed_oauth_flows"],
    what: `the OAuth flows of client ${name}`,
    added: (flow) => ({
      code: "client-flow-added",
      summary: `The client ${name} may now get tokens by the ${flow} flow${FLOWS[flow] ?? ""}.`,
    }),
    removed: (flow) => ({
      code: "client-flow-removed",
      summary: `The client ${name} may no longer use the ${flow} flow.`,
    }),
  });
  on.list(signIns, {
    path: ["explicit_auth_flows"],
    what: `the authentication flows of client ${name}`,
    added: (flow) => ({
      code: "client-auth-flow-added",
      summary: `The client ${name} now allows the authentication flow ${flow}${SIGN_INS[flow] ?? ""}.`,
    }),
    removed: (flow) => ({
      code: "client-auth-flow-removed",
      summary: `The client ${name} no longer allows the authentication flow ${flow}.`,
    }),
  });
  on.flag((c) => c.secret, {
    path: ["generate_secret"],
    what: `whether client ${name} has a secret`,
    on: { code: "client-secret-added", summary: `The client ${name} now needs a secret.` },
    off: {
      code: "client-secret-dropped",
      summary: `The client ${name} no longer needs a secret: its public id is enough to ask for tokens.`,
    },
  });
}

/** How long a token is of use to whoever holds it. */
function tokens(on: EntityDiff<Client>, name: string): void {
  for (const kind of ["access", "id", "refresh"] as const)
    on.value(
      (c) => c.lifetimes[kind],
      { path: [`${kind}_token_validity`], what: `how long ${kind} tokens of client ${name} last`, text: duration },
      (was, is) =>
        is > was
          ? {
              code: "client-lifetime-lengthened",
              summary: `The ${kind} tokens of client ${name} last ${duration(is)}, up from ${duration(was)}: a stolen token stays valid that long.`,
            }
          : {
              code: "client-lifetime-shortened",
              summary: `The ${kind} tokens of client ${name} last ${duration(is)}, down from ${duration(was)}.`,
            },
    );
  on.flag((c) => c.revocation, {
    path: ["enable_token_revocation"],
    what: `token revocation of client ${name}`,
    on: { code: "client-revocation-on", summary: `Tokens of client ${name} can be revoked.` },
    off: {
      code: "client-revocation-off",
      summary: `Tokens of client ${name} can no longer be revoked: a stolen refresh token works until it expires.`,
    },
  });
}

/** What its tokens are good for, whom it lets in, and what it tells strangers of them. */
function usersAndScopes(on: EntityDiff<Client>, name: string): void {
  on.list(grantedScopes, {
    path: ["allowed_oauth_scopes"],
    what: `the scopes of client ${name}`,
    id: (scope, side) =>
      side === "before" && !on.pair.after.scopes.items.includes(scope) ? on.comparison.renamedScope(scope) : scope,
    added: (scope) => ({ code: "client-scope-granted", summary: `The client ${name} may now ask for ${scope}.` }),
    removed: (scope) => ({
      code: "client-scope-withdrawn",
      summary: `The client ${name} may no longer ask for ${scope}.`,
    }),
  });
  on.value(
    (c) => c.userExistenceErrors,
    { path: ["prevent_user_existence_errors"], what: `whether client ${name} hides which users exist` },
    (_, is) =>
      is === "ENABLED"
        ? { code: "client-user-existence-hidden", summary: `The client ${name} hides which users exist.` }
        : {
            code: "client-user-existence-revealed",
            summary: `The client ${name} reveals in its errors whether a user exists (LEGACY).`,
          },
  );
  on.list((c) => c.identityProviders, {
    path: ["supported_identity_providers"],
    what: `the identity providers of client ${name}`,
    added: (provider) => ({
      code: "client-provider-added",
      summary: `Users of ${provider} may sign in through client ${name}.`,
    }),
    removed: (provider) => ({
      code: "client-provider-removed",
      summary: `Users of ${provider} can no longer sign in through client ${name}.`,
    }),
  });
}

function refreshTokens(on: EntityDiff<Client>, name: string): void {
  on.flag(refreshes, {
    path: ["explicit_auth_flows"],
    what: `whether client ${name} refreshes tokens`,
    on: { code: "client-auth-flow-added", summary: `The client ${name} may exchange refresh tokens for new tokens.` },
    off: {
      code: "client-auth-flow-removed",
      summary: `The client ${name} may no longer exchange refresh tokens for new tokens.`,
    },
  });
  on.flag(rotates, {
    path: ["refresh_token_rotation", 0, "feature"],
    what: `refresh token rotation of client ${name}`,
    on: { code: "client-rotation-on", summary: `Refresh tokens of client ${name} are rotated at each use.` },
    off: {
      code: "client-rotation-off",
      summary: `Refresh tokens of client ${name} are no longer rotated: the use of a stolen one isn't detected.`,
    },
  });
}

const FLOWS: Readonly<Record<string, string>> = {
  implicit: ", which puts tokens into the redirect URL",
  client_credentials: ": by itself, without a user",
};

const SIGN_INS: Readonly<Record<string, string>> = {
  ALLOW_USER_PASSWORD_AUTH: ", which sends passwords in plain text over TLS",
  ALLOW_ADMIN_USER_PASSWORD_AUTH: ", for callers with AWS credentials",
  ALLOW_CUSTOM_AUTH: ": the pool's custom challenge functions decide",
};

/** Without `allowed_oauth_flows_user_pool_client` the OAuth fields have no effect. */
function oauthFlows({ flows, oauth }: Client): Listing<string> {
  if (!oauth.known) return listing([], [oauth.why]);
  return oauth.value ? flows : listing([]);
}

function grantedScopes({ scopes, oauth }: Client): Listing<string> {
  return oauth.known && !oauth.value ? listing([]) : scopes;
}

/** AWS's own choice where nothing is said (API_CreateUserPoolClient, ExplicitAuthFlows). */
const DEFAULT_SIGN_INS = listing(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]);

function signIns({ authFlows }: Client): Listing<string> {
  const written = authFlows.items.length + authFlows.missing.length > 0 ? authFlows : DEFAULT_SIGN_INS;
  return { ...written, items: written.items.filter((flow) => flow !== REFRESH) };
}

/** Exchanges tokens; signs nobody in. */
const REFRESH = "ALLOW_REFRESH_TOKEN_AUTH";

/** Rotation has a way of its own (GetTokensFromRefreshToken) and forbids the flow. */
function refreshes({ authFlows, rotation }: Client): Value<boolean> {
  const [why] = authFlows.missing;
  if (!rotation.known) return rotation;
  if (rotation.value === "ENABLED" || authFlows.items.includes(REFRESH)) return known(true);
  if (why !== undefined) return { known: false, why };
  return known(authFlows.items.length === 0);
}

function rotates({ rotation }: Client): Value<boolean> {
  return rotation.known ? known(rotation.value === "ENABLED") : rotation;
}
