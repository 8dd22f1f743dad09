import { evaluate, evaluatePool, findPrincipal, functionPolicy, NO_POLICIES } from "../../iam/index";
import type { Condition, Context, IamDecision, Identity, ExternalPrincipal } from "../../iam/index";
import { every, known, listing, targetOf, valueOr } from "../../model/index";
import type { Answer, EntryPoint, Entity, LambdaFunction, Model } from "../../model/index";
import { isConfiguration } from "../../terraform/origin";
import { isCloudControl } from "../../terraform/cloud-control";
import { functionArn } from "../arns";
import type { Signed, Step } from "../steps/types";
import { UNSIGNED } from "../steps/unknown-callers";

/** What a request by URL carries where policies look. */
export function byUrl(type: "AWS_IAM" | "NONE"): Context {
  return { "lambda:functionurlauthtype": [type], "lambda:invokedviafunctionurl": ["true"] };
}

const check = "url-permission";
const NEEDS = "lambda:InvokeFunction for requests by URL (lambda:InvokedViaFunctionUrl)";

/**
 * The second thing that a request by URL has to be allowed: whoever may lambda:InvokeFunctionUrl gets 403 without
 * lambda:InvokeFunction, since 2026-11-01 at every URL.
 * Control access to Lambda function URLs https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function secondPermissionSteps(model: Model, entryPoint: EntryPoint, signed?: Signed): readonly Step[] {
  const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
  if (!fn) return [];
  if (entryPoint.authorization.kind === "none")
    return [
      isCloudControl(entryPoint.address) ? withoutProvider(model, fn, entryPoint) : ofNone(model, fn, entryPoint),
    ];
  const who = typeof signed?.principal === "string" ? findPrincipal(model, signed.principal) : signed?.principal;
  if (!who || "problem" in who) return [];
  if ("pool" in who) {
    const { may } = evaluatePool(model, who, askOf(fn, entryPoint, "lambda:InvokeFunction"));
    if (may === true) return [step("pass", `${who.called} may ${NEEDS} too.`)];
    const text = `No role that ${who.called} get is known to allow ${NEEDS}, which AWS requires too.`;
    return [may === false ? { ...step("fail", text), status: 403 } : step("unknown", text)];
  }
  const second = asked(model, fn, entryPoint, who);
  if (second.outcome === "allow") return [step("pass", `${who.called} may ${NEEDS} too.`)];
  if (second.outcome === "unknown")
    return [step("unknown", `Whether ${who.called} may ${NEEDS} can't be said from this input.`)];
  const byIdentity = evaluate(model, {
    ...askOf(fn, entryPoint, "lambda:InvokeFunctionUrl"),
    principal: who,
    resourcePolicy: NO_POLICIES,
  });
  if (second.why === "denied" || byIdentity.outcome === "allow" || providerWritesBoth(model) === true)
    return [{ ...step("fail", `${who.called} isn't allowed ${NEEDS}, which AWS requires too.`), status: 403 }];
  return [
    step(
      "unknown",
      `No permission here lets ${who.called} ${NEEDS}: it gets 403 unless another configuration has one.`,
    ),
  ];
}

/**
 * May CloudFront invoke a URL in its own name, with origin access control? It needs both permissions, as any caller.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
export function letsCloudFrontSign(model: Model, url: EntryPoint, distribution: Entity): Answer {
  const fn = url.target.kind === "function" ? targetOf(url.target.function) : undefined;
  if (!fn?.managed) return "unknown";
  const policy = functionPolicy(model, fn, url.qualifier ?? known(undefined));
  const arn = valueOr(distribution.resource.attributes.text("arn"), undefined);
  // A source that is this distribution asks for nothing more.
  const isSource = ({ key, values, references = [] }: Condition): boolean =>
    key === "aws:SourceArn" &&
    (references.includes(distribution.address) || (arn !== undefined && values.items.includes(arn)));
  const statements = policy.statements.map((statement) => {
    const { items, missing } = statement.conditions;
    return {
      ...statement,
      conditions: listing(
        items.filter((one) => !isSource(one)),
        missing,
      ),
    };
  });
  return every(
    ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"].map((action): Answer => {
      const { outcome } = evaluate(model, {
        ...askOf(fn, url, action),
        principal: { kind: "service", id: "cloudfront.amazonaws.com", called: "CloudFront" },
        resourcePolicy: { ...policy, statements },
      });
      // A function's policy holds no Deny.
      return outcome === "allow" || "unknown";
    }),
  );
}

/** Is the second permission all that stands between a caller and the function? */
export function lacksSecondOnly(steps: readonly Step[]): boolean {
  const open = steps.filter(({ result }) => result === "unknown");
  return open.length > 0 && open.every((one) => one.check === check);
}

function ofNone(model: Model, fn: LambdaFunction, url: EntryPoint): Step {
  const { outcome } = asked(model, fn, url, UNSIGNED.principal);
  if (outcome === "allow") return step("pass", `A permission lets everybody ${NEEDS}.`);
  if (providerWritesBoth(model) !== false)
    return step("pass", "The AWS provider (from 6.28) adds both permissions when it makes a URL with NONE.");
  if (outcome === "unknown") return step("unknown", `Whether a permission lets everybody ${NEEDS} isn't known.`);
  return step(
    "unknown",
    `No permission here lets everybody ${NEEDS}, and this version of the AWS provider doesn't add it: callers get 403 unless another configuration added it.`,
  );
}

/** CloudFormation, and so the Cloud Control provider, adds no permission to a URL with NONE; the same page says so. */
function withoutProvider(model: Model, fn: LambdaFunction, url: EntryPoint): Step {
  const actions = ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"];
  const missing = actions.filter((action) => asked(model, fn, url, UNSIGNED.principal, action).outcome !== "allow");
  if (missing.length === 0) return step("pass", `Permissions let everybody ${actions[0]} and ${NEEDS}.`);
  return step(
    "unknown",
    `No permission here is known to let everybody ${missing.join(" and ")}, and the Cloud Control provider adds none: callers get 403 unless another configuration added it.`,
  );
}

function asked(
  model: Model,
  fn: LambdaFunction,
  url: EntryPoint,
  principal: Identity | ExternalPrincipal,
  action = "lambda:InvokeFunction",
): IamDecision {
  const nobody = principal === UNSIGNED.principal;
  const { context, ...ask } = askOf(fn, url, action, nobody ? "NONE" : "AWS_IAM");
  return evaluate(model, {
    ...ask,
    principal,
    context: { ...(nobody && UNSIGNED.context), ...context },
    resourcePolicy: functionPolicy(model, fn, url.qualifier ?? known(undefined)),
  });
}

function askOf(fn: LambdaFunction, url: EntryPoint, action: string, type: "AWS_IAM" | "NONE" = "AWS_IAM") {
  return { action, resource: functionArn(fn, url.qualifier), context: byUrl(type) };
}

/**
 * Does the provider in use write the condition, and both permissions of a URL with NONE (from 6.28 on)? A plan or state
 * shows every argument that its provider knows, null where it isn't written; other inputs don't tell.
 * https://github.com/hashicorp/terraform-provider-aws/pull/44858
 */
export function providerWritesBoth(model: Model): Answer {
  if (isConfiguration(model.origin)) return "unknown";
  const answers = model.ofType("aws_lambda_permission").map(({ mode, attributes }): Answer => {
    const { values } = attributes.plain();
    if (mode !== "managed" || typeof values !== "object" || values === null) return "unknown";
    if ("invoked_via_function_url" in values) return true;
    return Object.values(values).includes(null) ? false : "unknown";
  });
  return answers.includes(true) ? true : answers.includes(false) ? false : "unknown";
}

const step = (result: Step["result"], text: string): Step => ({ check, result, text });
