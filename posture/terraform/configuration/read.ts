import { accountIn } from "../account";
import { partsOf, within, withoutIndexes } from "../address";
import { known, unknown, type Value } from "../value";
import type { Move, Origin, Output } from "../origin";
import type { LeftArguments, Reference, Resource, Step } from "../resource";

import { NodeAttributes } from "../attributes";
import { evaluateJson, referencesInJson } from "../hcl/evaluate";
import { ResourceIndex } from "../resource-index";
import { evaluateBody } from "./blocks";
import { bareName, bodies, isObject, objectAt, type Json } from "./json";
import type { ConfiguredFolder } from "./module";
import { ModuleInstance, type Mode, type ResourceInstance } from "./module-instance";

const MAX_DEPTH = 20;

/**
 * Reads a configuration: every resource of the root module and of the modules it calls.
 * @param given values of the root module's variables, as Terraform JSON
 * @param left what of it an apply leaves as it is deployed
 */
export function resourceIndexOfConfiguration(
  root: ConfiguredFolder,
  origin: Origin,
  given: Json = {},
  left?: LeftArguments,
): ResourceIndex {
  const module = new ModuleInstance(root, undefined, given, undefined, left);
  const missing: string[] = [];
  const resources = resourcesIn(module, "", missing, 0);
  const forgotten = forgottenIn(root, undefined);
  const [moves, imported] = [movesIn(root, undefined), importedIn(root)];
  const told = {
    ...origin,
    ...(missing.length > 0 && { missing }),
    ...(forgotten.length > 0 && { forgotten }),
    ...(moves.length > 0 && { moves }),
    ...(imported.length > 0 && { imported }),
  };
  return new ResourceIndex(told, resources, outputsOf(module), undefined, (again) =>
    resourceIndexOfConfiguration(root, origin, given, again),
  );
}

/** Only `destroy = true` destroys with Terraform and OpenTofu alike: without it OpenTofu forgets. */
function forgottenIn({ removed, calls }: ConfiguredFolder, module: string | undefined): string[] {
  const own = removed.flatMap(({ from, lifecycle }) => {
    const address = bareName(from);
    const isDestroyed = (bodies(lifecycle)[0] ?? {})["destroy"] === true;
    return address === undefined || isDestroyed ? [] : [within(module, withoutIndexes(address))];
  });
  const called = Object.entries(calls).flatMap(([name, folder]) =>
    typeof folder === "string" ? [] : forgottenIn(folder, within(module, `module.${name}`)),
  );
  return [...own, ...called];
}

function movesIn({ moved, calls }: ConfiguredFolder, module: string | undefined): Move[] {
  const own = moved.flatMap(({ from, to }): Move[] => {
    const [source, target] = [bareName(from), bareName(to)];
    return source === undefined || target === undefined ? [] : [{ module, from: source, to: target }];
  });
  const called = Object.entries(calls).flatMap(([name, folder]) =>
    typeof folder === "string" ? [] : movesIn(folder, within(module, `module.${name}`)),
  );
  return [...own, ...called];
}

/** Import blocks stand in the root module only. */
const importedIn = ({ import: blocks }: ConfiguredFolder): string[] =>
  blocks.flatMap(({ to }) => bareName(to) ?? []).map(withoutIndexes);

/** `missing` takes down the modules that aren't here. */
function resourcesIn(module: ModuleInstance, around: string, missing: string[], depth: number): Resource[] {
  const { configured } = module;
  const own = (["managed", "data"] as const).flatMap((mode) =>
    Object.entries(configured[mode === "data" ? "data" : "resource"]).flatMap(([type, names]) =>
      Object.entries(names).flatMap(([name, body]) =>
        module.instances(mode, type, name).map((one) => resourceOf(module, { mode, type, name, body }, one, around)),
      ),
    ),
  );
  const called = Object.keys(configured.module).flatMap((name) => {
    const folder = configured.calls[name];
    if (typeof folder === "string" && !missing.includes(folder)) missing.push(folder);
    if (depth >= MAX_DEPTH) return [];
    return module
      .modules(name)
      .flatMap((one) =>
        resourcesIn(
          one.module,
          around + repetitionOf(module, one.repeated, configured.module[name] ?? {}),
          missing,
          depth + 1,
        ),
      );
  });
  return [...own, ...called];
}

interface Declared {
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly body: Json;
}

function resourceOf(
  module: ModuleInstance,
  { mode, type, name, body }: Declared,
  instance: ResourceInstance,
  around: string,
): Resource {
  const provider = bareName(body["provider"]);
  const key = provider ?? type.split("_", 1)[0] ?? "aws";
  const repetition = around + repetitionOf(module, instance.repeated, body);
  const ignoreChanges = ignoreChangesOf(body);
  return {
    address: instance.address,
    mode,
    type,
    name,
    ...(instance.index !== undefined && { index: instance.index }),
    ...(module.address !== undefined && { module: module.address }),
    ...constructPathOf(body),
    ...(provider !== undefined && { provider }),
    repeated: repetition !== "",
    ...(repetition !== "" && { repetition }),
    preventDestroy: preventDestroyOf(body),
    ...(ignoreChanges && { ignoreChanges }),
    ...(isLeftOnRemoval(body) && { isLeftOnRemoval: true }),
    region: regionOf(module, instance, key),
    account: accountOf(module, key),
    get providerArguments() {
      return providerArgumentsOf(module, key);
    },
    attributes: new NodeAttributes(() => instance.attributes(), {
      references: (path) => referencesInJson(writtenAt(instance.body, path), instance.lookup),
      fingerprint: (names) => fingerprintOf(module, instance, names),
    }),
  };
}

/** What count or for_each say where that isn't known; empty where it is. */
function repetitionOf(module: ModuleInstance, repeated: boolean, body: Json): string {
  if (!repeated) return "";
  const number = body["count"] ?? body["for_each"] ?? null;
  const { exact } = new NodeAttributes(() => ({ number: evaluateJson(number, module.lookup) })).expression("number");
  return `${exact ?? JSON.stringify(number)}\n`;
}

/** In one module the same text means the same, but where it may name what is repeated: `each`, `count` and blocks that are made of them. */
function fingerprintOf(module: ModuleInstance, instance: ResourceInstance, names: readonly string[]) {
  const { body, index, repeated } = instance;
  if (repeated || index !== undefined || body["dynamic"] !== undefined) return undefined;
  return JSON.stringify([module.address, ...names.map((name) => body[name])]);
}

/** Of the role that the provider assumes, or the only account that it is allowed. */
function accountOf(module: ModuleInstance, provider: string): string | undefined {
  const found = module.provider(provider);
  const lookup = found?.module.lookup;
  if (!found || !lookup) return undefined;
  const role = bodies(found.body["assume_role"])[0]?.["role_arn"];
  return accountIn([role, found.body["allowed_account_ids"]].map((one) => evaluateJson(one ?? null, lookup)));
}

/** What a provider's block is called by. */
const NO_ARGUMENTS = new Set(["alias", "version", "//"]);

/** Values with the text of what isn't known, or all that is written where that text alone doesn't tell. */
function providerArgumentsOf(module: ModuleInstance, provider: string): Readonly<Record<string, string>> {
  const found = module.provider(provider);
  if (!found) return {};
  const body = evaluateBody(found.body, found.module.lookup);
  const attributes = new NodeAttributes(() => body);
  return Object.fromEntries(
    Object.keys(body).flatMap((name) => {
      const value = attributes.value(name);
      if (NO_ARGUMENTS.has(name) || (value.known && value.value === undefined)) return [];
      const written = [found.body[name], found.body["dynamic"]];
      return [
        [
          name,
          value.known ? JSON.stringify(value.value) : (attributes.expression(name).exact ?? JSON.stringify(written)),
        ],
      ];
    }),
  );
}

function regionOf(module: ModuleInstance, instance: ResourceInstance, provider: string): Value<string | undefined> {
  if (instance.body["region"] !== undefined) return new NodeAttributes(() => instance.attributes()).text("region");
  const found = module.provider(provider);
  return found
    ? new NodeAttributes(() => ({ region: evaluateJson(found.body["region"] ?? null, found.module.lookup) })).text(
        "region",
      )
    : known(undefined);
}

function outputsOf(module: ModuleInstance): Output[] {
  return Object.entries(module.configured.output).map(([name, output]) => {
    const value = new NodeAttributes(() => ({ value: evaluateJson(output["value"] ?? null, module.lookup) })).value(
      "value",
    );
    const references: readonly Reference[] = referencesInJson(output["value"], module.lookup);
    return { name, sensitive: output["sensitive"] === true, value, references, ...constructPathOf(output) };
  });
}

/** The JSON at a path; a text holds everything below it. */
function writtenAt(json: unknown, path: readonly Step[]): unknown {
  let here = json;
  for (const [i, step] of path.entries()) {
    if (typeof here === "string") return here;
    if (typeof here !== "object" || here === null) return undefined;
    if (step === 0 && !Array.isArray(here)) continue;
    const next = (here as Record<Step, unknown>)[step];
    // Blocks that a dynamic one makes are written there.
    if (i === 0 && isObject(here)) {
      const made = objectAt(here, "dynamic")[step];
      if (made !== undefined) return [next, made];
    }
    here = next;
  }
  return here;
}

function constructPathOf(body: Json): { constructPath?: string } {
  const path = objectAt(objectAt(body, "//"), "metadata")["path"];
  return typeof path === "string" ? { constructPath: path } : {};
}

function preventDestroyOf(body: Json): Value<boolean> {
  const value = (bodies(body["lifecycle"])[0] ?? {})["prevent_destroy"];
  if (value === undefined || value === null) return known(false);
  return typeof value === "boolean" ? known(value) : unknown("prevent_destroy is an expression");
}

/** OpenTofu's argument: anything but `true` may leave it deployed. */
function isLeftOnRemoval(body: Json): boolean {
  const value = (bodies(body["lifecycle"])[0] ?? {})["destroy"];
  return value !== undefined && value !== null && value !== true;
}

/** Names stand where no expression may; as Terraform JSON they are texts. */
function ignoreChangesOf(body: Json): Resource["ignoreChanges"] {
  const written = (bodies(body["lifecycle"])[0] ?? {})["ignore_changes"];
  if (bareName(written) === "all") return "all";
  const paths = (Array.isArray(written) ? written : []).map((one) =>
    partsOf(bareName(one) ?? "").flatMap((part): Step[] =>
      typeof part === "string" ? [part] : part.index === undefined ? [] : [part.index],
    ),
  );
  return paths.length > 0 ? paths : undefined;
}
