import { chain, known, map, unknown } from "../index";
import type {
  Attributes,
  Client,
  Group,
  IdentityProvider,
  LambdaFunction,
  Lifetimes,
  Listing,
  PasswordPolicy,
  Pool,
  PoolDomain,
  Resource,
  ResourceServer,
  Scope,
  Trigger,
  Value,
} from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";
import { block, entityOf, nonEmpty, or } from "./common";
import { FUNCTION_NAMING } from "./compute";
import { Registry, link } from "./registry";

const EXISTING = unknown("it exists already, and the data source doesn't show this");

export function buildPools(index: ResourceIndex, functions: Registry<LambdaFunction>): Registry<Pool> {
  const registry = new Registry<Pool>();
  const add = (resource: Resource): void => {
    const pool = poolOf(index, functions, resource);
    registry.add(pool, [pool.id, resource.attributes.text("arn")]);
  };
  const single = index.ofType("aws_cognito_user_pool");
  single.forEach(add);
  // A search by name is a pool of its own only where no other data source goes on from it.
  const goesOn = new Set(
    single.flatMap((r) => r.attributes.references("user_pool_id")).flatMap((r) => index.targets(r)),
  );
  for (const search of index.ofType("aws_cognito_user_pools")) {
    const id = poolId(search);
    const present = id.known && id.value !== undefined && registry.named(id.value).length > 0;
    if (!present && !goesOn.has(search)) add(search);
  }
  return registry;
}

function poolOf(index: ResourceIndex, functions: Registry<LambdaFunction>, resource: Resource): Pool {
  const a = resource.attributes;
  const managed = resource.mode === "managed";
  /** A default holds for what this configuration makes; what exists may be set otherwise. */
  const orDefault = <T>(value: Value<T | undefined>, fallback: T): Value<T> =>
    chain(value, (v) => (v !== undefined ? known(v) : managed ? known(fallback) : EXISTING));
  const texts = (name: string): Listing<string> => listed(a.texts(name), managed);
  return {
    ...entityOf(resource),
    managed,
    name: a.text("name"),
    id: poolId(resource),
    tier: orDefault(a.text("user_pool_tier"), "ESSENTIALS"),
    mfa: orDefault(a.text("mfa_configuration"), "OFF"),
    password: managed ? map(block(a, "password_policy"), (p) => p && passwordOf(p)) : EXISTING,
    schema: listed(schemaOf(a), managed),
    deletionProtection: orDefault(a.text("deletion_protection"), "INACTIVE"),
    preventDestroy: resource.preventDestroy,
    selfSignUp: map(
      orDefault(flagIn(a, "admin_create_user_config", "allow_admin_create_user_only"), false),
      (only) => !only,
    ),
    usernameAttributes: texts("username_attributes"),
    aliasAttributes: texts("alias_attributes"),
    caseSensitive: managed ? flagIn(a, "username_configuration", "case_sensitive") : EXISTING,
    threatProtection: orDefault(textIn(a, "user_pool_add_ons", "advanced_security_mode"), "OFF"),
    firstFactors: chainList(block(a, "sign_in_policy"), (b) => b.texts("allowed_first_auth_factors"), managed),
    triggers: chainList(block(a, "lambda_config"), (b) => triggersOf(index, functions, b), managed),
  };
}

function poolId({ attributes: a, type, mode }: Resource): Value<string | undefined> {
  if (type === "aws_cognito_user_pools") {
    const ids = a.texts("ids");
    return ids.items.length === 1 && ids.missing.length === 0
      ? known(ids.items[0])
      : unknown("the pools' ids aren't known");
  }
  const id = a.text("id");
  return mode === "data" && !id.known ? a.text("user_pool_id") : id;
}

function passwordOf(a: Attributes): PasswordPolicy {
  return {
    minimumLength: a.number("minimum_length"),
    requireLowercase: a.flag("require_lowercase"),
    requireUppercase: a.flag("require_uppercase"),
    requireNumbers: a.flag("require_numbers"),
    requireSymbols: a.flag("require_symbols"),
    // A state writes 0 where it was left out.
    history: or(a.number("password_history_size"), 0),
    temporaryValidity: a.number("temporary_password_validity_days"),
  };
}

function schemaOf(a: Attributes): Pool["schema"] {
  const { items, missing } = a.blocks("schema");
  return {
    missing,
    items: items.map((s) => {
      const type = s.text("attribute_data_type");
      return {
        name: s.text("name"),
        type,
        mutable: s.flag("mutable"),
        required: s.flag("required"),
        constrained: chain(type, (t): Value<boolean> => {
          const needs =
            t === "String"
              ? "string_attribute_constraints"
              : t === "Number"
                ? "number_attribute_constraints"
                : undefined;
          return needs === undefined ? known(true) : map(block(s, needs), (b) => b !== undefined);
        }),
      };
    }),
  };
}

function triggersOf(index: ResourceIndex, functions: Registry<LambdaFunction>, config: Attributes): Listing<Trigger> {
  const items: Trigger[] = [];
  const missing: string[] = [];
  const versioned = ["pre_token_generation", "custom_email_sender", "custom_sms_sender"];
  for (const name of versioned) {
    const inside = block(config, name === "pre_token_generation" ? `${name}_config` : name);
    if (!inside.known) missing.push(inside.why);
    if (!inside.known || !inside.value) continue;
    const fn = link(index, functions, inside.value, ["lambda_arn"], FUNCTION_NAMING);
    items.push({ name, function: fn, version: inside.value.text("lambda_version") });
  }
  const plain =
    "pre_sign_up pre_authentication post_authentication post_confirmation pre_token_generation custom_message define_auth_challenge create_auth_challenge verify_auth_challenge_response user_migration";
  for (const name of plain.split(" ")) {
    const fn = link(index, functions, config, [name], FUNCTION_NAMING);
    if (fn.kind === "none" || items.some((t) => t.name === name)) continue;
    items.push({ name, function: fn, version: known(name === "pre_token_generation" ? "V1_0" : undefined) });
  }
  return { items, missing };
}

export function buildServers(index: ResourceIndex, pools: Registry<Pool>): ResourceServer[] {
  return index.ofType("aws_cognito_resource_server").map((resource) => {
    const a = resource.attributes;
    const identifier = a.text("identifier");
    const blocks = a.blocks("scope");
    const missing = [...blocks.missing];
    const scopes: Scope[] = [];
    for (const scope of blocks.items) {
      const name = scope.text("scope_name");
      if (name.known && name.value !== undefined)
        scopes.push({ name: name.value, full: map(identifier, (i) => `${i ?? ""}/${name.value}`) });
      else missing.push(name.known ? "a scope without a name" : name.why);
    }
    return {
      ...entityOf(resource),
      pool: link(index, pools, a, ["user_pool_id"]),
      identifier,
      scopes: { items: scopes, missing },
    };
  });
}

export function buildClients(index: ResourceIndex, pools: Registry<Pool>): Registry<Client> {
  const registry = new Registry<Client>();
  const types = ["aws_cognito_user_pool_client", "aws_cognito_managed_user_pool_client"];
  for (const resource of types.flatMap((type) => index.ofType(type))) {
    const a = resource.attributes;
    const rotation = block(a, "refresh_token_rotation");
    const id = a.text("id");
    const client: Client = {
      ...entityOf(resource),
      managed: resource.mode === "managed",
      pool: link(index, pools, a, ["user_pool_id"]),
      name: a.text("name"),
      id: resource.mode === "data" && !id.known ? a.text("client_id") : id,
      secret: or(a.flag("generate_secret"), false),
      flows: a.texts("allowed_oauth_flows"),
      oauth: or(a.flag("allowed_oauth_flows_user_pool_client"), false),
      scopes: a.texts("allowed_oauth_scopes"),
      callbackUrls: a.texts("callback_urls"),
      logoutUrls: a.texts("logout_urls"),
      defaultRedirect: nonEmpty(a.text("default_redirect_uri")),
      lifetimes: lifetimesOf(a),
      revocation: or(a.flag("enable_token_revocation"), true),
      userExistenceErrors: or(a.text("prevent_user_existence_errors"), "LEGACY"),
      authFlows: a.texts("explicit_auth_flows"),
      rotation: chain(rotation, (r) => r?.text("feature") ?? known(undefined)),
      rotationGrace: chain(rotation, (r) => r?.number("retry_grace_period_seconds") ?? known(undefined)),
      identityProviders: a.texts("supported_identity_providers"),
      readAttributes: a.texts("read_attributes"),
      writeAttributes: a.texts("write_attributes"),
    };
    registry.add(client, [client.id]);
  }
  return registry;
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };

function lifetimesOf(a: Attributes): Lifetimes {
  const units = block(a, "token_validity_units");
  const seconds = (kind: "access" | "id" | "refresh", unit: string, fallback: number): Value<number> =>
    chain(a.number(`${kind}_token_validity`), (amount) => {
      if (amount === undefined || amount === 0) return known(fallback);
      return chain(units, (u) =>
        chain(or(u?.text(`${kind}_token`) ?? known(undefined), unit), (name): Value<number> => {
          const size = SECONDS[name];
          return size === undefined ? unknown(`"${name}" is not a unit of time`) : known(amount * size);
        }),
      );
    });
  return {
    access: seconds("access", "hours", 3600),
    id: seconds("id", "hours", 3600),
    refresh: seconds("refresh", "days", 30 * 86400),
  };
}

export function buildGroups(index: ResourceIndex, pools: Registry<Pool>): Group[] {
  return index.ofType("aws_cognito_user_group").map((resource) => {
    const a = resource.attributes;
    return {
      ...entityOf(resource),
      pool: link(index, pools, a, ["user_pool_id"]),
      name: a.text("name"),
      precedence: a.number("precedence"),
      roleArn: nonEmpty(a.text("role_arn")),
    };
  });
}

export function buildPoolDomains(index: ResourceIndex, pools: Registry<Pool>): PoolDomain[] {
  return index.ofType("aws_cognito_user_pool_domain").map((resource) => {
    const a = resource.attributes;
    return {
      ...entityOf(resource),
      pool: link(index, pools, a, ["user_pool_id"]),
      domain: a.text("domain"),
      certificateArn: nonEmpty(a.text("certificate_arn")),
      managedLogin: or(a.number("managed_login_version"), 1),
    };
  });
}

export function buildIdentityProviders(index: ResourceIndex, pools: Registry<Pool>): IdentityProvider[] {
  return index.ofType("aws_cognito_identity_provider").map((resource) => {
    const a = resource.attributes;
    return {
      ...entityOf(resource),
      pool: link(index, pools, a, ["user_pool_id"]),
      name: a.text("provider_name"),
      type: a.text("provider_type"),
    };
  });
}

function textIn(a: Attributes, name: string, field: string): Value<string | undefined> {
  return chain(block(a, name), (b) => b?.text(field) ?? known(undefined));
}

function flagIn(a: Attributes, name: string, field: string): Value<boolean | undefined> {
  return chain(block(a, name), (b) => b?.flag(field) ?? known(undefined));
}

function listed<T>(list: Listing<T>, managed: boolean): Listing<T> {
  return managed || list.items.length > 0 || list.missing.length > 0 ? list : { items: [], missing: [EXISTING.why] };
}

function chainList<T>(
  from: Value<Attributes | undefined>,
  f: (a: Attributes) => Listing<T>,
  managed: boolean,
): Listing<T> {
  if (!from.known) return { items: [], missing: [from.why] };
  return listed(from.value ? f(from.value) : { items: [], missing: [] }, managed);
}
