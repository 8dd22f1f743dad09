import { admissionOf } from "../../access/index";
import { targetOf, type EntryPoint, type EntryPointKind, type LambdaFunction, type Model } from "../../model/index";
import { nameOf } from "../../redact/name";
import { broadened, narrowed, type ChangeReport, type Citation, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { callersText } from "../decisions/compare-access";
import { OTHERS, demandAt } from "../decisions/entry-points";
import { ruleInstead, type Instead } from "../decisions/listener-rules";
import { methodsBeside } from "../../access/own-requests";
import { answeringInstead } from "../decisions/overlapping-routes";
import { otherAddress } from "../moved";

/** Routes, function URLs, permissions and roles have detectors of their own. */
const KINDS: readonly EntryPointKind[] = [
  "rest-api-method",
  "web-function",
  "load-balancer",
  "graphql-field",
  "distribution",
  "service",
];

/** The arguments in which an entry point says what it demands, by type. */
const DEMANDS: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_method: ["authorization", "authorization_scopes", "authorizer_id"],
  aws_lb_listener: ["default_action"],
  aws_alb_listener: ["default_action"],
  aws_lb_listener_rule: ["action"],
  aws_alb_listener_rule: ["action"],
};

/** A function that is guarded at one entry point may be open at another. */
export const entryPoints: Detector = {
  source:
    "API Gateway: Control and manage access to REST APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  codes: {
    "entry-point-added": {
      title: "A new entry point to a function or backend",
      kinds: ["broadened", "neutral", "unknown"],
    },
    "entry-point-removed": {
      title: "An entry point to a function or backend is removed",
      kinds: ["breaking", "neutral"],
    },
    "entry-point-opened": broadened("An entry point no longer requires anything"),
    "entry-point-closed": narrowed("An entry point that was open now requires something"),
    "entry-point-callers-changed": {
      title: "An entry point lets in other callers than before",
      kinds: ["unknown", "broadened", "narrowed"],
    },
  },
  detect(comparison, report) {
    const { before, after, moved } = comparison;
    if (![before, after].some(holdsAny)) return;
    const [old, now] = [listed(before), listed(after)];
    const left = new Map(old.map((entryPoint) => [entryPoint.id, entryPoint]));
    for (const entryPoint of now) {
      const previous = moved.get(entryPoint.address);
      const ofOld = previous === undefined ? entryPoint.id : entryPoint.id.replace(entryPoint.address, previous);
      const id = left.has(ofOld) ? ofOld : renamedOrigin(left, now, entryPoint, previous);
      const was = id === undefined ? undefined : left.get(id);
      // A method whose path or verb is another answers other requests: one goes, one comes.
      if (was && isAnotherKey(was, entryPoint))
        added(comparison, entryPoint, report, keyChanges(comparison, entryPoint));
      else {
        if (id !== undefined) left.delete(id);
        if (was) changed(comparison, was, entryPoint, report);
        else added(comparison, entryPoint, report);
      }
    }
    for (const entryPoint of left.values()) removed(comparison, entryPoint, report);
  },
};

/** An origin with another id is the one that led to the same before, where that isn't there any more. */
function renamedOrigin(
  left: ReadonlyMap<string, EntryPoint>,
  now: readonly EntryPoint[],
  { kind, address, name, target }: EntryPoint,
  previous = address,
): string | undefined {
  if (kind !== "distribution" || target.kind === "unknown") return undefined;
  const isThere = (id: string) => now.some((one) => one.id === id.replace(previous, address));
  return [...left.values()].find((one) => one.address === previous && one.name === name && !isThere(one.id))?.id;
}

/** Which entry points of an API, or of a load balancer's listener, answer, on the other side, what one answers on its own; `undefined` among them: none answers some of its requests. */
function overlapping(comparison: Comparison, entryPoint: EntryPoint, side: "before" | "after"): Instead {
  const atRule = ruleInstead(comparison, entryPoint, side);
  if (atRule) return atRule;
  const { before, after } = comparison;
  const { groupAddress: group } = entryPoint;
  const partner = group === undefined ? {} : { groupAddress: otherAddress(comparison, group, side) };
  const [own, other] = side === "before" ? [before, after] : [after, before];
  const mine = methodsBeside(own, entryPoint);
  const theirs = methodsBeside(other, partner);
  const itself = mine.find(({ at }) => at.entryPoint.id === entryPoint.id);
  // A method whose API or key isn't known may have stood above each of them.
  const isOpen = entryPoint.kind === "rest-api-method" && (group === undefined || !itself);
  const open = isOpen ? (group === undefined ? restMethods(other) : theirs.map(({ at }) => at.entryPoint)) : [];
  if (open.length > 0) return { entryPoints: [], open: open.map(({ resource }) => resource) };
  const found = itself ? answeringInstead(itself, mine, theirs) : [undefined];
  return { entryPoints: found.map((one) => one?.at.entryPoint), open: [] };
}

const restMethods = (model: Model): readonly EntryPoint[] =>
  model.entryPoints.filter(({ kind }) => kind === "rest-api-method");

const KEY = /^[A-Z]+ \/[^…]*$/;

function isAnotherKey(was: EntryPoint, is: EntryPoint): boolean {
  return is.kind === "rest-api-method" && was.name !== is.name && KEY.test(was.name) && KEY.test(is.name);
}

/** What comes or goes with an entry point: itself, its API, and the integration of a method. */
function withIt({ before, after }: Comparison, { address, groupAddress, resource }: EntryPoint): readonly Citation[] {
  const isOneSided = (one: string): boolean => !before.resource(one) !== !after.resource(one);
  const own = PARTS.map((name) => JSON.stringify(resource.attributes.references(name)));
  const integrations =
    resource.type === "aws_api_gateway_method"
      ? [before, after].flatMap((model) =>
          model
            .ofType("aws_api_gateway_integration")
            .filter(({ attributes }) =>
              PARTS.every((name, i) => JSON.stringify(attributes.references(name)) === own[i]),
            ),
        )
      : [];
  const others = [...(groupAddress === undefined ? [] : [groupAddress]), ...integrations.map((one) => one.address)];
  return [address, ...others].filter(isOneSided).map((one) => ({ address: one }));
}

const PARTS = ["rest_api_id", "resource_id"];

/** The arguments that make a method's key: its own verb, and the parts of its path. */
function keyChanges({ before, after }: Comparison, { address }: EntryPoint): ChangeReport["attributes"] {
  const differ = (one: string, attribute: string): boolean =>
    JSON.stringify(before.resource(one)?.attributes.text(attribute)) !==
    JSON.stringify(after.resource(one)?.attributes.text(attribute));
  return [
    ...(differ(address, "http_method") ? [{ address, attribute: "http_method" }] : []),
    ...after
      .ofType("aws_api_gateway_resource")
      .filter((one) => before.resource(one.address) && differ(one.address, "path_part"))
      .map((one) => ({ address: one.address, attribute: "path_part" })),
  ];
}

/** What answers in an entry point's place, in words: `, which ANY /{proxy+} answers now,`. */
function inPlace(
  comparison: Comparison,
  was: EntryPoint,
  is: EntryPoint,
  name: string,
  common: Pick<ChangeReport, "at" | "code" | "attributes"> & { readonly at: EntryPoint },
  report: Reporter,
): void {
  const found: ChangeReport[] = [];
  const keep = (one: ChangeReport): void => {
    found.push({ ...one, at: common.at });
  };
  changed(comparison, was, is, keep, { name, subject: `what answers ${called(common.at)}` });
  if (found.length > 0) found.forEach(report);
  else report({ ...common, kind: "neutral", summary: `${name} lets in the same callers.` });
}

function removed(comparison: Comparison, entryPoint: EntryPoint, report: Reporter): void {
  const common = { at: entryPoint, code: "entry-point-removed", attributes: withIt(comparison, entryPoint) } as const;
  const { entryPoints: others, open } = overlapping(comparison, entryPoint, "before");
  for (const other of others)
    if (other)
      inPlace(
        comparison,
        entryPoint,
        other,
        `What ${called(entryPoint)} answered, and ${other.name} answers now,`,
        common,
        report,
      );
  const gone = `${called(entryPoint)} is removed`;
  const fn = functionOf(entryPoint);
  if (open.length > 0) {
    const by = open.map(({ address }) => address).join(", ");
    report({ ...common, kind: "unknown", summary: `${gone}: who gets in where ${by} answers was not analysed.` });
  } else if (others.includes(undefined)) {
    const some = others.length > 1 ? "some of its callers" : "its callers";
    report({ ...common, kind: "breaking", summary: `${gone}: ${some} are refused.` });
  } else if (leadsElsewhere(entryPoint, others))
    report({
      ...common,
      kind: "breaking",
      summary: `${gone}: its requests no longer reach ${fn ? `the function ${nameOf(fn)}` : "what was behind it"}.`,
    });
}

/** Behind a load balancer's rules stand functions of their own; the methods of one API are taken for one service. */
function leadsElsewhere(own: EntryPoint, others: readonly (EntryPoint | undefined)[]): boolean {
  const address = functionOf(own)?.address;
  return own.kind === "load-balancer" && !others.some((one) => one && functionOf(one)?.address === address);
}

/** Most plans hold none of these: then the entry points of a thousand routes need not be put together. */
const TYPES = [
  "aws_api_gateway_rest_api",
  "aws_api_gateway_method",
  "aws_lb_target_group",
  "aws_alb_target_group",
  "aws_appsync_graphql_api",
  "aws_appsync_resolver",
  "aws_appsync_datasource",
  "aws_appsync_channel_namespace",
  "aws_cloudfront_distribution",
  "aws_lambdaweb_function_endpoint",
  "aws_vpclattice_listener",
  "aws_bedrockagentcore_gateway_target",
];

function holdsAny(model: Model): boolean {
  return TYPES.some((type) => model.ofType(type).length > 0) || model.apis.some((api) => api.fromBody);
}

function listed(model: Model): readonly EntryPoint[] {
  return model.entryPoints.filter(
    ({ kind, target, authorization, id, resource }) =>
      target.kind !== "itself" &&
      // Permissions have a detector of their own.
      resource.type !== "aws_lambda_permission" &&
      // Routes that an API makes by itself: by quick create the APIs' detector reports them.
      (KINDS.includes(kind) ||
        (kind === "http-api-route" && authorization.kind !== "route" && !id.endsWith("#quick-create"))),
  );
}

function added(
  comparison: Comparison,
  entryPoint: EntryPoint,
  report: Reporter,
  attributes?: ChangeReport["attributes"],
): void {
  const { entryPoints: others } = overlapping(comparison, entryPoint, "after");
  const own = attributes ?? withIt(comparison, entryPoint);
  const common = { at: entryPoint, code: "entry-point-added", attributes: own } as const;
  for (const other of others)
    if (other)
      inPlace(
        comparison,
        other,
        entryPoint,
        `What ${called(entryPoint)} answers, and ${other.name} answered before,`,
        common,
        report,
      );
  if (!others.includes(undefined) && !leadsElsewhere(entryPoint, others)) return;
  const { open, who } = admissionOf(comparison.after, entryPoint);
  const fn = functionOf(entryPoint);
  const existed = fn !== undefined && comparison.was(fn) !== undefined;
  const to = fn ? ` to the function ${nameOf(fn)}${existed ? ", which was there before" : ""}` : "";
  report({
    ...common,
    kind: open === "unknown" ? "unknown" : "broadened",
    summary: `${called(entryPoint)} is a new entry point${to}. Who gets in: ${who}.`,
    after: who,
  });
}

/** `name`, `subject`: how the entry point is spoken of. */
function changed(
  comparison: Comparison,
  was: EntryPoint,
  is: EntryPoint,
  report: Say,
  { name = called(is), subject = name }: { readonly name?: string; readonly subject?: string } = {},
): void {
  const pair = { before: was, after: is };
  const [then, now] = [admissionOf(comparison.before, was), admissionOf(comparison.after, is)];
  const says = (one: EntryPoint, argument: string): string =>
    JSON.stringify([one.resource.attributes.value(argument), one.resource.attributes.references(argument)]);
  const cited = DEMANDS[is.resource.type]?.filter((argument) => says(was, argument) !== says(is, argument)) ?? [];
  const common = {
    at: is,
    before: then.who,
    after: now.who,
    ...(cited.length > 0 && { attributes: cited.map((attribute) => ({ address: is.address, attribute })) }),
  };
  const say = (kind: "broadened" | "narrowed" | "unknown", verb: string, who = name): void =>
    report({
      ...common,
      code: "entry-point-callers-changed",
      kind,
      summary: `${who} ${verb}. Who gets in: ${now.who} (was: ${then.who}).`,
    });
  // Open to everybody with an AWS account or the API key is open too, and refuses who holds something else; and a policy
  // may open some of its requests only.
  const others = (of: EntryPoint) =>
    ["iam", "api-key"].includes(of.authorization.kind) || of.policyOf
      ? comparison.decisions.compareAt(was, is)
      : { gained: [], lost: [] };
  if (now.open === true && then.open !== true) {
    report({
      ...common,
      code: "entry-point-opened",
      summary: `${name} is open now. Who gets in: ${now.who} (was: ${then.who}).`,
    });
    const { lost } = others(is);
    if (lost.length > 0) say("narrowed", `no longer lets in ${callersText(lost)}`);
  } else if (then.open === true && now.open === false) {
    report({
      ...common,
      code: "entry-point-closed",
      summary: `${name} is no longer open. Who gets in: ${now.who} (was: ${then.who}).`,
    });
    const { gained } = others(was);
    if (gained.length > 0) say("broadened", `lets in ${callersText(gained)}`);
  } else if (was.id !== is.id || demandAt(comparison, "before", pair) !== demandAt(comparison, "after", pair)) {
    const { gained, lost, unclear } = comparison.decisions.compareAt(was, is);
    // A key opens to whoever has one, and who has it may have nothing else.
    const byKey = (open: boolean | "unknown", { authorization: own }: EntryPoint, other: EntryPoint): boolean =>
      open === true && own.kind === "api-key" && /^(?:iam|token)$/.test(other.authorization.kind);
    const KEY_ONLY = "callers who have an API key only";
    if (gained.length > 0) say("broadened", `lets in ${callersText(gained)}`);
    else if (byKey(now.open, is, was)) say("broadened", `lets in ${KEY_ONLY}`);
    if (lost.length > 0) say("narrowed", `no longer lets in ${callersText(lost)}`);
    else if (byKey(then.open, was, is)) say("narrowed", `no longer lets in ${KEY_ONLY}`);
    if (gained.length > 0 || unclear.length === 0) return;
    if (unclear.includes(OTHERS)) say("unknown", `may let in ${OTHERS}`);
    else say("unknown", `lets in ${callersText(unclear)} is known of one side only`, `Whether ${subject}`);
  } else if (then.open !== now.open) {
    // It was open for one reason, and another may be left.
    const lost = then.open === true ? others(was).lost : [];
    if (lost.length > 0) say("narrowed", `no longer lets in ${callersText(lost)}`);
    // What becomes of the API's own policy is told of the policy.
    if (!(is.policyOf && JSON.stringify(was.hosts) === JSON.stringify(is.hosts)))
      say("unknown", `may let in ${OTHERS}`);
  }
}

type Say = (change: ChangeReport) => void;

function functionOf({ target }: EntryPoint): LambdaFunction | undefined {
  return target.kind === "function" ? targetOf(target.function) : undefined;
}

function called({ group, name }: EntryPoint): string {
  return `${name} of ${group}`;
}
