import * as path from "node:path";
import { Construct } from "constructs";
import { requireRules } from "../stack/run-rules";
import { defaultsOf, runtimeFor, type AccountDefaults } from "../account-defaults";
import { ConfigurationError } from "../errors/configuration-error";
import { InvalidDependency, Problems } from "../errors/problems";
import { logRetention } from "../log-retention";
import { recordSource, isLocalRun } from "../stack/local-run";
import { Section } from "../stack/section";
import { providerFor } from "../../posture/aws/runtimes";
import {
  CloudwatchLogGroup,
  IamRole,
  IamRolePolicy,
  LambdaAlias,
  LambdaFunction,
  type LambdaFunctionEnvironment,
  LambdaProvisionedConcurrencyConfig,
} from "../bindings";
import { raiseProvider } from "../stack/raise-provider";
import { bundle } from "./bundle";
import { checkFunction } from "./function-checks";
import { arnOf, policyDocument, roleStatements } from "./function-role";
import { NODE_FUNCTION } from "./node-function-shape";
import { packagedCode, type LambdaCode } from "./function-code";
import type { BundledFunctionOptions, FunctionNaming, NodeFunctionProps } from "./node-function-props";
import { packageCode } from "./package";

const ASSUME_ROLE = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** File and export of every bundle. */
const HANDLER = "index.handler";

/**
 * A Lambda function: its source bundled by esbuild, or a package made elsewhere; log group with retention, and a role that may write to that log group and what its options need.
 * Addresses: `aws_lambda_function.ID`, `aws_iam_role.ID`, `aws_iam_role_policy.ID`, `aws_cloudwatch_log_group.ID`; with an alias
 * `aws_lambda_alias.ID`, and `aws_lambda_provisioned_concurrency_config.ID`.
 */
export class NodeFunction extends Construct {
  readonly resource: LambdaFunction;
  readonly logGroup: CloudwatchLogGroup;
  private readonly ownRole: IamRole | undefined;
  private readonly alias: LambdaAlias | undefined;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    requireRules(this);
    const defaults = defaultsOf(this);
    const problems = new Problems();
    NODE_FUNCTION(props, "", { path: this.node.path, problems });
    problems.attempt("", () => checkFunction(props, this.node.path));
    const retentionInDays = problems.attempt("", () => retention(props, defaults, this.node.path));
    const hasSource = !problems.names("entry", "code");
    const code = problems.part(() => {
      if (!hasSource) throw new InvalidDependency();
      return props.code === undefined ? this.bundled(props) : packagedCode(this, props.code);
    });
    if (problems.anyInvalidShape) problems.throwIfAny();
    const needed = code.runtime === undefined ? undefined : providerFor(code.runtime);
    if (needed !== undefined) raiseProvider(this, needed, `The runtime ${String(code.runtime)} needs`);
    const { tags } = props;
    this.logGroup = new CloudwatchLogGroup(new Section(this, "log"), "Resource", {
      name: `/aws/lambda/${props.name}`,
      retentionInDays,
      kmsKeyId: props.logKmsKeyArn ?? defaults.logKmsKeyArn,
      tags,
    });
    const policy = props.roleArn === undefined ? this.makeRole(props, defaults) : undefined;
    this.ownRole = policy?.role;
    this.resource = new LambdaFunction(this, "Resource", {
      functionName: props.name,
      role: props.roleArn ?? this.role.arn,
      architectures: [props.architecture ?? "arm64"],
      memorySize: props.memorySize ?? 256,
      timeout: props.timeout ?? 10,
      ...code,
      environment: environmentOf(props),
      tracingConfig: props.tracing ? { mode: "Active" } : undefined,
      vpcConfig:
        props.vpc === undefined
          ? undefined
          : { subnetIds: [...props.vpc.subnetIds], securityGroupIds: [...props.vpc.securityGroupIds] },
      layers: props.layers === undefined ? undefined : [...props.layers],
      reservedConcurrentExecutions: props.reservedConcurrency,
      ephemeralStorage: props.ephemeralStorageSize === undefined ? undefined : { size: props.ephemeralStorageSize },
      fileSystemConfig:
        props.fileSystem === undefined
          ? undefined
          : { arn: props.fileSystem.accessPointArn, localMountPath: props.fileSystem.localMountPath },
      deadLetterConfig: props.deadLetterTargetArn === undefined ? undefined : { targetArn: props.deadLetterTargetArn },
      publish: props.alias === undefined ? undefined : true,
      tags,
      // The group must exist first: otherwise Lambda makes one without retention. The policy, so that the first call can log.
      dependsOn: [this.logGroup, ...(policy === undefined ? [] : [policy.policy])],
    });
    if (props.code === undefined) this.declare(props, code);
    this.alias = this.makeAlias(props);
    // Only now: what is made of it all is what the rules judge, and what routes that lead here are looked at with.
    problems.throwIfAny();
  }

  /** @throws ConfigurationError `function-role-existing` where the role is managed elsewhere: there is no resource then */
  get role(): IamRole {
    if (this.ownRole !== undefined) return this.ownRole;
    throw new ConfigurationError(
      "function-role-existing",
      this.node.path,
      "the role is managed elsewhere (roleArn), so this stack has no resource of it",
      "Use roleArn, or leave it out",
    );
  }

  /** What is called: the function, or its alias. */
  get arn(): string {
    return this.alias?.arn ?? this.resource.arn;
  }

  /** The address under which API Gateway calls it. */
  get invokeArn(): string {
    return this.alias?.invokeArn ?? this.resource.invokeArn;
  }

  /** As a permission names it: one for a function says nothing of its alias. */
  get permissionTarget(): { readonly functionName: string; readonly qualifier?: string } {
    const { functionName } = this.resource;
    return this.alias === undefined ? { functionName } : { functionName, qualifier: this.alias.name };
  }

  private bundled(props: BundledFunctionOptions & FunctionNaming): LambdaCode {
    const runtime = props.runtime ?? runtimeFor(this);
    const isLocal = isLocalRun(this);
    const files = bundle({
      entry: path.resolve(props.entry),
      runtime,
      sourceMaps: (props.sourceMaps ?? false) || isLocal,
      bundling: props.bundling,
      ...(isLocal && { sourceRoot: true }),
    });
    return { ...packageCode(this, files, props.packaging ?? "archive"), handler: HANDLER, runtime };
  }

  private declare(props: BundledFunctionOptions, { filename = "" }: LambdaCode): void {
    recordSource(this, {
      function: this.resource,
      entry: path.resolve(props.entry),
      runtime: props.runtime ?? runtimeFor(this),
      ...(props.bundling !== undefined && { bundling: props.bundling }),
      made: { filename, handler: HANDLER, role: props.roleArn ?? this.role.arn },
    });
  }

  private makeRole(props: NodeFunctionProps, defaults: AccountDefaults) {
    const role = new IamRole(new Section(this, "role"), "Resource", {
      name: props.name,
      path: props.rolePath ?? defaults.rolePath,
      permissionsBoundary: props.permissionsBoundaryArn ?? defaults.permissionsBoundaryArn,
      assumeRolePolicy: ASSUME_ROLE,
      tags: props.tags,
    });
    const policy = new IamRolePolicy(new Section(this, "policy"), "Resource", {
      name: props.name,
      role: role.id,
      policy: policyDocument(roleStatements(props, this.logGroup.arn)),
    });
    return { role, policy };
  }

  private makeAlias({ alias: name, provisionedConcurrency }: NodeFunctionProps): LambdaAlias | undefined {
    if (name === undefined) return undefined;
    const alias = new LambdaAlias(new Section(this, "alias"), "Resource", {
      name,
      functionName: this.resource.functionName,
      functionVersion: this.resource.version,
    });
    if (provisionedConcurrency !== undefined)
      new LambdaProvisionedConcurrencyConfig(new Section(this, "provisioned"), "Resource", {
        functionName: this.resource.functionName,
        qualifier: alias.name,
        provisionedConcurrentExecutions: provisionedConcurrency,
      });
    return alias;
  }
}

function retention({ logRetentionInDays: days }: NodeFunctionProps, defaults: AccountDefaults, path: string) {
  return logRetention(days ?? defaults.logRetentionInDays, path, "logRetentionInDays");
}

function environmentOf(props: NodeFunctionProps): LambdaFunctionEnvironment | undefined {
  const references = Object.entries(props.environmentReferences ?? {}).map(([name, given]) => [name, arnOf(given)]);
  const variables = {
    ...(props.code === undefined && props.sourceMaps ? { NODE_OPTIONS: "--enable-source-maps" } : {}),
    ...props.environment,
    ...(Object.fromEntries(references) as Record<string, string>),
  };
  return Object.keys(variables).length > 0 ? { variables } : undefined;
}
