import type { Api } from "../../posture/index";
import { ConfigurationError, ConfigurationErrors } from "../../constructs";
import type { Description } from "./description";
import { describeApi } from "./describe-api";
import { differencesOf } from "./differences";
import { withoutSensitive, type Estate, type StateResource } from "./estate";
import { evaluateText } from "./evaluate";
import { asImported, importIdOf } from "./import-id";
import type { Json } from "../json";
import { Names, projectName } from "./names";
import { partKey, NotAdopted } from "./not-adopted";
import { reasonFor } from "./reasons";
import { UserError } from "../user-error";
import { synthesize, type Accepted, type Emitted, type Overrides } from "./synthesize";

/** A resource of the state and the address that it gets. */
export interface AdoptedResource {
  readonly held: StateResource;
  readonly to: string;
  readonly id: string;
  readonly emitted: Emitted;
}

export interface Adoption {
  readonly descriptions: readonly Description[];
  readonly taken: readonly AdoptedResource[];
  /** Everything managed that stays where it is, by its address, with the reason. */
  readonly left: ReadonlyMap<string, string>;
  readonly overrides: Overrides;
  /** Arguments whose value the state marks as sensitive, which aren't written: `ADDRESS.ARGUMENT`. */
  readonly hidden: readonly string[];
  readonly accepted: Accepted;
  /** Addresses that the first apply makes: they have no counterpart in the state. */
  readonly added: readonly string[];
}

/** How often something may turn out to stay before the search is given up; each round refuses at least one thing more. */
const ROUNDS = 1000;

/** What can be taken over of an estate, and how. */
export function planAdoption(estate: Estate, chosen: ApiSelection = {}): Adoption {
  const refusals = new NotAdopted();
  refuseUnchosen(estate, chosen, refusals);
  for (let round = 0; round < ROUNDS; round++) {
    const descriptions = describeAll(estate, refusals);
    if (descriptions.length === 0) return nothing(estate, refusals);
    const first = attempt(descriptions, {}, new Map());
    if ("refused" in first) {
      for (const error of first.refused) refuse(error, descriptions, refusals);
      continue;
    }
    const { taken, missed, added } = pair(descriptions, first.emitted);
    if (missed.some((held) => refusals.add(held.address, "the constructs have no counterpart of it"))) continue;
    if (refuseBrokenModules(estate, descriptions, taken, refusals)) continue;
    const unplaced = chosen.unplaced?.(descriptions, first.emitted) ?? new Map<string, string>();
    if (refuseUnplaced(unplaced, taken, refusals)) continue;
    const { overrides, hidden } = overridesFor(taken, chosen.sameState === true);
    const settled = accept(descriptions, overrides);
    if ("stuck" in settled) {
      refusals.add(settled.stuck, `what would be written is refused: ${settled.text}`);
      continue;
    }
    if ("refused" in settled) {
      for (const error of settled.refused) refuse(error, descriptions, refusals);
      continue;
    }
    const unwanted = new Map(
      settled.findings.flatMap(({ code, address }) => (chosen.errorCodes?.has(code) ? [[address, `[${code}]`]] : [])),
    );
    if (refuseUnplaced(unwanted, taken, refusals)) continue;
    return {
      descriptions,
      taken,
      left: leftOf(estate, taken, refusals),
      overrides,
      hidden,
      added,
      accepted: settled.accepted,
    };
  }
  throw new Error("What can be taken over changes with every pass. Please report this.");
}

export interface ApiSelection {
  /** Addresses. @default all */
  readonly apis?: ReadonlySet<string>;
  /** @default whatever region they are in */
  readonly region?: string;
  /** Whether the state stays the same, so that its resources are moved, not imported. @default false */
  readonly sameState?: boolean;
  /** Codes of findings that another edition doesn't accept: what they are about stays. @default none */
  readonly errorCodes?: ReadonlySet<string>;
  /** What another edition has no place for, with the reason: addresses of the stack, or what `NotAdopted` knows. @default nothing */
  unplaced?(descriptions: readonly Description[], emitted: readonly Emitted[]): ReadonlyMap<string, string>;
}

/** @returns whether anything was refused */
function refuseUnplaced(
  unplaced: ReadonlyMap<string, string>,
  taken: readonly AdoptedResource[],
  refusals: NotAdopted,
): boolean {
  let refused = false;
  for (const [what, why] of unplaced)
    refused = refusals.add(taken.find(({ to }) => to === what)?.held.address ?? what, why) || refused;
  return refused;
}

function refuseUnchosen({ model, held }: Estate, { apis, region }: ApiSelection, refusals: NotAdopted): void {
  for (const { address } of model.apis) {
    const own = regionOf(held.get(address));
    if (apis?.has(address) === false) refusals.add(address, "it wasn't asked for");
    else if (region !== undefined && own !== undefined && own !== region)
      refusals.add(address, `it is in ${own}; take it over by itself, with --region ${own}`);
  }
}

/** The region in the ARN: `arn:aws:apigateway:eu-central-1::/apis/a1b2c3d4e5`. */
export function regionOf(held: StateResource | undefined): string | undefined {
  const arn = held?.values["arn"];
  return typeof arn === "string" ? /^arn:[\w-]+:apigateway:([\w-]+):/.exec(arn)?.[1] : undefined;
}

/** What several APIs may use, and one of them takes over. */
const SHARED: ReadonlySet<string> = new Set(["aws_cognito_user_pool", "aws_apigatewayv2_vpc_link"]);

function describeAll(whole: Estate, refusals: NotAdopted): Description[] {
  const estate = withoutSensitive(whole);
  const apis = estate.model.apis.filter(({ managed, address }) => managed && !refusals.has(address));
  const names = new Names();
  const taken = new Set<string>();
  return apis.flatMap((api: Api) => {
    const id =
      apis.length === 1 ? "Default" : names.give(projectName(String(estate.held.get(api.address)?.values["name"])));
    const description = describeApi(api, id, estate, refusals, taken);
    if (typeof description === "string") {
      refusals.add(api.address, description);
      return [];
    }
    for (const { held } of description.expected) if (SHARED.has(held.type)) taken.add(held.address);
    const expected = description.expected.map((one) => ({
      ...one,
      held: whole.held.get(one.held.address) ?? one.held,
    }));
    return [{ ...description, expected }];
  });
}

type Attempt =
  | { readonly emitted: readonly Emitted[]; readonly errors: readonly string[] }
  | { readonly refused: readonly ConfigurationError[] };

function attempt(descriptions: readonly Description[], overrides: Overrides, accepted: Accepted): Attempt {
  try {
    return synthesize(descriptions, overrides, accepted);
  } catch (error) {
    if (error instanceof ConfigurationErrors) return { refused: error.errors };
    if (error instanceof ConfigurationError) return { refused: [error] };
    throw error;
  }
}

/** Takes what the constructs refuse out of what is taken over: as little as the message allows. */
function refuse(error: ConfigurationError, descriptions: readonly Description[], refusals: NotAdopted): void {
  const [, id = ""] = error.path.split("/");
  const prop = error.prop ?? "";
  const why = `${prop === "" ? "" : `${prop}: `}${error.found} [${error.code}]`;
  const originIn = ({ origins }: Description): string | undefined =>
    [...origins].find(([at]) => prop === at || prop.startsWith(`${at}.`) || prop.startsWith(`${at}[`))?.[1];
  const description =
    descriptions.find((one) => one.id === id) ??
    descriptions.find(({ beside }) => beside.some((one) => one.id === id)) ??
    descriptions.find((one) => originIn(one) !== undefined) ??
    (descriptions.length === 1 ? descriptions[0] : undefined);
  if (description === undefined) throw error;
  const { api } = description;
  const origin = originIn(description);
  const stays = beside(description, id);
  const added =
    (origin !== undefined && refusals.add(origin, why)) ||
    (stays !== undefined && refusals.add(stays, why)) ||
    (/^cors\b/.test(prop) && refusals.add(partKey(api.address, "cors"), why)) ||
    (/^accessLog\b/.test(prop) && refusals.add(partKey(api.address, "log-format"), why)) ||
    (/^tags\b/.test(prop) && refusals.add(partKey(api.address, "tags"), why)) ||
    (/^(customDomain|disableExecuteApiEndpoint)\b/.test(prop) && refusals.add(partKey(api.address, "domain"), why)) ||
    (/^(pool|scopes|scopeIdentifier|signInDomain|clientIds|webClients|machineClients|groups)\b/.test(prop) &&
      refusals.add(partKey(api.address, "identity"), why)) ||
    refusals.add(api.address, why);
  if (!added) throw error;
}

function beside({ id: own, beside: constructs, origins }: Description, id: string): string | undefined {
  const one = constructs.find((construct) => construct.id === id);
  return one === undefined ? undefined : origins.get(one.construct + id.replace(`${own}_`, ""));
}

/** Puts each resource of the state beside what is emitted for it. */
function pair(descriptions: readonly Description[], emitted: readonly Emitted[]) {
  const taken: AdoptedResource[] = [];
  const missed: StateResource[] = [];
  const spent = new Set<Emitted>();
  for (const { id, expected, beside: constructs } of descriptions) {
    const ids = new Set([id, ...constructs.map((one) => one.id)]);
    const own = emitted.filter(({ path }) => ids.has(path.split("/")[0] ?? ""));
    for (const { held, matches } of expected) {
      const found = own.find((one) => one.type === held.type && !spent.has(one) && matches(one.arguments, one.path));
      const importId = importIdOf(held);
      if (found === undefined || importId === undefined) {
        missed.push(held);
        continue;
      }
      spent.add(found);
      taken.push({ held, to: found.address, id: importId, emitted: found });
    }
  }
  return { taken, missed, added: emitted.filter((one) => !spent.has(one)).map(({ address }) => address) };
}

/**
 * A module's call goes with what it made, so of a module without the API everything is taken over, or nothing.
 * @returns whether anything was refused for it
 */
function refuseBrokenModules(
  { held }: Estate,
  descriptions: readonly Description[],
  taken: readonly AdoptedResource[],
  refusals: NotAdopted,
): boolean {
  const own = new Set(descriptions.map(({ api }) => api.module));
  const addresses = new Set(taken.map((one) => one.held.address));
  let refused = false;
  for (const one of taken) {
    const { module, address, type } = one.held;
    if (module === undefined || own.has(module)) continue;
    const rest = [...held.values()].find((other) => other.module === module && !addresses.has(other.address));
    if (rest === undefined) continue;
    const why = `${module} also makes ${rest.address}, which stays, and a module call can't be removed in part`;
    const api = descriptions.find(({ expected }) => expected.some((each) => each.held.address === address))?.api;
    const what = type === "aws_cognito_user_pool" && api !== undefined ? partKey(api.address, "identity") : address;
    refused = refusals.add(what, why) || refused;
  }
  return refused;
}

function overridesFor(taken: readonly AdoptedResource[], sameState: boolean) {
  const known = new Map(taken.map(({ to, held }) => [to, held]));
  const overrides: Record<string, Record<string, Json>> = {};
  const hidden: string[] = [];
  for (const { held, to, emitted: one } of taken) {
    for (const { argument, keep } of differencesOf(
      one.arguments,
      sameState ? held : asImported(held),
      (text) => evaluateText(text, known),
      sameState,
    )) {
      if (held.sensitive(argument) && keep !== null) hidden.push(`${to}.${argument}`);
      else (overrides[to] ??= {})[argument] = keep;
    }
  }
  return { overrides, hidden };
}

/** Code, address and path: a finding is named by its address, or by the prop that asked for it with the address beside. */
const FINDING = /^error \[([\w-]+)\] (?:.*? \()??(aws_\w+\.\w+)(?: \(|, )([^),]*)/;

interface Finding {
  readonly code: string;
  readonly address: string;
}

/** Accepts what the rules say of an estate as it is; what they say of the description itself is refused. */
function accept(
  descriptions: readonly Description[],
  overrides: Overrides,
):
  | { readonly accepted: Accepted; readonly findings: readonly Finding[] }
  | { readonly refused: readonly ConfigurationError[] }
  | { readonly stuck: string; readonly text: string } {
  const accepted = new Map<string, string[]>();
  const findings: Finding[] = [];
  for (let round = 0; round < 20; round++) {
    const result = attempt(descriptions, overrides, accepted);
    if ("refused" in result) return result;
    if (result.errors.length === 0) return { accepted, findings };
    const before = new Map(accepted);
    for (const text of result.errors) {
      if (/^(acknowledged|warning|note) /.test(text)) continue;
      const [, code = "", address = "", path = ""] = FINDING.exec(text) ?? [];
      const [, id = ""] = path.split("/");
      const owner = descriptions.find((one) => one.id === id || one.beside.some((other) => other.id === id));
      if (owner === undefined) throw new UserError(`Nothing is written, because the stack would be refused: ${text}`);
      if (code === "" || before.get(id)?.includes(code) === true) return { stuck: owner.api.address, text };
      findings.push({ code, address });
      accepted.set(id, [...new Set([...(accepted.get(id) ?? []), code])]);
    }
  }
  throw new Error("The rules' findings change with every pass. Please report this.");
}

function nothing(estate: Estate, refusals: NotAdopted): Adoption {
  return {
    descriptions: [],
    taken: [],
    left: leftOf(estate, [], refusals),
    overrides: {},
    hidden: [],
    accepted: new Map(),
    added: [],
  };
}

/** What stays of what the constructs could take over, and everything else in one word. */
function leftOf(estate: Estate, taken: readonly AdoptedResource[], refusals: NotAdopted): Map<string, string> {
  const addresses = new Set(taken.map((one) => one.held.address));
  const left = new Map<string, string>();
  for (const one of estate.held.values())
    if (!addresses.has(one.address))
      left.set(one.address, refusals.why(one.address) ?? reasonFor(one, estate, refusals, addresses));
  return left;
}
