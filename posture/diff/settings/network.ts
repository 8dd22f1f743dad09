import { addressOf, within } from "../../iam/ip";
import { isWhole, known, listing } from "../../model/index";
import type { Attributes, Entity, Listing, Resource, Value } from "../../model/index";
import { madeAt, separated } from "../by-reference";
import { broadened, members, narrowed, neutral, type ChangeMeaning, type Setting } from "./setting";
import type { SettingsOf } from "./settings-of";

/** Connections that a security group lets in, as the three types of resources write them down. */
interface Connections {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  /** A block of addresses, or the id of a group or prefix list; while that isn't known, its address. */
  readonly source: string;
  readonly made?: string;
}

/** Arguments of a rule: of a block and of `aws_security_group_rule`, and of `aws_vpc_security_group_ingress_rule`. */
interface Words {
  readonly protocol: string;
  readonly sources: readonly string[];
}
const BLOCK: Words = {
  protocol: "protocol",
  sources: ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"],
};
const RULE: Words = { ...BLOCK, sources: [...BLOCK.sources.slice(0, 3), "source_security_group_id"] };
const SINGLE: Words = {
  protocol: "ip_protocol",
  sources: ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
};

type Made = (attributes: Attributes, name: string) => readonly string[] | undefined;

function connectionsOf(madeAt: Made, attributes: Attributes, words: Words): Listing<Connections> {
  const number = (name: string) => attributes.number(name);
  const [written, from, to] = [attributes.text(words.protocol), number("from_port"), number("to_port")];
  const self = words === SINGLE ? known(false) : attributes.flag("self");
  const hidden = [written, from, to, self].find((one) => !one.known);
  if (hidden && !hidden.known) return listing([], [hidden.why]);
  const protocol = (written.known ? written.value : undefined) ?? "-1";
  const all = /^(-1|all)$/i.test(protocol);
  const port = (value: Value<number | undefined>, otherwise: number) =>
    all ? otherwise : value.known ? (value.value ?? otherwise) : otherwise;
  const ports = { protocol: all ? "all" : protocol.toLowerCase(), from: port(from, 0), to: port(to, 65535) };
  const sources = words.sources.map((name) => {
    const { items, missing } = attributes.texts(name);
    // A block of addresses by an expression may be any.
    const made = missing.length > 0 ? madeAt(attributes, name) : undefined;
    const found = [...items.map((source) => ({ source })), ...(made ?? []).map((source) => ({ source, made: source }))];
    return listing(found, made ? [] : missing);
  });
  if (self.known && self.value === true) sources.push(listing([{ source: "its own members" }]));
  return listing(
    sources.flatMap(({ items }) => items).map((source) => ({ ...ports, ...source })),
    sources.flatMap(({ missing }) => missing),
  );
}

/** Is every address of the second block in the first? */
function holds(block: string, inner: string): boolean {
  if (block === inner) return true;
  const [base = "", length = ""] = inner.split("/");
  const first = addressOf(base);
  return (
    first !== undefined &&
    within(first, block) === true &&
    Number(block.split("/")[1] ?? first.bits) <= Number(length || first.bits)
  );
}

function covers(wide: Connections, narrow: Connections): boolean {
  return (
    (wide.protocol === "all" || wide.protocol === narrow.protocol) &&
    wide.from <= narrow.from &&
    wide.to >= narrow.to &&
    holds(wide.source, narrow.source)
  );
}

function textOf({ protocol, from, to, source }: Connections): string {
  const ports =
    protocol === "all" ? " to every port" : ` to ${protocol} port ${from === to ? String(from) : `${from} to ${to}`}`;
  return `${source}${ports}`;
}

/** `path`: blocks of connections; left out, the resource itself is a rule. */
function ingress(words: Words, path?: string): Setting {
  const names = [...words.sources, words.protocol, "from_port", "to_port", ...(words === SINGLE ? [] : ["self"])];
  const compares = names.map((name) => (path === undefined ? name : `${path}.${name}`));
  const readOf = (madeAt: Made, { resource: { attributes } }: Entity): Listing<Connections> => {
    if (path === undefined) return isEgress(attributes) ? listing([]) : connectionsOf(madeAt, attributes, words);
    const { items, missing } = attributes.blocks(path);
    const found = items.map((block) => connectionsOf(madeAt, block, words));
    return listing(
      found.flatMap((one) => one.items),
      [...missing, ...found.flatMap((one) => one.missing)],
    );
  };
  return {
    compares,
    compare(on, code) {
      if (path === undefined && [on.pair.before, on.pair.after].some((one) => isEgress(one.resource.attributes)))
        return;
      const { comparison, pair } = on;
      const at =
        (side: "before" | "after"): Made =>
        (attributes, name) =>
          madeAt(comparison, side, attributes, [name]);
      const lists = { before: readOf(at("before"), pair.before), after: readOf(at("after"), pair.after) };
      const { before: had, after: has } = separated(comparison, lists, {
        made: ({ made }) => made,
        written: ({ source, made }) => (made === undefined && /^(?:sg|pl)-/.test(source) ? source : undefined),
      });
      const read = (entity: Entity) => (entity === pair.before ? had : has);
      const attributes = compares.flatMap((one) => on.cites(one.split(".")));
      const told = (kind: "broadened" | "narrowed", verb: string) => (text: string) => ({
        code,
        kind,
        summary: `${on.name} ${verb} connections from ${text}.`,
        attributes,
      });
      const [added, removed] = [told("broadened", "lets in"), told("narrowed", "no longer lets in")];
      if (isWhole(had) && isWhole(has)) {
        for (const one of compares) on.compared([one]);
        const without = (list: typeof had, other: typeof had) =>
          list.items.filter((one) => !other.items.some((wide) => covers(wide, one)));
        for (const one of without(has, had)) on.say(added(textOf(one)));
        for (const one of without(had, has)) on.say(removed(textOf(one)));
        return;
      }
      const place = path ?? words.sources.find((name) => on.pair.after.resource.attributes.references(name).length > 0);
      on.list(read, {
        path: [place ?? words.protocol],
        what: `which connections ${on.name} lets in`,
        text: textOf,
        id: (one) => JSON.stringify(one),
        added,
        removed,
      });
    },
  };
}

function isEgress(attributes: Attributes): boolean {
  const type = attributes.text("type");
  return type.known && type.value === "egress";
}

const EGRESS = neutral("{at} is an egress rule: it doesn't affect who may call.");

/** A rule that comes or goes by itself; another one may let in the same. */
const rule = (says: ChangeMeaning) => (resource: Resource) => (isEgress(resource.attributes) ? EGRESS : says);
const ADDED = broadened("{at} is new: it lets in connections that no other rule may let in.");
const REMOVED = narrowed("{at} is removed: connections that it let in may be refused.");

const GROUP = { settings: [ingress(BLOCK, "ingress")] };

/** What reaches load balancers, VPC links and functions inside a network. */
export const NETWORK: SettingsOf = {
  code: "network-setting",
  title: "Other connections reach a load balancer, a VPC link or a function",
  source: "Amazon VPC: Security group rules https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  types: {
    aws_security_group: GROUP,
    aws_default_security_group: GROUP,
    aws_security_group_rule: { added: rule(ADDED), removed: rule(REMOVED), settings: [ingress(RULE)] },
    aws_vpc_security_group_ingress_rule: { added: ADDED, removed: REMOVED, settings: [ingress(SINGLE)] },
    aws_vpc_security_group_egress_rule: { added: EGRESS, removed: EGRESS, settings: [] },
    aws_apigatewayv2_vpc_link: {
      settings: [
        members("security_group_ids", {
          added: broadened("{at} now belongs to the security group {item}: rules that allow that group allow its API."),
          removed: narrowed("{at} no longer belongs to the security group {item}."),
        }),
        members("subnet_ids", {
          added: neutral("{at} is now in the subnet {item}."),
          removed: neutral("{at} is no longer in the subnet {item}."),
        }),
      ],
    },
  },
};
