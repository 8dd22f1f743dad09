import { every, isBranch, known, leadsTo, listing, valueOr } from "../model";
import type { LambdaFunction, Listing, Model, Permission, Resource, Value } from "../model";
import { policiesIn, principalPattern } from "./document";
import { belongsTo } from "./references";
import { readPolicy } from "./policies";
import { ALL, NO_POLICIES, withAttachment, mergePolicies } from "./statement";
import type { Condition, Place, Policies, PrincipalPattern, Statement } from "./statement";

/** Where resources keep their policies: of themselves, or of a resource beside them that names them. */
const BESIDE: Readonly<Record<string, readonly { readonly type: string; readonly names: string }[]>> = {
  aws_api_gateway_rest_api: [
    { type: "aws_api_gateway_rest_api_policy", names: "rest_api_id" },
    { type: "aws_api_gateway_rest_api_put", names: "rest_api_id" },
  ],
  aws_vpc_endpoint: [{ type: "aws_vpc_endpoint_policy", names: "vpc_endpoint_id" }],
  aws_kms_key: [{ type: "aws_kms_key_policy", names: "key_id" }],
  aws_secretsmanager_secret: [{ type: "aws_secretsmanager_secret_policy", names: "secret_arn" }],
  aws_s3_bucket: [{ type: "aws_s3_bucket_policy", names: "bucket" }],
  aws_sqs_queue: [{ type: "aws_sqs_queue_policy", names: "queue_url" }],
  aws_sns_topic: [{ type: "aws_sns_topic_policy", names: "arn" }],
};

/** The policy of a resource itself, and what a resource beside it says. */
export function resourcePolicyOf(model: Model, resource: Resource): Policies {
  const beside = (BESIDE[resource.type] ?? []).flatMap(({ type, names }) =>
    model.ofType(type).flatMap((one) => {
      const own = belongsTo(model, one, names, resource);
      if (own === false) return [];
      if (own === true) return [ownPolicy(model, one)];
      const text = `whether ${one.address} is for ${resource.address} isn't known yet`;
      return [{ statements: [], unread: [{ text, at: { address: one.address, resource: one, path: [names] } }] }];
    }),
  );
  return mergePolicies([ownPolicy(model, resource), ...beside]);
}

/** Whose policy a resource beside it holds (`aws_sqs_queue_policy`), so far as that is sure. */
export function policyOwner(model: Model, resource: Resource): Resource | undefined {
  for (const [type, places] of Object.entries(BESIDE)) {
    const names = places.find((place) => place.type === resource.type)?.names;
    const owner = names && model.ofType(type).find((one) => belongsTo(model, resource, names, one) === true);
    if (owner) return owner;
  }
  return undefined;
}

/** What one resource says: of itself, or of the one that it names. */
export function ownPolicy(model: Model, resource: Resource, argument = "policy"): Policies {
  const own = argument === "policy" && isAbsent(resource) ? inBody(resource) : readPolicy(model, resource, [argument]);
  return resource.type.startsWith("aws_api_gateway_rest_api")
    ? { ...own, statements: own.statements.map(inFull) }
    : own;
}

function isAbsent({ attributes }: Resource): boolean {
  const policy = attributes.text("policy");
  return policy.known && policy.value === undefined;
}

/**
 * What an OpenAPI body says where the argument `policy` is left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-policy.html
 */
function inBody(resource: Resource): Policies {
  if (resource.type === "aws_api_gateway_rest_api" && resource.mode === "data") {
    const text = `what the policy of ${resource.address} says isn't part of this input`;
    return { statements: [], unread: [{ text, at: { address: resource.address, resource, path: ["policy"] } }] };
  }
  const holdsBody = /^aws_api_gateway_rest_api(?:_put)?$/.test(resource.type);
  const body = holdsBody ? resource.attributes.json("body") : undefined;
  const policy = isBranch(body) ? body["x-amazon-apigateway-policy"] : undefined;
  if (policy === undefined) return NO_POLICIES;
  const at: Place = { address: resource.address, resource, path: ["body"] };
  const text = `the policy in the OpenAPI body of ${resource.address} isn't known yet`;
  return withAttachment(resource, policiesIn(policy, at) ?? { statements: [], unread: [{ text, at }] });
}

/**
 * A REST API's policy may leave out its own ARN: `execute-api:/stage/GET/items`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function inFull(statement: Statement): Statement {
  const { list } = statement.resources;
  const items = list.items.map((text) => text.replace(/^execute-api:\//, "arn:*:execute-api:*:*:*/"));
  return { ...statement, resources: { ...statement.resources, list: { ...list, items } } };
}

/**
 * The policy of a function, as its permissions make it. An alias or a version has one of its own: what lets callers
 * invoke the function lets them invoke no alias, nor the other way round.
 * https://docs.aws.amazon.com/lambda/latest/dg/versioning-aliases.html
 * @param of the alias or version that is invoked; left out: all of them are looked at
 */
export function functionPolicy(model: Model, fn: LambdaFunction, of?: Value<string | undefined>): Policies {
  return mergePolicies(
    model.permissions.map((permission): Policies => {
      const { qualifier } = permission;
      const same = of === undefined || (!of.known || !qualifier.known ? "unknown" : of.value === qualifier.value);
      const own = every([leadsTo(permission.function, fn), same]);
      if (own === false) return { statements: [], unread: [] };
      if (own === true) return { statements: [permissionStatement(permission)], unread: [] };
      const { address, resource } = permission;
      const text = `whether ${address} is for ${fn.address} isn't known yet`;
      return { statements: [], unread: [{ text, at: { address, resource, path: ["function_name"] } }] };
    }),
  );
}

/** Arguments of an aws_lambda_permission that become conditions, as AddPermission writes them. */
const CONDITIONS = [
  ["source_arn", "ArnLike", "aws:SourceArn"],
  ["source_account", "StringEquals", "aws:SourceAccount"],
  ["principal_org_id", "StringEquals", "aws:PrincipalOrgID"],
  ["event_source_token", "StringEquals", "lambda:EventSourceToken"],
  ["function_url_auth_type", "StringEquals", "lambda:FunctionUrlAuthType"],
  ["invoked_via_function_url", "Bool", "lambda:InvokedViaFunctionUrl"],
] as const;

/**
 * A permission as the statement that AddPermission adds to the function's policy.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function permissionStatement({ address, resource, principal, action }: Permission): Statement {
  const { attributes } = resource;
  const missing: string[] = [];
  const conditions = CONDITIONS.flatMap(([argument, operator, key]): readonly Condition[] => {
    const value = attributes.text(argument);
    if (value.known && (value.value === undefined || value.value === "")) return [];
    const references = value.known
      ? []
      : attributes
          .references(argument)
          .map((one) => one.address)
          .filter(isResource);
    // What comes of another resource is there; what a variable holds may be empty, and then there is no condition.
    if (!value.known && references.length === 0) missing.push(`${argument} of ${address} (${value.why})`);
    return value.known || references.length > 0 ? [{ operator, key, values: one(value), references }] : [];
  });
  return {
    at: { address, resource, path: ["action"] },
    effect: known("Allow"),
    principals: { not: false, list: principalsOf(principal) },
    actions: { not: false, list: one(action) },
    resources: ALL,
    conditions: listing(conditions, missing),
    variables: false,
  };
}

const isResource = (address: string): boolean => !/(?:^|\.)(?:var|local|each|count)\./.test(address);

function one(value: Value<string | undefined>): Listing<string> {
  return value.known ? listing(value.value === undefined ? [] : [value.value]) : listing<string>([], [value.why]);
}

function principalsOf(value: Value<string | undefined>): Listing<PrincipalPattern> {
  const text = valueOr(value, undefined);
  if (text === undefined) return listing<PrincipalPattern>([], value.known ? [] : [value.why]);
  const service = /\.amazonaws\.com(\.cn)?$|\.amazon\.com$/.test(text);
  const pattern = principalPattern(service ? "Service" : "AWS", text);
  return listing(pattern ? [pattern] : []);
}
