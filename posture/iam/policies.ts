import { valueOr } from "../model/index";
import type { Model, Resource, Step } from "../model/index";
import { quote } from "../explain/quote";
import { belongs } from "./belongs";
import { groupsOf } from "./groups";
import type { Holder, Principal } from "./principal";
import { statementsIn, statementsOf } from "./statement";
import type { Statement } from "./statement";

/** What the input shows of somebody's policies. */
export interface Policies {
  readonly statements: readonly Statement[];
  /** One reason for each policy that belongs to it, or may, and can't be read: a clause. */
  readonly unread: readonly string[];
}

const NONE: Policies = { statements: [], unread: [] };

function together(parts: readonly Policies[]): Policies {
  return {
    statements: parts.flatMap((one) => one.statements),
    unread: [...new Set(parts.flatMap((one) => one.unread))],
  };
}

/** The policies of a role or user: its own, those attached to it, and those of its groups. */
export function policiesOf(model: Model, principal: Principal): Policies {
  const { groups, unread } = principal.kind === "user" ? groupsOf(model, principal) : { groups: [], unread: [] };
  return together([
    heldBy(model, principal.kind, principal),
    ...groups.map((group) => heldBy(model, "group", group)),
    { statements: [], unread },
    ...(principal.resource ? [inside(model, principal.resource)] : []),
  ]);
}

type Kind = "role" | "user" | "group";

/** What `aws_iam_KIND_policy` and the attachments give to a holder. */
function heldBy(model: Model, kind: Kind, holder: Holder): Policies {
  const own = model.ofType(`aws_iam_${kind}_policy`).map((resource) => {
    const mine = belongs(resource, kind, holder);
    if (mine === false) return NONE;
    return mine === true ? read(model, resource, ["policy"]) : doubtful(resource);
  });
  const attached = [
    ...model.ofType(`aws_iam_${kind}_policy_attachment`).map((resource) => [resource, kind] as const),
    ...model.ofType("aws_iam_policy_attachment").map((resource) => [resource, `${kind}s`] as const),
  ].map(([resource, attribute]) => {
    const mine = belongs(resource, attribute, holder);
    if (mine === false) return NONE;
    return mine === true ? byArn(model, resource, ["policy_arn"]) : doubtful(resource);
  });
  return together([...own, ...attached]);
}

/** Older ways, inside the role itself. */
function inside(model: Model, role: Resource): Policies {
  const inline = role.attributes
    .blocks("inline_policy")
    .items.map((_, i) => read(model, role, ["inline_policy", i, "policy"]));
  const { items, missing } = role.attributes.texts("managed_policy_arns");
  const arns = items.map((arn) => named(model, arn));
  return together([
    ...inline,
    ...arns,
    { statements: [], unread: missing.map((why) => `a managed policy of ${role.address} isn't known (${why})`) },
  ]);
}

function doubtful({ address }: Resource): Policies {
  return { statements: [], unread: [`whether ${address} is for it isn't known yet`] };
}

/** The policy at an argument: its text, or the document that it refers to. */
export function read(model: Model, resource: Resource, path: readonly Step[]): Policies {
  const { address } = resource;
  const text = resource.attributes.text(...path);
  if (text.known) {
    if (text.value === undefined || text.value === "") return NONE;
    const statements = statementsOf(text.value, { address, resource, path });
    return statements ? { statements, unread: [] } : { statements: [], unread: [`${address} holds no policy`] };
  }
  const referred = resource.attributes.references(...path).flatMap((one) => model.resource(one.address) ?? []);
  const documents = referred.filter((one) => one.type === "aws_iam_policy_document");
  if (documents.length > 0) return { statements: documents.flatMap(statementsIn), unread: [] };
  return { statements: [], unread: [`what ${address} says isn't known yet (${text.why})`] };
}

/** The policy that an argument names by its ARN. */
export function byArn(model: Model, resource: Resource, path: readonly Step[]): Policies {
  const arn = resource.attributes.text(...path);
  if (arn.known) return arn.value === undefined ? NONE : named(model, arn.value);
  const own = resource.attributes
    .references(...path)
    .flatMap((one) => model.resource(one.address) ?? [])
    .filter((one) => one.type === "aws_iam_policy");
  if (own.length > 0) return together(own.map((one) => read(model, one, ["policy"])));
  return { statements: [], unread: [`which policy ${resource.address} attaches isn't known yet (${arn.why})`] };
}

/** Policies of AWS, widely attached to functions, that say nothing of execute-api. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  (
    "AWSLambdaBasicExecutionRole AWSLambdaVPCAccessExecutionRole AWSLambdaSQSQueueExecutionRole " +
    "AWSLambdaDynamoDBExecutionRole AWSLambdaKinesisExecutionRole AWSXRayDaemonWriteAccess CloudWatchLogsFullAccess"
  ).split(" "),
);

/** Policies of AWS that allow it (AWS managed policy reference guide). */
const ALLOWING: Readonly<Record<string, string>> = {
  AdministratorAccess: "*",
  PowerUserAccess: "*",
  AmazonAPIGatewayInvokeFullAccess: "arn:aws:execute-api:*:*:*",
};

function named(model: Model, arn: string): Policies {
  const own = model.ofType("aws_iam_policy").find((one) => valueOr(one.attributes.text("arn"), undefined) === arn);
  if (own) return read(model, own, ["policy"]);
  const managed = /^arn:[\w-]+:iam::aws:policy\/(?:service-role\/)?(\w+)$/.exec(arn)?.[1] ?? "";
  if (ELSEWHERE.has(managed)) return NONE;
  const resource = Object.hasOwn(ALLOWING, managed) ? ALLOWING[managed] : undefined;
  if (resource === undefined)
    return { statements: [], unread: [`what the policy ${quote(arn)} says isn't part of this input`] };
  const text = JSON.stringify({ Statement: { Effect: "Allow", Action: "execute-api:Invoke", Resource: resource } });
  return { statements: statementsOf(text, { address: managed }) ?? [], unread: [] };
}
