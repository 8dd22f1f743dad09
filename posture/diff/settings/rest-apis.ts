import { blocks } from "./blocks";
import {
  amount,
  breaking,
  broadened,
  certificate,
  entries,
  flag,
  members,
  narrowed,
  neutral,
  orDefault,
  other,
  ownership,
  replacedValue,
  presence,
  protective,
  ranked,
  stepsOf,
  unknown,
} from "./setting";
import { known, unknown as unread, type Entity, type Resource, type Value } from "../../model/index";
import { actsAs, address, quota } from "./custom";
import { VPC_LINK } from "./integrations";
import type { ChangeMeaning, Setting } from "./setting";
import { stageVariables } from "../stage-variables";
import type { SettingsOf } from "./settings-of";

const TLS = ["TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS12_2018_EDGE", "SecurityPolicy_TLS13_1_3_2025_09"];

const limit = (path: string, of: string) =>
  amount(path, Infinity, {
    more: broadened(`Limit of requests ${of} of {at}: {is} (was: {was}).`),
    less: protective(`Limit of requests ${of} of {at}: {is} (was: {was}).`),
    none: breaking(`Limit of requests ${of} of {at}: 0, so every call gets 429.`),
  });

const TYPES = "endpoint_configuration.types";

/** Private, or for the whole internet by one kind of endpoint or another. */
function reach(): Setting {
  const isPrivate = (types: readonly string[]) => types.includes("PRIVATE");
  return {
    compares: [TYPES],
    compare(on, code) {
      on.value(
        ({ resource }): Value<string> => {
          const { items, missing } = resource.attributes.texts(...stepsOf(TYPES));
          const [why] = missing;
          if (why !== undefined) return unread(why);
          // An API that says nothing is edge-optimized.
          return known(items.length === 0 ? "EDGE" : [...items].sort().join(" and "));
        },
        { path: stepsOf(TYPES), what: `from where ${on.name} is reached` },
        (was, is) => {
          const [then, now] = [was, is].map((types) => isPrivate(types.split(" and ")));
          const kind = then === now ? "neutral" : now ? "narrowed" : "broadened";
          const consequence =
            then === now ? "" : now ? ": only its VPC endpoints reach it" : ": the internet reaches it";
          return {
            code,
            kind,
            summary: `${on.name} has an endpoint of type ${is} (was: ${was})${consequence}.`,
          };
        },
      );
    },
  };
}

/** Where an authorizer finds what it decides by: what lacks one of these is refused before it is asked. */
function identitySource(): Setting {
  const path = ["identity_source"];
  const DEFAULT = "method.request.header.Authorization";
  const read = ({ resource: { attributes } }: Entity): Value<string> =>
    orDefault(attributes.text(...path), DEFAULT) as Value<string>;
  const partsOf = (text: string) =>
    text.split(",").map((one) => one.trim().replace(/(?<=\.header\.).*/, (name) => name.toLowerCase()));
  return {
    compares: [...path],
    compare(on, code) {
      on.value(read, { path, what: `where ${on.name} finds its identity` }, (was, is) => {
        const [had, has] = [partsOf(was), partsOf(is)];
        const [added, gone] = [has.filter((one) => !had.includes(one)), had.filter((one) => !has.includes(one))];
        if (added.length > 0)
          return {
            code,
            kind: "breaking",
            summary: `${on.name} reads ${added.join(" and ")}${gone.length > 0 ? ` (was: ${gone.join(" and ")})` : " too"}: requests without it get 401.`,
          };
        if (gone.length === 0) return undefined;
        return {
          code,
          kind: "unknown",
          summary: `${on.name} is asked about requests without ${gone.join(" and ")} too: whether it lets them in can't be seen from a plan.`,
        };
      });
    },
  };
}

/** Variables of a stage: addresses of integrations ask for them. */
function restStageVariables(): Setting {
  return {
    compares: [],
    compare(on, code) {
      const api = ownerOf(on.pair.after.resource);
      const askers = on.comparison.after
        .ofType("aws_api_gateway_integration")
        .filter((one) => api === undefined || ownerOf(one) === undefined || ownerOf(one) === api)
        .map(({ address: place, attributes }) => ({
          address: place,
          uri: attributes.text("uri"),
          type: attributes.text("type"),
        }));
      stageVariables(on, { code, path: "variables", stage: on.pair.after.address }, askers);
    },
  };
}

/** The address, or the id, of the REST API that something is part of. */
function ownerOf({ attributes }: Resource): string | undefined {
  const id = attributes.text("rest_api_id");
  return id.known ? id.value : attributes.references("rest_api_id")[0]?.address;
}

/** A header of the answer to callers who are refused: browsers heed those about other origins. */
function refusalHeader(header: string, was: string, is: string): ChangeMeaning {
  const value = is === "" ? "{item} was {was}" : was === "" ? "{item} = {is}" : "{item} = {is} (was: {was})";
  if (!/access-control-allow-(origin|credentials)$/i.test(header))
    return neutral(`{at} answers callers who are refused with other headers: ${value}.`);
  const tighter = is === "" || was === "'*'" || (was === "'true'" && is !== "'true'");
  const text = "what {at} answers to callers who are refused";
  return tighter
    ? narrowed(`Browsers let fewer pages of other origins read ${text}: ${value}.`)
    : broadened(`Browsers let pages of other origins read ${text}: ${value}.`);
}

const KEY_DEMANDED = {
  settings: [
    flag("api_key_required", false, {
      on: narrowed("{at} requires an API key."),
      off: broadened("{at} no longer requires an API key."),
    }),
  ],
};

/** REST APIs: their methods' other demands, stages, keys, domains and what they hand on. */
export const REST_APIS: SettingsOf = {
  code: "rest-api-setting",
  title: "A setting of a REST API changes who gets in, or how calls are handled",
  source:
    "API Gateway: Control and manage access to REST APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  types: {
    aws_api_gateway_method: KEY_DEMANDED,
    aws_apigatewayv2_route: KEY_DEMANDED,
    aws_api_gateway_authorizer: {
      settings: [
        members("provider_arns", {
          added: broadened("{at} accepts tokens of {item}."),
          removed: narrowed("{at} no longer accepts tokens of {item}."),
        }),
        amount("authorizer_result_ttl_in_seconds", 300, {
          more: broadened(
            "{at} caches its results for {is} s (was: {was} s): a revoked caller gets in that much longer.",
          ),
          less: protective("{at} caches its results for {is} s (was: {was} s)."),
        }),
        presence("identity_validation_expression", {
          there: narrowed("{at} requires tokens to match {is}."),
          gone: broadened("{at} no longer requires tokens to match {was}."),
          changed: unknown("{at} requires tokens to match {is} (was: {was}): which is the stricter isn't known."),
        }),
        identitySource(),
        actsAs("authorizer_credentials", "{at} calls its function as {is} (was: {was})"),
      ],
    },
    aws_api_gateway_rest_api: {
      settings: [
        reach(),
        flag("disable_execute_api_endpoint", false, {
          on: narrowed("{at} no longer answers at its execute-api address."),
          off: broadened(
            "{at} answers at its execute-api address again, bypassing its custom domain and what protects it.",
          ),
        }),
      ],
    },
    aws_api_gateway_stage: {
      added: broadened("{at} is new: its API answers at one more address."),
      removed: breaking("{at} is removed: its callers fail."),
      settings: [
        presence("access_log_settings.destination_arn", {
          there: protective("{at} logs who calls it."),
          gone: broadened("{at} no longer logs who calls it."),
          changed: neutral("The access log of {at} goes to {is}."),
        }),
        restStageVariables(),
        replacedValue("access_log_settings.format", neutral("The access log of {at} has other fields.")),
        presence("client_certificate_id", {
          there: protective("{at} presents a client certificate to its backend."),
          gone: broadened(
            "{at} no longer presents a client certificate to its backend: the backend can't tell its requests from others.",
          ),
          changed: unknown("{at} presents another client certificate to its backend."),
        }),
      ],
    },
    aws_api_gateway_method_settings: {
      settings: [
        flag("settings.caching_enabled", false, {
          on: broadened("{at} caches responses: callers whose requests have the same cache key get the same response."),
          off: protective("{at} no longer caches responses."),
        }),
        flag("settings.require_authorization_for_cache_control", true, {
          on: protective("{at} lets only authorized callers invalidate the cache."),
          off: broadened("{at} lets every caller invalidate the cache."),
        }),
        flag("settings.cache_data_encrypted", false, {
          on: protective("Cached responses of {at} are encrypted."),
          off: broadened("Cached responses of {at} are not encrypted."),
        }),
        limit("settings.throttling_rate_limit", "a second"),
        limit("settings.throttling_burst_limit", "at once"),
      ],
    },
    aws_api_gateway_integration: {
      settings: [
        address("uri"),
        ...VPC_LINK,
        actsAs("credentials", "{at} calls its backend as {is} (was: {was})"),
        flag("tls_config.insecure_skip_verification", false, {
          on: broadened("{at} no longer checks its backend's certificate."),
          off: protective("{at} checks its backend's certificate."),
        }),
      ],
    },
    aws_api_gateway_api_key: {
      added: neutral("{at} is new; usage plans decide which stages accept it."),
      removed: breaking("{at} is removed: callers that send it are refused."),
      settings: [
        flag("enabled", true, {
          on: broadened("{at} is accepted again."),
          off: narrowed("{at} is no longer accepted."),
        }),
      ],
    },
    aws_api_gateway_usage_plan_key: {
      added: broadened("{at} is new: one more key is valid for the stages of its usage plan."),
      removed: breaking("{at} is removed: its key is no longer valid for the stages of its usage plan."),
      settings: [],
    },
    aws_api_gateway_usage_plan: {
      settings: [
        blocks("api_stages", ["stage", "api_id"], {
          added: broadened("Keys of {at} are valid for stage {item}."),
          removed: narrowed("Keys of {at} are no longer valid for stage {item}."),
        }),
        limit("throttle_settings.rate_limit", "a second and key"),
        limit("throttle_settings.burst_limit", "at once and key"),
        quota("quota_settings", {
          more: broadened("Each key of {at} may make more requests: {is} (was: {was})."),
          less: protective("Each key of {at} may make fewer requests: {is} (was: {was})."),
          other: unknown("The quota of each key of {at} is {is} (was: {was}): which allows more depends on its use."),
        }),
      ],
    },
    aws_api_gateway_request_validator: {
      settings: [
        flag("validate_request_body", false, {
          on: narrowed("{at} refuses requests whose body does not fit the model."),
          off: broadened("{at} forwards requests whose body does not fit the model."),
        }),
        flag("validate_request_parameters", false, {
          on: narrowed("{at} refuses requests that lack a parameter."),
          off: broadened("{at} forwards requests that lack a parameter."),
        }),
      ],
    },
    aws_api_gateway_domain_name: {
      settings: [
        certificate("certificate_arn"),
        certificate("regional_certificate_arn"),
        ownership("ownership_verification_certificate_arn"),
        ranked("security_policy", TLS, "TLS_1_2", {
          up: protective("The security policy of {at} is {is} (was: {was})."),
          down: broadened("The security policy of {at} is {is} (was: {was}), which accepts weaker connections."),
        }),
        presence("mutual_tls_authentication.truststore_uri", {
          there: narrowed("Callers of {at} need a client certificate."),
          gone: broadened("Callers of {at} no longer need a client certificate."),
          changed: unknown("{at} has another truststore: which client certificates it accepts was not compared."),
        }),
      ],
    },
    aws_api_gateway_gateway_response: {
      settings: [
        other(
          "status_code",
          neutral("{at} responds with status {is} (was: {was}); who is refused stays the same."),
          "(the default)",
        ),
        entries("response_parameters", {
          added: refusalHeader,
          removed: refusalHeader,
          changed: refusalHeader,
        }),
      ],
    },
    aws_api_gateway_base_path_mapping: {
      added: broadened("{at} is new: a REST API answers under one more address."),
      removed: breaking("{at} is removed: a REST API no longer answers under its address."),
      settings: [],
    },
  },
};
