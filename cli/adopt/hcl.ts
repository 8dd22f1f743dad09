import { Expression, hclAttributes, hclKey, type Written } from "../hcl/literal";
import { inputsOf } from "../hcl/inputs";
import { placesOf } from "../hcl/module-addresses";
import { moduleFiles } from "../hcl/module-files";
import { overrideFiles } from "../hcl/override-file";
import { VERSIONS } from "../hcl/project";
import { isObject, objectsOf, textOf, type Json, type JsonObject } from "../json";
import type { Description } from "./description";
import { evaluateText } from "./evaluate";
import type { Adoption, AdoptedResource } from "./plan";
import { partKey } from "./not-adopted";
import { STACK, type Emitted } from "./synthesize";

/** What is taken over as calls of the module: one for each API, with a copy of the module that keeps what no input says. */
export function moduleCalls(adoption: Adoption, region: string | undefined, sameState: boolean): HclProject {
  const { descriptions, overrides } = adoption;
  const files: Record<string, string | Uint8Array> = {};
  const calls: string[] = [];
  const taken: AdoptedResource[] = [];
  const kept: Record<string, JsonObject> = {};
  const known = new Map(adoption.taken.map(({ to, held }) => [to, held]));
  const copy = moduleFiles();
  for (const description of descriptions) {
    const name = callName(description);
    const own = adoption.taken.filter(({ emitted }) => isOf(emitted, description.id));
    const places = placesOfApi(
      description.id,
      own.map(({ emitted }) => emitted),
    ).places;
    const local: Record<string, JsonObject> = {};
    for (const one of own) {
      const place = places.get(one.to) ?? "";
      taken.push({ ...one, to: `module.${name}.${place}` });
      const values = overrides[one.to];
      if (values === undefined) continue;
      local[place] = values;
      kept[`module.${name}.${place}`] = values;
    }
    const folder = `modules/${name}`;
    for (const [file, content] of Object.entries(copy)) files[`${folder}/${file}`] = content;
    const sources = Object.entries(copy).flatMap(([file, text]) => (/^\w+\.tf$/.test(file) ? [text.toString()] : []));
    const clients = own.filter(({ held }) => held.type === "aws_cognito_user_pool_client").map(({ to }) => to);
    // AWS doesn't tell whether a client was made with a secret, so an import doesn't know.
    const ignored = sameState
      ? {}
      : Object.fromEntries(clients.map((to) => [(places.get(to) ?? "").replace(/\[.*/, ""), ["generate_secret"]]));
    const written = overrideFiles(sources, local, { ignored, omitted: withoutPermission(description) });
    for (const [file, text] of Object.entries(written)) files[`${folder}/${file}`] = text;
    calls.push(callSource(name, description));
    for (const beside of adoption.taken.filter(({ emitted }) => isBeside(emitted, description))) {
      taken.push(beside);
      calls.push(
        resourceSource(beside, overrides[beside.to] ?? {}, name, !sameState, (text) => evaluateText(text, known)),
      );
    }
  }
  const blocks = taken.flatMap(({ held, to, id }) => {
    if (!sameState) return `import {\n${hclAttributes({ to: new Expression(to), id }, 2)}\n}\n`;
    return held.address === to ? [] : `moved {\n  from = ${held.address}\n  to   = ${to}\n}\n`;
  });
  return {
    adoption: { ...adoption, taken, overrides: kept },
    files: {
      ...(sameState ? {} : { "versions.tf": versionsSource(region) }),
      "main.tf": calls.join("\n"),
      [sameState ? "moved.tf" : "imports.tf"]: blocks.join("\n"),
      ...files,
    },
  };
}

export interface HclProject {
  /** With the addresses of the module in place of the stack's. */
  readonly adoption: Adoption;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** What the module has no place for: addresses in the stack, or what `NotAdopted` knows. */
export function unplacedInModule(
  descriptions: readonly Description[],
  emitted: readonly Emitted[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const description of descriptions) {
    const own = emitted.filter((one) => isOf(one, description.id));
    for (const address of placesOfApi(description.id, own).unplaced)
      found.set(address, "the module has no counterpart of it");
    const { props, api } = description;
    if (props["pool"] === false && existingPool(description) === undefined)
      found.set(api.address, "none of its authorizers names a user pool, and the module requires one");
    if (props["pool"] !== false && props["signInDomain"] === false && (props["webClients"] ?? props["machineClients"]))
      found.set(
        partKey(api.address, "identity"),
        "it has no sign-in domain, and the module refuses clients without one",
      );
  }
  return found;
}

/** What the module refuses where the constructs can be told to accept it. */
export const ERRORS_OF_MODULE: ReadonlySet<string> = new Set(["client-callback-fragment", "client-callback-insecure"]);

const isOf = ({ path }: Emitted, id: string): boolean => path.split("/")[0] === id;

const isBeside = ({ path }: Emitted, { beside }: Description): boolean =>
  beside.some(({ id }) => path.split("/")[0] === id);

/** Names of calls and folders are Terraform's identifiers. */
const callName = ({ id }: Description): string => (id === "Default" ? "api" : id);

/** Places in the module by the address in the stack. Resources of an API that has an id begin with it there, and in the module they don't. */
function placesOfApi(id: string, emitted: readonly Emitted[]) {
  const prefix = id === "Default" ? "" : `${id}_`;
  const resource: Record<string, Record<string, JsonObject>> = {};
  const original = new Map<string, string>();
  for (const { address, type, path, arguments: given } of emitted) {
    const name = address.slice(type.length + 1);
    const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    (resource[type] ??= {})[short] = { ...given, "//": { metadata: { path: `${STACK}/${path}` } } };
    original.set(`${type}.${short}`, address);
  }
  const { moves, unmapped } = placesOf({ resource });
  return {
    places: new Map(moves.map(({ stack, module }) => [original.get(stack) ?? stack, module])),
    unplaced: unmapped.map((address) => original.get(address) ?? address),
  };
}

function callSource(name: string, description: Description): string {
  const { pool, ...props } = description.props;
  const inputs = inputsOf({ ...props, ...(pool !== false && { pool }) }) as Record<string, Written>;
  const some = Object.entries({
    ...inputs,
    ...(pool === false && { existing_pool: existingPool(description) ?? null }),
  }).filter(([, value]) => !isObject(value) || Object.keys(value).length > 0);
  const { project = "", domain = "", ...rest } = Object.fromEntries(some);
  return [
    `module "${name}" {`,
    `  source = "./modules/${name}"`,
    "",
    hclAttributes({ project, domain }, 2),
    "",
    hclAttributes(rest, 2),
    "}",
    "",
  ].join("\n");
}

/** The pool elsewhere whose tokens an authorizer takes. */
function existingPool({ props }: Description): JsonObject | undefined {
  const authorizers = isObject(props["jwtAuthorizers"]) ? Object.values(props["jwtAuthorizers"]) : [];
  for (const authorizer of authorizers) {
    const issuer = isObject(authorizer) ? textOf(authorizer["issuer"]) : undefined;
    const [, endpoint, id] = /^https:\/\/(cognito-idp\.[^/]+\/([\w-]+_\w+))$/.exec(issuer ?? "") ?? [];
    if (endpoint !== undefined && id !== undefined) return { id, endpoint };
  }
  return undefined;
}

/** The module lets the API call every function that is a target; a state may do without, where the function's own policy does. */
function withoutPermission({ props }: Description): Record<string, string[]> {
  const entries = (name: string): [string, Json][] => (isObject(props[name]) ? Object.entries(props[name]) : []);
  const without = (value: Json | undefined): boolean => isObject(value) && value["permission"] === false;
  const targets = entries("routes").flatMap(([, route]) => {
    const target = isObject(route) ? route["target"] : undefined;
    return isObject(target) && without(target) ? [String(target["name"])] : [];
  });
  const authorizers = entries("lambdaAuthorizers").flatMap(([name, authorizer]) =>
    isObject(authorizer) && without(authorizer["function"]) ? [name] : [],
  );
  const all = {
    "aws_lambda_permission.lambda": [...new Set(targets)],
    "aws_lambda_permission.authorizer": authorizers,
  };
  return Object.fromEntries(Object.entries(all).filter(([, names]) => names.length > 0));
}

/** A client or resource server that the module has no input for: a resource beside its call. */
function resourceSource(
  { to, emitted }: AdoptedResource,
  overrides: JsonObject,
  call: string,
  imported: boolean,
  evaluate: (text: string) => string | undefined,
): string {
  const literal = (value: Json): Written => {
    if (typeof value === "string") return evaluate(value) ?? value;
    if (Array.isArray(value)) return (value as readonly Json[]).map(literal);
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, literal(item)]))
      : value;
  };
  const all = { ...emitted.arguments, ...overrides };
  const lines: string[] = [];
  const own: Record<string, Written> = {};
  const blocks: string[] = [];
  for (const [name, value] of Object.entries(all)) {
    if (value === null || /^(\/\/|lifecycle|depends_on|provider)$/.test(name)) continue;
    const items = isObject(value) ? [value] : objectsOf(value);
    if (items.length > 0)
      for (const item of items)
        blocks.push(`  ${hclKey(name)} {\n${hclAttributes(literal(item) as Record<string, Written>, 4)}\n  }`);
    else own[name] = name === "user_pool_id" ? new Expression(`module.${call}.pool_id`) : literal(value);
  }
  lines.push(hclAttributes(own, 2));
  if (imported && to.startsWith("aws_cognito_user_pool_client."))
    blocks.push(
      "  # AWS doesn't tell whether the client was made with a secret.\n  lifecycle {\n    ignore_changes = [generate_secret]\n  }",
    );
  const [type = "", name = ""] = to.split(".");
  return [`resource "${type}" "${name}" {`, [...lines, ...blocks].join("\n\n"), "}", ""].join("\n");
}

function versionsSource(region: string | undefined): string {
  const settings = region === undefined ? [] : [`  region = ${JSON.stringify(region)}`];
  return [VERSIONS, 'provider "aws" {', ...settings, "}", ""].join("\n");
}
