type Value = unknown;
type Props = Readonly<Record<string, Value>>;

const isProps = (value: Value): value is Props => typeof value === "object" && value !== null && !Array.isArray(value);
const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace("open_id", "openid");

/** Keys below these are people's own. */
const FREE = new Set([
  ...[
    "tags",
    "scopes",
    "environment",
    "format",
    "claims",
    "attributeMapping",
    "conditions",
    "mappings",
    "variables",
    "tools",
  ],
  ...["requestParameters", "responseParameters", "parameters"],
]);
const NAMED = new Set([
  ...[
    "routes",
    "stages",
    "groups",
    "webClients",
    "machineClients",
    "rotatingMachineClients",
    "identityProviders",
    "functions",
  ],
  ...["jwtAuthorizers", "lambdaAuthorizers", "customAttributes", "vpcLinks"],
]);

function snakeCased(value: Value): Value {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (!isProps(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      snake(name),
      NAMED.has(name) && isProps(inner)
        ? Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, snakeCased(item)]))
        : FREE.has(name)
          ? inner
          : snakeCased(inner),
    ]),
  );
}

/**
 * The module's inputs that say what a stack's props say (docs/editions.md). Where HCL has another form, ids that decide what is made stand in
 * objects, and false is `enabled = false`.
 * @param props of `SecuredApi`, less what HCL doesn't have
 */
export function inputsOf(props: object): object {
  const targets: Record<"lambdas" | "http_backends" | "integrations" | "services", Record<string, Value>> = {
    lambdas: {},
    http_backends: {},
    services: {},
    integrations: {},
  };
  const inputs = snakeCased(props) as Record<string, Value>;
  const { client_ids, pool, cors, access_log, sign_in_domain, custom_domain, ...rest } = inputs;
  const routes = Object.fromEntries(
    Object.entries(rest.routes as Props).map(([key, route]) => {
      const { target, ...said } = route as Props & { target: string | Props };
      if (!isProps(target)) return [key, { ...said, target }];
      const { name, function_arn, ...given } = target as Props & { name: string };
      const { request_parameters, response_parameters, timeout_milliseconds, vpc_link, ...said_of } = given;
      const backend = { ...said_of, [isProps(vpc_link) ? "existing_vpc_link" : "vpc_link"]: vpc_link };
      const settings = { request_parameters, response_parameters, timeout_milliseconds };
      if (Object.values(settings).some((value) => value !== undefined)) targets.integrations[name] = settings;
      if (function_arn !== undefined) targets.lambdas[name] = function_arn;
      else if (given.service !== undefined)
        targets.services[name] = objectOf(said_of, "role_arn", "existing_role", "arn");
      else targets.http_backends[name] = backend;
      return [key, { ...said, target: name }];
    }),
  );
  const existing =
    isProps(pool) && "pool_id" in pool
      ? { id: pool.pool_id, ...(pool.endpoint === undefined ? {} : { endpoint: pool.endpoint }) }
      : undefined;
  return without({
    ...rest,
    packaging: undefined,
    routes,
    ...targets,
    pool: existing === undefined ? pool && poolOf(pool as Props) : undefined,
    existing_pool: existing,
    accepted_client_ids:
      client_ids && Object.fromEntries((client_ids as string[]).map((id, at) => [`client-${at}`, id])),
    cors: off(cors),
    access_log: off(
      isProps(access_log) ? objectOf(access_log, "existing_log_group_arn", "existing_log_group", "arn") : access_log,
    ),
    // Branding is made elsewhere.
    sign_in_domain: off(
      isProps(sign_in_domain) && isProps(sign_in_domain.managed_login)
        ? { ...sign_in_domain, managed_login: true }
        : sign_in_domain,
    ),
    custom_domain: custom_domain && objectOf(custom_domain as Props, "hosted_zone_id", "hosted_zone", "id"),
    functions: mapped(rest.functions, functionOf, (settings) => Object.keys(settings).length > 1),
    triggers: isProps(rest.triggers)
      ? Object.fromEntries(
          Object.entries(rest.triggers).map(([name, given]) => [
            name,
            isProps(given) ? { arn: given.function_arn } : given,
          ]),
        )
      : undefined,
    web_clients: mapped(rest.web_clients, ({ lifetimes, ...client }) => ({
      ...client,
      ...(lifetimes as Props | undefined),
    })),
    identity_providers: mapped(rest.identity_providers, ({ metadata, ...provider }) => ({
      ...provider,
      ...(isProps(metadata) && { metadata_url: metadata.url, metadata_document: metadata.document }),
    })),
    lambda_authorizers: mapped(rest.lambda_authorizers, (given) => authorizerOf(given)),
    alarms:
      rest.alarms &&
      mapped(
        rest.alarms,
        (value) => value,
        () => true,
        (value) => (value === false ? { enabled: false } : value),
      ),
  });
}

function functionOf({ code, reserved_concurrency, permissions_boundary_arn, role_arn, ...settings }: Props): Props {
  const { zip_file, s3_bucket, s3_key, s3_object_version, command, ...rest } = (code ?? {}) as Props;
  return {
    ...settings,
    entry: undefined,
    ...rest,
    package: zip_file,
    image_command: command,
    s3: s3_bucket === undefined ? undefined : { bucket: s3_bucket, key: s3_key, object_version: s3_object_version },
    reserved_concurrent_executions: reserved_concurrency,
    permissions_boundary: permissions_boundary_arn,
    existing_role: role_arn === undefined ? undefined : { arn: role_arn },
  };
}

function poolOf(pool: Props): Props {
  const { sign_in_policy: policy, sign_in_aliases: aliases, ...given } = pool as Props & { sign_in_policy?: Props };
  const rest = {
    ...given,
    ...(isProps(given.threat_protection) && {
      threat_protection: "enforced",
      threat_responses: responsesOf(given.threat_protection),
    }),
    ...(Array.isArray(aliases) && { sign_in_aliases: aliases.map((one) => snake(String(one))) }),
  };
  if (policy === undefined) return rest;
  return {
    ...rest,
    sign_in_policy: { ...policy, passkeys: policy.passkeys === true ? {} : policy.passkeys || undefined },
  };
}

function responsesOf({ account_takeover, compromised_credentials: events, ...ranges }: Props): Props {
  const { mails, ...levels } = (account_takeover ?? {}) as Props;
  return {
    ...ranges,
    compromised_credentials: events === false ? [] : events,
    ...levels,
    ...Object.fromEntries(Object.entries((mails ?? {}) as Props).map(([name, mail]) => [`${name}_mail`, mail])),
  };
}

function authorizerOf({ function: own, issuers, ...rest }: Props): Props {
  return {
    ...rest,
    ...(own !== undefined && { function: { arn: (own as Props).function_arn } }),
    ...(issuers !== undefined && {
      issuers: (issuers as Props[]).map(({ audience, audience_in, ...issuer }) => ({
        ...issuer,
        [audience_in === "client_id" ? "client_ids" : "audience"]: audience,
      })),
    }),
  };
}

const off = (value: Value): Value => (value === false ? { enabled: false } : value);

/** `{ zone_id: "Z" }` as `{ zone: { id: "Z" } }`. */
function objectOf(value: Props, from: string, to: string, key: string): Props {
  const { [from]: id, ...rest } = value;
  return id === undefined ? rest : { ...rest, [to]: { [key]: id } };
}

function mapped(
  values: Value,
  change: (value: Props) => Props,
  keep: (value: Props) => boolean = () => true,
  plain: (value: Value) => Value = (value) => value,
): Value {
  if (!isProps(values)) return undefined;
  const entries = Object.entries(values).map(([name, value]): [string, Value] => [
    name,
    isProps(value) ? change(value) : plain(typeof value === "string" ? {} : value),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => !isProps(value) || keep(value)));
}

const without = (inputs: Props): object => JSON.parse(JSON.stringify(inputs)) as object;
