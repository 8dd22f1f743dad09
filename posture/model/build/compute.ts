import { known, targetOf, unknown, valueOr } from "../index";
import type { Api, Attributes, Link, LambdaFunction, LogGroup, Permission, Pool, Resource } from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";
import { entityOf, nonEmpty, or } from "./common";
import { Registry, link, referencedEntities, type AttributeNaming } from "./registry";

/** A function is named by name, by ARN, with or without qualifier, or inside API Gateway's invocation ARN. */
export const FUNCTION_NAMING: AttributeNaming = {
  ids: (text) => {
    const arn = /arn:[\w-]+:lambda:[\w-]*:\d*:function:([\w-]+)/.exec(text);
    if (arn?.[1] !== undefined) return [arn[0], arn[1]];
    // `f:live`, `111122223333:function:f`
    const name = /^(?:\d{12}:function:)?([\w-]+)(?::[\w$-]+)?$/.exec(text)?.[1];
    return name === undefined ? [text] : [text, name];
  },
  via: { aws_lambda_alias: "function_name", aws_lambda_function_url: "function_name" },
  fits: ({ resource }, text, by) => {
    const [, region = by && valueOr(by.region, undefined), account = by?.account] = LAMBDA_ARN.exec(text) ?? [];
    const own = valueOr(resource.region, undefined) ?? regionIn(resource);
    return same(region, own) && same(account, resource.account);
  },
};

const LAMBDA_ARN = /arn:[\w-]+:lambda:([\w-]+):(\d+):function:/;

/** Where a state shows the ARN and no region. */
function regionIn({ attributes }: Resource): string | undefined {
  return LAMBDA_ARN.exec(valueOr(attributes.text("arn"), undefined) ?? "")?.[1];
}

/** What isn't known contradicts nothing. */
const same = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

const LOG_GROUP_NAMING: AttributeNaming = {
  ids: (text) => {
    const plain = text.replace(/:\*$/, "");
    const name = /:log-group:(.+)$/.exec(plain)?.[1];
    return name === undefined ? [plain] : [plain, name];
  },
};

export function buildFunctions(index: ResourceIndex): Registry<LambdaFunction> {
  const registry = new Registry<LambdaFunction>();
  for (const resource of index.ofType("aws_lambda_function")) {
    const a = resource.attributes;
    const fn: LambdaFunction = {
      ...entityOf(resource),
      managed: resource.mode === "managed",
      name: a.text("function_name"),
      runtime: nonEmpty(a.text("runtime")),
      handler: nonEmpty(a.text("handler")),
      role: a.text("role"),
      codeHash: nonEmpty(a.text("source_code_hash")),
      timeout: or(a.number("timeout"), 3),
      aliases: [],
    };
    registry.add(fn, [a.text("arn"), fn.name]);
  }
  for (const alias of index.ofType("aws_lambda_alias")) {
    const fn = targetOf(link(index, registry, alias.attributes, ["function_name"], FUNCTION_NAMING, alias));
    const name = valueOr(alias.attributes.text("name"), undefined);
    if (fn && name !== undefined) (fn.aliases as string[]).push(name);
  }
  return registry;
}

export function buildLogGroups(index: ResourceIndex): Registry<LogGroup> {
  const registry = new Registry<LogGroup>();
  for (const resource of index.ofType("aws_cloudwatch_log_group")) {
    const a = resource.attributes;
    const group: LogGroup = {
      ...entityOf(resource),
      managed: resource.mode === "managed",
      name: a.text("name"),
      retention: or(a.number("retention_in_days"), 0),
      kmsKey: nonEmpty(a.text("kms_key_id")),
    };
    registry.add(group, [a.text("arn"), group.name]);
  }
  return registry;
}

export function logGroupLink(index: ResourceIndex, groups: Registry<LogGroup>, log: Attributes): Link<LogGroup> {
  return link(index, groups, log, ["destination_arn"], LOG_GROUP_NAMING);
}

export function buildPermissions(
  index: ResourceIndex,
  functions: Registry<LambdaFunction>,
  apis: Registry<Api>,
  pools: Registry<Pool>,
): Permission[] {
  return index.ofType("aws_lambda_permission").map((resource) => {
    const a = resource.attributes;
    return {
      ...entityOf(resource),
      function: link(index, functions, a, ["function_name"], FUNCTION_NAMING, resource),
      action: a.text("action"),
      principal: a.text("principal"),
      sourceArn: a.text("source_arn"),
      source: sourceOf(index, resource, apis, pools),
      ...sourcePathOf(a),
      qualifier: qualifierOf(index, resource),
    };
  });
}

/** The alias or version that a resource names: by its `qualifier`, or behind the name or in the ARN of the function. */
export function qualifierOf(index: ResourceIndex, { attributes: a }: Resource): Permission["qualifier"] {
  const own = nonEmpty(a.text("qualifier"));
  if (!own.known || own.value !== undefined) return own;
  const name = a.text("function_name");
  if (name.known) return known(/^(?:.*:?function:)?[\w-]+:([\w$-]+)$/.exec(name.value ?? "")?.[1]);
  for (const reference of a.references("function_name")) {
    if (reference.attribute[0] === "qualified_arn") return unknown("the version isn't known yet");
    const [target] = index.targets(reference);
    if (target?.type === "aws_lambda_alias" && reference.attribute[0] !== "function_name")
      return target.attributes.text("name");
  }
  return own;
}

const API_ARN = /:execute-api:[^:]*:[^:]*:([\w*]+)(\/.*)?$/;

function sourceOf(
  index: ResourceIndex,
  { attributes }: Resource,
  apis: Registry<Api>,
  pools: Registry<Pool>,
): Link<Api | Pool> {
  const arn = nonEmpty(attributes.text("source_arn"));
  if (arn.known) {
    if (arn.value === undefined) return { kind: "none" };
    const id = API_ARN.exec(arn.value)?.[1] ?? /:userpool\/(.+)$/.exec(arn.value)?.[1] ?? arn.value;
    const found = [...apis.named(id), ...pools.named(id)];
    return found.length === 1 && found[0]
      ? { kind: "resource", target: found[0] }
      : { kind: "external", id: arn.value };
  }
  const references = attributes.references("source_arn");
  const found: (Api | Pool)[] = [
    ...referencedEntities(index, apis, references),
    ...referencedEntities(index, pools, references),
  ];
  const [only] = found;
  // A REST API's, a topic's: no API or pool of this model, whatever its ARN will be.
  const others = references.flatMap((reference) => index.targets(reference));
  if (
    !only &&
    references.length === 1 &&
    others.length === 1 &&
    /rest_api$|_topic$|_rule$|_bucket$|_lb_/.test(others[0]?.type ?? "")
  )
    return { kind: "external", id: others[0]?.address ?? "" };
  return only && found.length === 1
    ? { kind: "resource", target: only }
    : { kind: "unknown", why: arn.why, candidates: found };
}

/** What follows the API in the source ARN, so far as the source shows it. */
function sourcePathOf(attributes: Attributes): Pick<Permission, "sourcePath" | "sourcePattern"> {
  const arn = attributes.text("source_arn");
  const written = attributes.written("source_arn") ?? (arn.known && arn.value !== "" ? arn.value : undefined);
  if (written === undefined) return { sourcePath: arn, sourcePattern: undefined };
  const text = written.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, HOLE);
  const slash = text.indexOf("/");
  // A whole ARN made by one expression may hold anything, unless it is the API's own.
  if (slash < 0 && text === HOLE && !/execution_arn\s*\}$/.test(written))
    return { sourcePath: unknown("the source ARN is made by one expression"), sourcePattern: undefined };
  const path = slash < 0 ? "" : text.slice(slash);
  return {
    sourcePath: path.includes(HOLE)
      ? unknown(arn.known ? "a part of the source ARN isn't known" : arn.why)
      : arn.known && !API_ARN.test(arn.value ?? "")
        ? unknown("the source ARN names no API")
        : known(path),
    sourcePattern: path.replaceAll(HOLE, "*"),
  };
}

/** Stands for an expression that is known only later. */
const HOLE = "\0";
