import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { isEmpty, leadsTo, someItem, targetOf } from "../../model/index";
import { nearestOf } from "../../nearest";
import { itemsOf, when } from "../support/known";
import { onlyMachine, redirects, SIGN_IN } from "../support/clients";

const LEGACY: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  CUSTOM_AUTH_FLOW_ONLY: "ALLOW_CUSTOM_AUTH",
  USER_PASSWORD_AUTH: "ALLOW_USER_PASSWORD_AUTH",
};

export const clientAuthFlowsMixed: Rule = {
  code: "client-auth-flows-mixed",
  severity: "error",
  title: "Sign-in flows with and without ALLOW_ on one client",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const legacy = client.authFlows.items.filter((flow) => LEGACY[flow] !== undefined);
    if (legacy.length === 0 || !client.authFlows.items.some((flow) => flow.startsWith("ALLOW_"))) return;
    const instead = legacy.map((flow) => LEGACY[flow] ?? flow);
    report({
      message: `${legacy.join(", ")} is a legacy value and can't be combined with ALLOW_ values: AWS refuses the client.`,
      remedy: `Write ${instead.join(", ")}, or remove it.`,
      nearest: instead[0] ?? "",
    });
  }),
};

/** The implicit flow puts tokens into addresses, where histories and logs keep them. */
export const clientImplicitFlow: Rule = {
  code: "client-implicit-flow",
  severity: "warning",
  title: "A client that allows the implicit flow",
  source: SOURCES.oauthSecurity,
  check: each("clients", (client, report) => {
    const allowed = someItem(client.flows, (flow) => flow === "implicit");
    if (allowed === "unknown") report.unknown(client, `the OAuth flows (${client.flows.missing.join(", ")})`);
    if (allowed !== true) return;
    report({
      message: "The implicit flow puts tokens into the URL of the page, which browser histories and logs keep.",
      remedy: 'Set allowed_oauth_flows = ["code"]; public clients use it with PKCE.',
      nearest: "code",
    });
  }),
};

/** Flows, scopes and callback URLs count only with allowed_oauth_flows_user_pool_client. */
export const clientOauthOff: Rule = {
  code: "client-oauth-off",
  severity: "error",
  title: "OAuth flows or scopes on a client for which OAuth is switched off",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const uses = isEmpty(client.flows) === false || isEmpty(client.scopes) === false;
    if (!client.managed || !uses) return;
    when(report, client, client.oauth, "allowed_oauth_flows_user_pool_client", (on) => {
      if (on) return;
      report({
        message:
          "The client names OAuth flows or scopes, but allowed_oauth_flows_user_pool_client is false: they have no effect.",
        remedy: "Set allowed_oauth_flows_user_pool_client = true.",
      });
    });
  }),
};

const PASSWORD = ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"];

/** The password reaches the application in plain text, and the token carries no scope of a resource server. */
export const clientPasswordFlow: Rule = {
  code: "client-password-flow",
  severity: "note",
  title: "A client that lets applications handle the password (USER_PASSWORD_AUTH)",
  source: SOURCES.accessToken,
  check: each("clients", (client, report) => {
    const { items, missing } = client.authFlows;
    const flow = items.find((f) => PASSWORD.includes(f));
    if (flow === undefined && missing.length > 0) report.unknown(client, `explicit_auth_flows (${missing.join(", ")})`);
    if (flow === undefined) return;
    report({
      message: `${flow} hands the password to the application, and its tokens carry no scope of a resource server: routes with scopes answer 403.`,
      remedy: "Remove it and sign in with the code flow, or with ALLOW_USER_SRP_AUTH.",
      nearest: "ALLOW_USER_SRP_AUTH",
    });
  }),
};

/** LEGACY, the default, tells whoever asks which users exist. */
export const clientUserExistenceErrors: Rule = {
  code: "client-user-existence-errors",
  severity: "warning",
  title: "A client whose errors reveal which users exist (prevent_user_existence_errors LEGACY)",
  source: SOURCES.userExistence,
  check: each("clients", (client, report) => {
    const machine = onlyMachine(client);
    if (!client.managed || machine === true) return;
    when(report, client, client.userExistenceErrors, "prevent_user_existence_errors", (mode) => {
      if (mode === "ENABLED") return;
      if (machine === "unknown")
        return report.unknown(client, "whether it is for machines alone (allowed_oauth_flows)");
      report({
        message: `prevent_user_existence_errors is ${mode}: sign-in and password recovery reveal which users exist.`,
        remedy: 'Set prevent_user_existence_errors = "ENABLED".',
        nearest: "ENABLED",
      });
    });
  }),
};

/** The pool's own users; every other provider is a resource. */
const OWN_USERS = "COGNITO";

/** AWS refuses a client with a provider that isn't there: "The provider … does not exist for User Pool …". Without one, sign-in pages offer no way in. */
export const federationUnknown: Rule = {
  code: "federation-unknown",
  severity: "error",
  title: "A client with an identity provider that its pool doesn't have, or without any",
  source: `${SOURCES.client}; terraform-provider-aws #23374 https://github.com/hashicorp/terraform-provider-aws/issues/23374`,
  check: each("clients", (client, report, model) => {
    const pool = targetOf(client.pool);
    if (!client.managed || pool?.managed !== true) return;
    const redirected = isEmpty(client.identityProviders) === true && redirects(client);
    if (redirected === "unknown") report.unknown(client, SIGN_IN);
    if (redirected === true)
      report({
        severity: "warning",
        message:
          "supported_identity_providers is empty: the pool's sign-in pages don't let anybody in with the client.",
        remedy: `Write supported_identity_providers = ["${OWN_USERS}"], or the name of a provider.`,
        nearest: OWN_USERS,
      });
    const there = model.identityProviders.filter((provider) => leadsTo(provider.pool, pool) !== false);
    const names = there.flatMap(({ name }) => (name.known && name.value !== undefined ? [name.value] : []));
    for (const name of itemsOf(report, client, client.identityProviders, "the identity providers")) {
      if (name === OWN_USERS || names.includes(name)) continue;
      if (names.length < there.length) {
        report.unknown(client, `whether ${pool.address} has the identity provider ${name}`);
        continue;
      }
      const nearest = nearestOf(name, [OWN_USERS, ...names]);
      report({
        message: `supported_identity_providers holds "${name}", and ${pool.address} has no such provider: AWS refuses the client.`,
        remedy:
          nearest === undefined
            ? `Add an aws_cognito_identity_provider with provider_name = "${name}", or remove it from the client.`
            : `Write "${nearest}", or add an aws_cognito_identity_provider of that name.`,
        ...(nearest !== undefined && { nearest }),
      });
    }
  }),
};
