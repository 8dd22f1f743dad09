import { admissionOf } from "../../access/index";
import type { Admission } from "../../access/index";
import { targetOf } from "../../model/index";
import type { EntryPoint, EntryPointKind, LambdaFunction, Model } from "../../model/index";
import { nameOf } from "../../redact/name";
import type { ChangeReport, Citation, Detector, Reporter } from "../change";
import type { Comparison } from "../comparison";
import { ofEntryPoints } from "../../access/steps/find-route";
import { answeringInstead } from "../decisions/overlapping-routes";

/** Routes, function URLs, permissions and roles have detectors of their own. */
const KINDS: readonly EntryPointKind[] = [
  "rest-api-method",
  "web-function",
  "load-balancer",
  "graphql-field",
  "distribution",
  "service",
];

/** The argument in which an entry point says what it demands, by type. */
const DEMANDS: Readonly<Record<string, string>> = {
  aws_api_gateway_method: "authorization",
  aws_lb_listener: "default_action",
  aws_alb_listener: "default_action",
  aws_lb_listener_rule: "action",
  aws_alb_listener_rule: "action",
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
    "entry-point-opened": { title: "An entry point no longer requires anything", kinds: ["broadened"] },
    "entry-point-closed": { title: "An entry point that was open now requires something", kinds: ["narrowed"] },
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
    const overlaps = new Overlaps(comparison);
    for (const entryPoint of now) {
      const previous = moved.get(entryPoint.address);
      const id = previous === undefined ? entryPoint.id : entryPoint.id.replace(entryPoint.address, previous);
      const was = left.get(id);
      // A method whose path or verb is another answers other requests: one goes, one comes.
      if (was && isAnotherKey(was, entryPoint))
        added(comparison, entryPoint, overlaps, report, keyChanges(comparison, entryPoint));
      else {
        if (was) left.delete(id);
        if (was) changed(comparison, was, entryPoint, report);
        else added(comparison, entryPoint, overlaps, report);
      }
    }
    for (const entryPoint of left.values()) removed(comparison, entryPoint, overlaps, report);
  },
};

/** Which entry points of an API answer, on the other side, what one answers on its own. */
class Overlaps {
  private readonly lists = new Map<Model, readonly Candidate[]>();

  constructor(private readonly comparison: Comparison) {}

  /** `undefined` among them: nothing answers some of its requests. */
  of(entryPoint: EntryPoint, side: "before" | "after"): readonly (EntryPoint | undefined)[] {
    const { before, after, moved } = this.comparison;
    const other = side === "before" ? after : before;
    const group = entryPoint.groupAddress;
    const partner =
      side === "after"
        ? (moved.get(group ?? "") ?? group)
        : ([...moved].find(([, was]) => was === group)?.[0] ?? group);
    const [mine, theirs] = [this.at(this.comparison[side], group), this.at(other, partner)];
    const own = mine.find(({ at }) => at.entryPoint.id === entryPoint.id);
    return own ? answeringInstead(own, mine, theirs).map((one) => one?.at.entryPoint) : [undefined];
  }

  private at(model: Model, group: string | undefined): readonly Candidate[] {
    const all = this.lists.get(model) ?? ofEntryPoints(model).filter(isOfEntryPoint);
    this.lists.set(model, all);
    return all.filter(({ at }) => at.entryPoint.groupAddress === group);
  }
}

type Candidate = ReturnType<typeof ofEntryPoints>[number] & { readonly at: { readonly entryPoint: EntryPoint } };
const isOfEntryPoint = (one: ReturnType<typeof ofEntryPoints>[number]): one is Candidate => "entryPoint" in one.at;

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
  return [{ address }, ...others.filter(isOneSided).map((one) => ({ address: one }))];
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
  common: Pick<ChangeReport, "at" | "code" | "attributes">,
  report: Reporter,
): void {
  const found: ChangeReport[] = [];
  const keep = (one: ChangeReport): void => {
    found.push({ ...one, at: common.at });
  };
  changed(comparison, was, is, keep, name);
  if (found.length > 0) found.forEach(report);
  else report({ ...common, kind: "neutral", summary: `${name} lets in the same callers.` });
}

function removed(comparison: Comparison, entryPoint: EntryPoint, overlaps: Overlaps, report: Reporter): void {
  const common = { at: entryPoint, code: "entry-point-removed", attributes: withIt(comparison, entryPoint) } as const;
  const others = overlaps.of(entryPoint, "before");
  for (const other of others) {
    if (other)
      inPlace(
        comparison,
        entryPoint,
        other,
        `What ${called(entryPoint)} answered, and ${other.name} answers now,`,
        common,
        report,
      );
    else
      report({
        ...common,
        kind: "breaking",
        summary: `${called(entryPoint)} is removed: ${others.length > 1 ? "some of its callers" : "its callers"} are refused.`,
      });
  }
}

/** Most plans hold none of these: then the entry points of a thousand routes need not be put together. */
const TYPES = [
  "aws_api_gateway_rest_api",
  "aws_api_gateway_method",
  "aws_lb_target_group",
  "aws_alb_target_group",
  "aws_appsync_datasource",
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
  overlaps: Overlaps,
  report: Reporter,
  attributes?: ChangeReport["attributes"],
): void {
  const others = overlaps.of(entryPoint, "after");
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
  if (!others.includes(undefined)) return;
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

function changed({ before, after }: Comparison, was: EntryPoint, is: EntryPoint, report: Say, name = called(is)): void {
  const [then, now] = [admissionOf(before, was), admissionOf(after, is)];
  const attribute = DEMANDS[is.resource.type];
  const common = {
    at: is,
    before: then.who,
    after: now.who,
    ...(attribute !== undefined &&
      was.authorization.kind !== is.authorization.kind && { attributes: [{ address: is.address, attribute }] }),
  };
  if (now.open === true && then.open !== true)
    report({
      ...common,
      code: "entry-point-opened",
      kind: "broadened",
      summary: `${name} is open now. Who gets in: ${now.who} (was: ${then.who}).`,
    });
  else if (then.open === true && now.open === false)
    report({
      ...common,
      code: "entry-point-closed",
      kind: "narrowed",
      summary: `${name} is no longer open. Who gets in: ${now.who} (was: ${then.who}).`,
    });
  else if (sameIssuer(was, is)) tokens(was, is, common, report, name);
  else if (samePools(was, is)) pools(was, is, common, report, name);
  else if (others(was, then, is, now) || (then.open !== now.open && !isOfPolicy(was, is)))
    report({
      ...common,
      code: "entry-point-callers-changed",
      kind: "unknown",
      summary: `${name} lets in other callers than before. Who gets in: ${now.who} (was: ${then.who}).`,
    });
}

type Say = (change: ChangeReport) => void;
type Common = Pick<ChangeReport, "at" | "before" | "after" | "attributes">;

function sameIssuer({ authorization: was }: EntryPoint, { authorization: is }: EntryPoint): boolean {
  if (was.kind !== "token" || is.kind !== "token" || was.issuer !== is.issuer) return false;
  if (JSON.stringify(was.clients) !== JSON.stringify(is.clients)) return false;
  return was.scopes.missing.length + is.scopes.missing.length === 0;
}

type Token = Extract<EntryPoint["authorization"], { kind: "token" }>;

/** The pools whose tokens count; undefined: not all are known. */
function poolsOf({ authorization }: EntryPoint): readonly string[] | undefined {
  const found = (authorization as Token).pools?.map((pool) =>
    pool.kind === "resource" ? nameOf(pool.target) : pool.kind === "external" ? pool.id : undefined,
  );
  return found?.every((one) => one !== undefined) ? found : undefined;
}

/** Tokens of pools that are known, with the same scopes on both sides? */
function samePools(was: EntryPoint, is: EntryPoint): boolean {
  const [then, now] = [was.authorization, is.authorization];
  if (then.kind !== "token" || now.kind !== "token" || !poolsOf(was) || !poolsOf(is)) return false;
  return JSON.stringify(then.scopes) === JSON.stringify(now.scopes);
}

function pools(was: EntryPoint, is: EntryPoint, common: Common, report: Say, name: string): void {
  const [had, has] = [poolsOf(was) ?? [], poolsOf(is) ?? []];
  const say = (kind: "broadened" | "narrowed", list: readonly string[], verb: string): void => {
    if (list.length === 0) return;
    const summary = `${name} ${verb} holders of a token from ${list.map((one) => `pool ${one}`).join(" or ")}. Who gets in: ${common.after ?? ""} (was: ${common.before ?? ""}).`;
    report({ ...common, code: "entry-point-callers-changed", kind, summary });
  };
  say(
    "broadened",
    has.filter((one) => !had.includes(one)),
    "lets in",
  );
  say(
    "narrowed",
    had.filter((one) => !has.includes(one)),
    "no longer lets in",
  );
}

/** Tokens of the same issuer: one of the scopes is enough, and without any every token is. */
function tokens(was: EntryPoint, is: EntryPoint, common: Common, report: Say, name: string): void {
  const [had, has] = [was, is].map(({ authorization: one }) => (one.kind === "token" ? one.scopes.items : []));
  if (!had || !has || [...had].sort().join(" ") === [...has].sort().join(" ")) return;
  const say = (kind: "broadened" | "narrowed", rest: string): void =>
    report({
      ...common,
      attributes: [{ address: is.address, attribute: "authorization_scopes" }],
      code: "entry-point-callers-changed",
      kind,
      summary: `${name} ${rest}. Who gets in: ${common.after ?? ""} (was: ${common.before ?? ""}).`,
    });
  const added = has.filter((scope) => !had.includes(scope));
  const gone = had.filter((scope) => !has.includes(scope));
  if (has.length === 0) say("broadened", "no longer requires a scope");
  else if (had.length === 0) say("narrowed", "requires a scope");
  else {
    if (added.length > 0) say("broadened", `lets in holders of ${added.join(" or ")}`);
    if (gone.length > 0) say("narrowed", `no longer lets in tokens with only ${gone.join(" or ")}`);
  }
}

/** Is it by the policy of the API itself that others get in? What became of that is told of the policy. */
function isOfPolicy(was: EntryPoint, is: EntryPoint): boolean {
  return is.policyOf !== undefined && JSON.stringify(was.hosts) === JSON.stringify(is.hosts);
}

/** Another kind of authorization, or other tokens; names that aren't known yet are no difference. */
function others(was: EntryPoint, then: Admission, is: EntryPoint, now: Admission): boolean {
  if (was.authorization.kind !== is.authorization.kind) return true;
  return is.authorization.kind === "token" && then.who !== now.who && !/known yet/.test(then.who + now.who);
}

function functionOf({ target }: EntryPoint): LambdaFunction | undefined {
  return target.kind === "function" ? targetOf(target.function) : undefined;
}

function called({ group, name }: EntryPoint): string {
  return `${name} of ${group}`;
}
