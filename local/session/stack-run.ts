import { rmSync } from "node:fs";
import { join } from "node:path";
import { valueOr, type Model } from "../../posture/model/index";
import { disagreements, readPlan, readState, readSynth } from "../../posture/model/read";
import { compareAccess, locate, readAccessList, differenceText, type AccessList } from "../../posture/access-list";
import type { AppliedAccess } from "../probes/expectation";
import { readExamples } from "../terraform/examples";
import { functionChecks } from "../probes/function-checks";
import { missingProbes } from "../probes/missing-probes";
import { packagesOf, takeFromBucket, updateFunctions, upload } from "./function-packages";
import { restRoutes } from "../terraform/rest-routes";
import { appliedFrom, type Applied } from "../terraform/applied";
import { apply, firstPlan, secondPlan, show, type Counts, type TerraformWorkingDirectory } from "../terraform/apply";
import { existingPools, makeExistingPools, withExisting } from "./existing-pools";
import type { Emulator } from "../emulator/emulator";
import type { Requests } from "../emulator/request-log";
import { readKeys } from "../identities/keys";
import { createTestUsers, type TestUser } from "../identities/test-users";
import { classifySecondPlan, type SecondPlan } from "../terraform/plan-changes";
import type { Probe } from "../probes/probe";
import { probeRoutes } from "../probes/probes";
import { onlyOnAws, planChecks } from "../probes/plan-checks";
import { ruleChecks } from "../probes/rule-checks";
import { SignerSource } from "../identities/signers";
import { readStateFile } from "../terraform/state-file";
import type { Program } from "../terraform/stacks";
import type { Synthesized } from "../terraform/synth";
import { tokenProbes } from "../probes/token-probes";
import { TokenSource } from "../identities/tokens";

/** A stack on its way: where it lies, and what Terraform is run with. */
export interface StackRun {
  readonly stack: Synthesized;
  readonly place: TerraformWorkingDirectory;
  /** Of the AWS emulator; left out where AWS itself is applied to. */
  readonly url?: string;
  /** Users that its pool has from the run before. */
  readonly people?: readonly TestUser[];
  /** Is the AWS emulator's data of a run before? Its functions may have other code than Terraform knows: `--watch` updates them by itself. */
  readonly hasData?: boolean;
  /** What it is synthesized from; left out for what is not synthesized here. */
  readonly program?: Program;
}

/** A stack that is applied and probed. */
export interface Deployed {
  readonly stack: string;
  readonly region: string;
  /** False where nothing says who shall get in: answers are then held against what was applied. */
  readonly isDeclared: boolean;
  readonly functions: Synthesized["functions"];
  /** Of what was applied, with its issuers' keys. */
  readonly posture: AppliedAccess;
  /** What the synthesis had to say. */
  readonly notes: readonly string[];
  readonly counts: Counts;
  readonly second: SecondPlan;
  readonly probes: readonly Probe[];
  readonly applied: Applied;
  readonly tokens: TokenSource;
  readonly signers: SignerSource;
}

type Detail = (text: string) => void;

/** Plans and applies the plan, which is read meanwhile. */
export async function planAndApply(
  { place, stack, url, hasData = false }: StackRun,
  detail: Detail,
): Promise<{
  readonly counts: Counts;
  readonly planned: Model;
  readonly state: Model;
  /** Addresses of the resources that the plan changed. */
  readonly changed: readonly string[];
}> {
  if (url !== undefined) await makeExistingPools(url, existingPools(stack.model ?? readSynth(stack.json)));
  const packages = url === undefined ? [] : packagesOf(stack.name, stack.region, stack.json);
  takeFromBucket(place.folder, packages);
  const plan = await firstPlan(place);
  await upload(url ?? "", stack.region, place.folder, packages);
  const [counts, planned] = await Promise.all([apply(place, plan, detail), show(place, plan)]);
  const state = readStateFile(join(place.folder, "terraform.tfstate")) ?? (await show(place));
  const applied = readState(state);
  if (hasData && url !== undefined)
    await updateFunctions(url, stack.region, packages, (address) =>
      valueOr(applied.functions.find((one) => one.address === address)?.name ?? NONE, undefined),
    );
  const changed = classifySecondPlan(planned).changes.map(({ address }) => address);
  return {
    counts,
    planned: readPlan(planned).after,
    state: applied,
    changed: changed.filter((address) => !address.startsWith("output.")),
  };
}

const NONE = { known: true, value: undefined } as const;

/**
 * Nothing in the plan, and in the state what the provider stores all the same: 0 for a number that isn't set, also in a block that isn't
 * there, and the password policy that AWS gives a pool without one.
 */
const UNSET = /: {2}here, (?:0|\{(?:"\w+":0,?)+\}) there$|^pools\.[^:]*\.password: {2}here, /;

/** What the plan said and what was applied: two models that must not contradict each other. */
export function planMatchesState(planned: Model, state: Model): Probe {
  const different = disagreements(planned, state).filter((line) => !UNSET.test(line));
  return {
    route: "every route",
    caller: "posture of the plan",
    expected: "the posture that was applied",
    observed: different.length === 0 ? "the posture that was applied" : different.join("; "),
    proof: "by the plan",
    passed: different.length === 0,
  };
}

/** As much of the AWS emulator as probing needs. */
type Calls = Pick<Emulator, "url" | "stateFolder"> & { readonly requests: Requests };

type FromPlan = Awaited<ReturnType<typeof planAndApply>>;

/** What is asked again of a stack that was applied anew. */
export interface ProbedStack {
  /** How it was before: its users are still there. */
  readonly before: Deployed;
  /** The only routes to call, by address. */
  readonly routes: ReadonlySet<string>;
}

/** Signs people in and calls every route, and plans again meanwhile: the plan only reads. */
export async function probeStack(run: StackRun, found: FromPlan, emulator: Calls, detail: Detail): Promise<Deployed> {
  const [second, observed] = await Promise.all([secondPlan(run.place), runProbes(run, found, emulator, detail)]);
  return { ...observed, second: second.sorted };
}

/** Signs people in and calls routes: all of them, or those that a change concerns. */
export async function runProbes(
  { stack, people: kept = [], url: emulated }: StackRun,
  { counts, planned, state }: FromPlan,
  emulator: Calls,
  detail: Detail,
  again?: ProbedStack,
): Promise<Deployed> {
  const sources = new Map(stack.functions.map(({ address, entry }) => [address, entry]));
  const { url, requests } = emulator;
  const examplesOf = (address: string): ReturnType<typeof readExamples> => {
    const entry = sources.get(address);
    return entry === undefined ? [] : readExamples(entry);
  };
  const inState = appliedFrom(state, examplesOf);
  const fromState = { ...inState, routes: [...inState.routes, ...restRoutes(state, examplesOf)] };
  const existing = emulated !== undefined ? existingPools(state) : [];
  const applied = withExisting(fromState, existing, await makeExistingPools(url, existing));
  const declared = declaredIn(state) ?? stack.declared;
  const region = regionIn(state) ?? stack.region;
  const signers = new SignerSource(url, region, state);
  const there =
    again !== undefined && again.before.applied.poolId === applied.poolId ? again.before.tokens.people : kept;
  const people = await createTestUsers(url, region, applied, there);
  const tokens = new TokenSource(url, emulator.stateFolder, applied, people);
  const posture = { model: state, keys: await readKeys(url, applied) };
  const routes = applied.routes.filter(({ address }) => again?.routes.has(address) !== false);
  const calling = { url, posture, applied, tokens, signers, declared, requests, routes };
  const asked = [...(await probeRoutes(calling, detail)), ...(await tokenProbes(applied, tokens))];
  // What wasn't to be asked isn't missing.
  const left = applied.routes.filter((route) => !routes.includes(route));
  const wasToBeAsked = ({ route }: Probe): boolean => !left.some(({ key }) => key === route);
  const fromPlan = [
    planMatchesState(planned, state),
    ...declaredHolds(state, declared),
    ...functionChecks(stack),
    ...ruleChecks(planned, state, stack),
    ...planChecks(state, stack.model ?? readSynth(stack.json)),
    ...onlyOnAws(state),
  ];
  return {
    stack: stack.name,
    region,
    isDeclared: declared !== undefined,
    functions: stack.functions,
    posture,
    notes: stack.notes,
    counts,
    second: { changes: [], emulatorDefects: [] },
    probes: [
      ...asked,
      ...[...missingProbes(declared, applied, [...asked, ...fromPlan]), ...fromPlan].filter(wasToBeAsked),
    ],
    applied,
    tokens,
    signers,
  };
}

/** Where the pools are: a folder of HCL may name its region in ways of its own. */
function regionIn(state: Model): string | undefined {
  return state.pools
    .flatMap(({ resource }) => valueOr(resource.attributes.text("arn"), undefined)?.split(":")[3] ?? [])
    .find((region) => region !== "");
}

/** The access list as Terraform resolved it, from the output that the constructs give. */
function declaredIn(state: Model): AccessList | undefined {
  const value = state.outputs.find(({ name }) => name === "access_list")?.value;
  if (value?.known !== true || value.value === undefined) return undefined;
  try {
    return locate(state, readAccessList(value.value));
  } catch {
    // An output of the person's own by that name.
    return undefined;
  }
}

/** What was applied, held to what was declared. */
function declaredHolds(state: Model, declared: AccessList | undefined): readonly Probe[] {
  if (declared === undefined) return [];
  const differences = compareAccess(state, declared).filter(({ certain }) => certain);
  const expected = "what was declared";
  const base = { route: "every route", caller: "access list", expected, proof: "by the plan" } as const;
  if (differences.length === 0) return [{ ...base, observed: expected, passed: true }];
  return differences.map((difference) => ({
    ...base,
    route: difference.route ?? difference.at.address,
    observed: `${difference.found} (${difference.at.address})`,
    passed: false,
    reason: differenceText(difference),
  }));
}

/** Removes what Terraform remembers of a stack, so that it can be applied afresh. */
export function removeState({ stack }: StackRun): void {
  for (const name of ["terraform.tfstate", ".terraform.tfstate.lock.info", "first.tfplan"])
    rmSync(join(stack.folder, name), { force: true });
}
