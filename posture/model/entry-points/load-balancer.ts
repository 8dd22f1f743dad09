import { shown } from "../../redact/redact";
import { targetOf } from "../../terraform/resource";
import type { Attributes, Link, Reference, Resource, Step } from "../../terraform/resource";
import type { Pool } from "../entities";
import { valueOr, type Answer } from "../../terraform/value";
import { entityOf } from "../build/common";
import { endpointAt } from "./endpoint";
import { answerOf, entryPoint, nameOf, nameText, toFunction } from "./common";
import type { Authorization, EntryPoint, Host, Target } from "./entry-point";
import { conditionLimit, groupLimit } from "./reachable";
import { leadsToResource, type Sources } from "./sources";

const LISTENER = ["aws_lb_listener", "aws_alb_listener"];
const RULE = ["aws_lb_listener_rule", "aws_alb_listener_rule"];
const GROUP = ["aws_lb_target_group", "aws_alb_target_group"];
const BALANCER = ["aws_lb", "aws_alb"];
const ATTACHMENT = ["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"];

/** Listeners and rules that forward to Lambda functions, and what stands before them. */
export function loadBalancerEntryPoints(sources: Sources): EntryPoint[] {
  const listeners = sources.ofType(...LISTENER).flatMap((one) => forwards(sources, one, one, "default_action"));
  const rules = sources.ofType(...RULE).flatMap((one) => {
    const listener = targetOf(sources.resourceAt(one.attributes, ["listener_arn"], LISTENER))?.resource;
    return forwards(sources, one, listener, "action");
  });
  return [...listeners, ...rules];
}

/**
 * Listeners and rules that forward to another load balancer, or to addresses of a VPC endpoint of API Gateway: what is
 * behind these is theirs too.
 */
export function balancersBefore(sources: Sources): EntryPoint[] {
  const listeners = sources.ofType(...LISTENER).map((one) => ({ one, listener: one, block: "default_action" }));
  const rules = sources.ofType(...RULE).map((one) => ({
    one,
    listener: targetOf(sources.resourceAt(one.attributes, ["listener_arn"], LISTENER))?.resource,
    block: "action",
  }));
  return [...listeners, ...rules].flatMap(({ one, listener, block }) =>
    one.attributes.blocks(block).items.flatMap((action, i) =>
      groupsOf(sources, one, action, [block, i]).groups.flatMap((group): EntryPoint[] => {
        const at = attachedTo(sources, group).map(({ attributes }) => endpointAt(attributes, "target_id"));
        const references = at.flatMap((own) =>
          own.references.flatMap((reference) => throughInterface(sources, reference)),
        );
        const [text] = at.flatMap((own) => own.text ?? []);
        if (references.length === 0 && text === undefined) return [];
        return [
          entryPoint(one, {
            kind: "load-balancer",
            part: group.address,
            name: conditionsOf(one),
            ...balancerOf(sources, listener),
            hosts: hostsOf(sources, listener),
            authorization: limited(sources, one, listener, block),
            target: { kind: "backend", name: group.address, at: { ...(text !== undefined && { text }), references } },
          }),
        ];
      }),
    ),
  );
}

/** The address of a network interface is that of the VPC endpoint which it is of. */
function throughInterface(sources: Sources, reference: Reference): readonly Reference[] {
  const further = sources.index
    .targets(reference)
    .flatMap(({ type, attributes }) =>
      type === "aws_network_interface" ? ["id", "filter"].flatMap((name) => attributes.references(name)) : [],
    );
  return [reference, ...further];
}

function forwards(sources: Sources, resource: Resource, listener: Resource | undefined, block: string): EntryPoint[] {
  const actions = resource.attributes.blocks(block);
  const found = actions.items.map((action, i): Groups => {
    const type = action.text("type");
    if (type.known && type.value !== "forward") return { groups: [], open: [] };
    return groupsOf(sources, resource, action, [block, i]);
  });
  const targets: Forward[] = found.flatMap(({ groups }) => groups.flatMap((group) => functionsBehind(sources, group)));
  const [why] = [...found.flatMap(({ open }) => open), ...actions.missing];
  // It isn't known where it forwards to: it may be to a function, where there is a target group of one.
  if (why !== undefined && sources.ofType(...GROUP).some(mayHoldFunctions)) targets.push({ why, part: "forward" });
  return targets.map(({ target, why: unknown, part }) => {
    const nowhere = `where it forwards to isn't known (${unknown ?? ""})`;
    return entryPoint(resource, {
      kind: "load-balancer",
      ...(targets.length > 1 && { part }),
      name: conditionsOf(resource),
      ...balancerOf(sources, listener),
      hosts: hostsOf(sources, listener),
      authorization: target ? limited(sources, resource, listener, block) : { kind: "unknown", why: nowhere },
      target: target ?? { kind: "unknown", why: nowhere },
    });
  });
}

/** Target groups, and why there may be more. */
interface Groups {
  readonly groups: readonly Resource[];
  readonly open: readonly string[];
}

/** The target groups of a forward action: one, or several with weights. */
function groupsOf(sources: Sources, resource: Resource, action: Attributes, path: readonly Step[]): Groups {
  const weighted = action.blocks("forward", 0, "target_group");
  const links = [
    sources.resourceAt(resource.attributes, [...path, "target_group_arn"], GROUP),
    ...weighted.items.map((_, i) =>
      sources.resourceAt(resource.attributes, [...path, "forward", 0, "target_group", i, "arn"], GROUP),
    ),
  ];
  return {
    groups: links.flatMap((link) => targetOf(link)?.resource ?? []),
    open: [...links.flatMap((link) => (link.kind === "unknown" ? [link.why] : [])), ...weighted.missing],
  };
}

function mayHoldFunctions({ attributes }: Resource): boolean {
  const type = attributes.text("target_type");
  return !type.known || type.value === "lambda";
}

/** One target, or why it isn't known whether it is a function at all. */
interface Forward {
  readonly target?: Target;
  readonly why?: string;
  readonly part: string;
}

function functionsBehind(sources: Sources, group: Resource): Forward[] {
  if (!mayHoldFunctions(group)) return [];
  const attached = attachedTo(sources, group).map((one) => ({
    target: toFunction(sources.functionAt(one, "target_id")),
    part: one.address,
  }));
  if (attached.length > 0) return attached;
  const [maybe] = attachedTo(sources, group, "unknown");
  const why = maybe
    ? `whether ${maybe.address} attaches a function to ${group.address} isn't known`
    : `nothing in this input is attached to ${group.address}`;
  return [{ target: { kind: "unknown", why }, part: group.address }];
}

function attachedTo(sources: Sources, group: Resource, answer: Answer = true): readonly Resource[] {
  return sources
    .ofType(...ATTACHMENT)
    .filter(
      (one) => leadsToResource(sources.resourceAt(one.attributes, ["target_group_arn"], GROUP), group) === answer,
    );
}

/** Without a sign-in, whose requests arrive at all. */
function limited(sources: Sources, resource: Resource, listener: Resource | undefined, block: string): Authorization {
  const own = authorizationOf(sources, resource, block);
  if (own.kind !== "none") return own;
  const port = Number(listener ? valueOr(listener.attributes.text("port"), undefined) : undefined);
  const groups = groupLimit(sources, balancerAt(sources, listener), Number.isNaN(port) ? undefined : port);
  return groups ?? conditionLimit(resource) ?? own;
}

/** What comes before the forward. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html */
function authorizationOf(sources: Sources, resource: Resource, at: string): Authorization {
  const { items, missing } = resource.attributes.blocks(at);
  for (const [i, action] of items.entries()) {
    const type = action.text("type");
    if (!type.known) return { kind: "unknown", why: `the type of an action isn't known (${type.why})` };
    const cognito = type.value === "authenticate-cognito";
    if (!cognito && type.value !== "authenticate-oidc" && type.value !== "jwt-validation") continue;
    const block = type.value === "jwt-validation" ? "jwt_validation" : type.value.replace("-", "_");
    const unauthenticated = action.text(block, 0, "on_unauthenticated_request");
    if (unauthenticated.known && unauthenticated.value === "allow") return { kind: "none" };
    if (!unauthenticated.known)
      return { kind: "unknown", why: "what it does with requests that aren't signed in isn't known" };
    const issuer = cognito
      ? poolText(sources.poolAt(resource.attributes, at, i, block, 0, "user_pool_arn"))
      : shown(
          entityOf(resource),
          [block, "issuer"],
          valueOr(action.text(block, 0, "issuer"), undefined) ?? "an OpenID Connect provider",
        );
    return type.value === "jwt-validation"
      ? { kind: "token", issuer, scopes: { items: [], missing: [] } }
      : { kind: "sign-in", issuer };
  }
  return missing[0] === undefined
    ? { kind: "none" }
    : { kind: "unknown", why: `an action isn't known (${missing[0]})` };
}

function poolText(pool: Link<Pool>): string {
  if (pool.kind === "resource") return `pool ${nameOf(pool.target)}`;
  return pool.kind === "external" ? `pool ${pool.id.replace(/^.*userpool\//, "")}` : "a Cognito user pool";
}

/** `POST /api/*`, `host api.example.com`; what a listener does with the rest is its default. */
function conditionsOf(resource: Resource): string {
  if (LISTENER.includes(resource.type)) return "every path (default action)";
  const conditions = resource.attributes.blocks("condition").items;
  const values = (name: string): readonly string[] => conditions.flatMap((one) => one.texts(name, 0, "values").items);
  // A plan lists the conditions in an order of its own.
  const methods = [...values("http_request_method")].sort().join(" or ");
  const hosts = values("host_header").map((host) => `host ${host}`);
  const texts = [methods, ...values("path_pattern"), ...hosts].filter((text) => text !== "");
  return texts.map((text) => shown(entityOf(resource), ["condition"], text)).join(" ") || "a rule";
}

function balancerAt(sources: Sources, listener: Resource | undefined): Resource | undefined {
  return listener && targetOf(sources.resourceAt(listener.attributes, ["load_balancer_arn"], BALANCER))?.resource;
}

function balancerOf(sources: Sources, listener: Resource | undefined): Pick<EntryPoint, "group" | "groupAddress"> {
  const balancer = balancerAt(sources, listener);
  return balancer
    ? { group: `load balancer ${nameText(balancer)}`, groupAddress: balancer.address }
    : { group: "a load balancer that isn't in this input" };
}

function hostsOf(sources: Sources, listener: Resource | undefined): Host[] {
  const balancer = balancerAt(sources, listener);
  if (!listener) return [];
  const port = valueOr(listener.attributes.text("port"), undefined);
  const protocol = valueOr(listener.attributes.text("protocol"), undefined);
  const inside: Answer = balancer ? answerOf(balancer.attributes.flag("internal")) : "unknown";
  const mode = listener.attributes.text("mutual_authentication", 0, "mode");
  const at = {
    mutualTls: mode.known ? mode.value === "verify" : ("unknown" as const),
    ...(protocol === "HTTP" && { plain: true }),
  };
  const accelerated = balancer ? acceleratorsOf(sources, balancer) : [];
  return [
    {
      name: `${balancer ? nameText(balancer) : listener.address}${port === undefined ? "" : `:${port}`}`,
      private: inside,
      ...at,
    },
    ...accelerated.map(({ address }) => ({ name: `the accelerator of ${address}`, private: false as const, ...at })),
  ];
}

/** AWS Global Accelerator leads from the internet to internal load balancers too. */
function acceleratorsOf(sources: Sources, balancer: Resource): readonly Resource[] {
  return ["aws_globalaccelerator_endpoint_group", "aws_globalaccelerator_custom_routing_endpoint_group"].flatMap(
    (type) =>
      sources.ofType(type).filter((group) =>
        group.attributes.blocks("endpoint_configuration").items.some((_, i) => {
          const link = sources.resourceAt(group.attributes, ["endpoint_configuration", i, "endpoint_id"], BALANCER);
          return leadsToResource(link, balancer) === true;
        }),
      ),
  );
}
