import { Group } from "../../../constructs/identity/pool/group";
import { MachineClient } from "../../../constructs/identity/clients/machine-client";
import type { Pool } from "../../../constructs/identity/pool/pool";
import { ScopeCatalogue } from "../../../constructs/identity/clients/scope-catalogue";
import { SignInDomain } from "../../../constructs/identity/sign-in/sign-in-domain";
import { WebClient } from "../../../constructs/identity/clients/web-client";
import type { Blueprint } from "../blueprint";
import { flag, list, map, number, text } from "../tokens";

const FILE = "identity.tf";

/** The pool as everything else sees it, be it made here or given. */
export const POOL: Pool = {
  poolId: text("local.pool_id"),
  arn: text("local.pool_arn"),
  issuer: text("local.issuer"),
};

/** The full scope strings of a list of names. */
export const FULL_SCOPES = (names: string): string =>
  `formatlist("%s/%s", local.scope_prefix, ${names})`;

/** Everything of the identity side but the pool: groups, scopes, clients, sign-in domain. */
export function drawIdentity(blueprint: Blueprint): void {
  const { stack } = blueprint;
  const group = new Group(stack, "group", {
    pool: POOL,
    name: text("each.key"),
    description: text("each.value.description"),
    precedence: number("each.value.precedence"),
    roleArn: text("each.value.role_arn"),
  });
  blueprint.draw(FILE, group.resource, { instances: { each: "var.groups" } });

  const catalogue = new ScopeCatalogue(stack, "scopes", {
    pool: POOL,
    identifier: text("local.scope_identifier"),
    name: `${text("var.project")}-api`,
    scopes: { [text("scope.key")]: text("scope.value") },
  });
  blueprint.draw(FILE, blueprint.at("aws_cognito_resource_server.scopes"), {
    comment: "The one place where scopes are declared; clients' grants and routes' demands refer to it.",
    instances: { when: "local.own_scopes" },
    dynamics: { scope: { over: "var.scopes" } },
  });
  drawWebClients(blueprint, catalogue);
  drawMachineClients(blueprint, catalogue);

  const domain = new SignInDomain(stack, "sign_in", {
    pool: POOL,
    domain: text('coalesce(var.sign_in_domain.domain, var.sign_in_domain.prefix, "${var.project}-auth")'),
    certificateArn: text("var.sign_in_domain.certificate_arn"),
  });
  blueprint.draw(FILE, domain.resource, {
    comment: "Where people sign in and clients fetch tokens.",
    instances: { when: "local.own_sign_in_domain" },
    preconditions: [
      {
        code: "domain-prefix",
        condition:
          'var.sign_in_domain.domain != null || var.sign_in_domain.prefix != null || length(regexall("aws|amazon|cognito", var.project)) == 0',
        message:
          'The prefix of the sign-in domain would be "${var.project}-auth", and aws, amazon and cognito are reserved. Write sign_in_domain = { prefix = "…" } without them.',
      },
    ],
  });
}

function drawWebClients(blueprint: Blueprint, catalogue: ScopeCatalogue): void {
  const { resource } = new WebClient(blueprint.stack, "web", {
    pool: POOL,
    catalogue,
    name: `${text("var.project")}-${text("each.key")}`,
    callbackUrls: ["set below"],
    logoutUrls: list("each.value.logout_urls"),
    scopes: [],
    confidential: flag("each.value.confidential"),
    lifetimes: {
      accessTokenMinutes: number("each.value.access_token_minutes"),
      idTokenMinutes: number("each.value.id_token_minutes"),
      refreshTokenDays: number("each.value.refresh_token_days"),
    },
    refreshTokenRotation: { retryGracePeriodSeconds: number("each.value.rotation_grace_seconds") },
    writeAttributes: list("each.value.writable_attributes"),
    identityProviders: list("each.value.identity_providers"),
  });
  resource.allowedOauthScopes = list(`concat(tolist(each.value.openid_scopes), ${FULL_SCOPES("each.value.scopes")})`);
  resource.callbackUrls = list("each.value.callback_urls");
  resource.defaultRedirectUri = text("each.value.callback_urls[0]");
  // Rotation excludes REFRESH_TOKEN_AUTH; for an empty list Cognito would choose, and CUSTOM_AUTH lets nobody in.
  resource.explicitAuthFlows = list(
    'compact([each.value.rotation_grace_seconds == null ? "ALLOW_REFRESH_TOKEN_AUTH" : "", each.value.srp_sign_in ? "ALLOW_USER_SRP_AUTH" : "", each.value.rotation_grace_seconds != null && !each.value.srp_sign_in ? "ALLOW_CUSTOM_AUTH" : ""])',
  );
  blueprint.draw(FILE, resource, {
    comment: "Clients for people: authorization code flow only, with PKCE where they are public.",
    instances: { each: "var.web_clients" },
    dynamics: { refresh_token_rotation: { when: "each.value.rotation_grace_seconds != null" } },
  });
}

function drawMachineClients(blueprint: Blueprint, catalogue: ScopeCatalogue): void {
  const { resource } = new MachineClient(blueprint.stack, "machine", {
    pool: POOL,
    catalogue,
    name: `${text("var.project")}-${text("each.key")}`,
    scopes: [catalogue.names[0] ?? ""],
    accessTokenMinutes: number("each.value.access_token_minutes"),
    secretsManager: {
      name: text("each.value.name"),
      kmsKeyId: text("each.value.kms_key_id"),
      recoveryWindowInDays: number("each.value.recovery_days"),
    },
    tags: map("var.tags"),
  });
  resource.allowedOauthScopes = list(FULL_SCOPES("each.value.scopes"));
  blueprint.draw(FILE, resource, {
    comment: "Clients for programs: client credentials only, with a secret.",
    instances: { each: "var.machine_clients" },
  });
  const stored = { each: "local.stored_secrets" };
  blueprint.draw(FILE, blueprint.at("aws_secretsmanager_secret.machine"), { instances: stored });
  blueprint.draw(FILE, blueprint.at("aws_secretsmanager_secret_version.machine"), { instances: stored });
}
