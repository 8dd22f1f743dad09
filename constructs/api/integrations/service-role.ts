import { Token } from "cdktf";
import type { Construct } from "constructs";
import { IamRole, IamRolePolicy } from "../../bindings";
import { SERVICE_INTEGRATIONS, type ServiceIntegration } from "../../../posture/aws/service-integrations";
import { defaultsOf } from "../../account-defaults";
import { policyDocument } from "../../compute/function-role";
import { ConfigurationError, propOf } from "../../errors/configuration-error";
import { checkExpression } from "./integration-checks";
import { nearest } from "../../nearest";
import { Section } from "../../stack/section";
import type { ServiceTarget } from "./targets";

const ASSUME_ROLE = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const SERVICES: Readonly<Record<string, ServiceIntegration>> = SERVICE_INTEGRATIONS.value;

/** @throws ConfigurationError `target-service` for an action or parameter that API Gateway doesn't know, or lacks */
export function checkService(target: ServiceTarget, path: string): ServiceIntegration {
  const refuse = (prop: string, found: string, instead: string): never => {
    throw new ConfigurationError("target-service", { path, prop: `target.${prop}` }, found, instead);
  };
  const meant = (name: string, known: readonly string[]): string => {
    const near = nearest(name, known);
    return near === undefined ? `There are ${known.join(", ")}` : `Did you mean ${near}?`;
  };
  const known = Object.hasOwn(SERVICES, target.service) ? SERVICES[target.service] : undefined;
  if (known === undefined)
    return refuse("service", `HTTP APIs know no "${target.service}"`, meant(target.service, Object.keys(SERVICES)));
  const all = [...known.required, ...known.optional];
  for (const name of Object.keys(target.parameters))
    if (!all.includes(name))
      refuse(propOf("parameters", name), `${target.service} takes none of that name`, meant(name, all));
  for (const [name, value] of Object.entries(target.parameters))
    checkExpression(value, propOf("parameters", name), refuse);
  const missing = known.required.filter((name) => target.parameters[name] === undefined);
  if (missing.length > 0)
    refuse("parameters", `${missing.join(", ")} is missing`, `${target.service} needs ${known.required.join(", ")}`);
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html (MessageGroupId)
  if (target.service === "SQS-SendMessage" && target.parameters["MessageGroupId"] === undefined && isFifo(target))
    refuse(
      "parameters",
      "MessageGroupId is missing, and a FIFO queue refuses a message without it",
      'Name what orders messages, e.g. MessageGroupId: "$request.path.id", or "$context.requestId" where no order is needed',
    );
  if ((target.roleArn === undefined) === (target.resourceArns === undefined))
    refuse(
      "resourceArns",
      target.roleArn === undefined
        ? "nothing says what the role may use"
        : "it is for the role that is made, and roleArn names another",
      'Write resourceArns: ["ARN of the queue, bus or state machine"], or roleArn',
    );
  return known;
}

/** Does it send to a FIFO queue? The role may be for further queues, so the queue's URL says it where it is known. */
function isFifo({ parameters: { QueueUrl: url = "" }, resourceArns: arns }: ServiceTarget): boolean {
  if (!Token.isUnresolved(url) && !/^\$|\$\{/.test(url)) return url.endsWith(".fifo");
  return arns?.every((arn) => arn.endsWith(".fifo")) === true;
}

/** The role by which API Gateway does it. Addresses: `aws_iam_role.TARGET_integration`, `aws_iam_role_policy.TARGET_integration`. */
export function serviceRole(
  scope: Construct,
  target: ServiceTarget,
  { name, action, tags }: { name: string; action: string; tags: Readonly<Record<string, string>> | undefined },
): string {
  if (target.roleArn !== undefined || target.resourceArns === undefined) return target.roleArn ?? "";
  const defaults = defaultsOf(scope);
  const id = `${target.name}_integration`;
  const role = new IamRole(new Section(scope, "role"), id, {
    name,
    path: defaults.rolePath,
    permissionsBoundary: defaults.permissionsBoundaryArn,
    assumeRolePolicy: ASSUME_ROLE,
    tags,
  });
  new IamRolePolicy(new Section(scope, "policy"), id, {
    name,
    role: role.id,
    policy: policyDocument([{ actions: [action], resources: target.resourceArns }]),
  });
  return role.arn;
}
