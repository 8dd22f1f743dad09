import { targetOf, type Resource } from "../../terraform/resource";
import { listing, valueOr } from "../../terraform/value";
import { entryPoint, nameOf, nameText } from "./common";
import type { Authorization, EntryPoint, Target } from "./entry-point";
import { targetOfSource } from "./graphql";
import { leadsToResource, type Sources } from "./sources";

const API = ["aws_appsync_api"];

/**
 * Channel namespaces of AppSync Event APIs: who publishes reaches the subscribers, who subscribes the events, through the
 * data source of a handler if there is one; each by the namespace's own ways of authorization, or the API's.
 * https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html
 */
export function eventApiEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType("aws_appsync_channel_namespace").flatMap((namespace) => {
    const api = targetOf(sources.resourceAt(namespace.attributes, ["api_id"], API))?.resource;
    return (["publish", "subscribe"] as const).flatMap((does): EntryPoint[] => {
      const path = ["handler_configs", 0, `on_${does}`, 0, "integration", 0, "data_source_name"] as const;
      const name = namespace.attributes.text(...path);
      const source = sourceOf(sources, namespace, api, path);
      const target: Target =
        name.known && name.value === undefined
          ? { kind: "backend", name: does === "publish" ? "its subscribers" : "its events" }
          : source
            ? targetOfSource(sources, source)
            : { kind: "unknown", why: "its data source isn't in this input" };
      return modesOf(sources, namespace, api, does).map(({ mode, authorization }) =>
        entryPoint(namespace, {
          kind: "graphql-field",
          part: `${does}-${mode}`,
          name: `${does} to ${nameText(namespace)} by ${mode}`,
          group: api ? `Event API ${nameText(api)}` : "an Event API that isn't known",
          ...(api && { groupAddress: api.address }),
          hosts: [{ name: `the endpoints of ${api?.address ?? namespace.address}`, private: false, mutualTls: false }],
          authorization,
          target,
        }),
      );
    });
  });
}

/** A data source is named by its name, which is one of its API's. */
function sourceOf(
  sources: Sources,
  namespace: Resource,
  api: Resource | undefined,
  path: readonly (string | number)[],
): Resource | undefined {
  const link = sources.resourceAt(namespace.attributes, path, ["aws_appsync_datasource"]);
  const name = valueOr(namespace.attributes.text(...path), undefined);
  return (
    targetOf(link)?.resource ??
    sources.ofType("aws_appsync_datasource").find(({ attributes: a }) => {
      const own = api && leadsToResource(sources.resourceAt(a, ["api_id"], API), api) !== false;
      return own === true && name !== undefined && valueOr(a.text("name"), undefined) === name;
    })
  );
}

/** The ways of authorization of a namespace, or those that its API has for all. */
function modesOf(
  sources: Sources,
  namespace: Resource,
  api: Resource | undefined,
  does: "publish" | "subscribe",
): readonly { readonly mode: string; readonly authorization: Authorization }[] {
  const unknown = (why: string) => [{ mode: "what isn't known", authorization: { kind: "unknown", why } as const }];
  if (!api) return unknown("its API isn't in this input");
  const own = namespace.attributes.blocks(`${does}_auth_mode`);
  const modes =
    own.items.length + own.missing.length > 0
      ? own
      : api.attributes.blocks("event_config", 0, `default_${does}_auth_mode`);
  if (modes.missing[0] !== undefined) return unknown(`its ways of authorization aren't known (${modes.missing[0]})`);
  return modes.items.flatMap((one) => {
    const type = one.text("auth_type");
    if (!type.known) return unknown(`its auth_type isn't known (${type.why})`);
    const mode = type.value ?? "none";
    return [{ mode, authorization: byMode(sources, api, mode, does) }];
  });
}

function byMode(sources: Sources, api: Resource, mode: string, does: "publish" | "subscribe"): Authorization {
  const { attributes } = api;
  const providers = attributes.blocks("event_config", 0, "auth_provider").items;
  const i = providers.findIndex((one) => valueOr(one.text("auth_type"), undefined) === mode);
  const path = ["event_config", 0, "auth_provider", Math.max(i, 0)] as const;
  switch (mode) {
    case "API_KEY":
      return { kind: "api-key" };
    case "AWS_IAM":
      return {
        kind: "iam",
        action: does === "publish" ? "appsync:EventPublish" : "appsync:EventSubscribe",
        of: { kind: "none" },
      };
    case "AMAZON_COGNITO_USER_POOLS": {
      const pool = sources.poolAt(attributes, ...path, "cognito_config", 0, "user_pool_id");
      const issuer = pool.kind === "resource" ? `pool ${nameOf(pool.target)}` : "a user pool that isn't known yet";
      return { kind: "token", issuer, scopes: listing<string>([]), pools: [pool] };
    }
    case "OPENID_CONNECT": {
      const issuer = valueOr(attributes.text(...path, "openid_connect_config", 0, "issuer"), undefined);
      return { kind: "token", issuer: issuer ?? "an OpenID Connect provider", scopes: listing<string>([]) };
    }
    case "AWS_LAMBDA":
      return { kind: "authorizer", called: "its Lambda authorizer" };
    default:
      return { kind: "unknown", why: `there is no auth_type ${mode}` };
  }
}
