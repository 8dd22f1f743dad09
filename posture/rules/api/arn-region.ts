import { partitionOf } from "../../aws/issuers";
import { SOURCES } from "../../aws/sources";
import { valueOr, type Resource } from "../../model/index";
import type { Rule } from "../rule";

type Path = readonly (string | number)[];

const TRIGGERS =
  "create_auth_challenge custom_message define_auth_challenge post_authentication post_confirmation pre_authentication pre_sign_up pre_token_generation user_migration verify_auth_challenge_response kms_key_id";
const lambdaConfig: readonly Path[] = [
  ...TRIGGERS.split(" ").map((name) => ["lambda_config", 0, name]),
  ...["custom_email_sender", "custom_sms_sender", "pre_token_generation_config"].map((name) => [
    "lambda_config",
    0,
    name,
    0,
    "lambda_arn",
  ]),
];

/** What AWS accepts from the resource's own region only. Layers are a list. */
const OWN_REGION: Readonly<Record<string, readonly Path[]>> = {
  aws_apigatewayv2_integration: [["integration_uri"]],
  aws_apigatewayv2_stage: [["access_log_settings", 0, "destination_arn"]],
  aws_cognito_identity_provider: [["user_pool_id"]],
  aws_cognito_resource_server: [["user_pool_id"]],
  aws_cognito_user_group: [["user_pool_id"]],
  aws_cognito_user_pool: lambdaConfig,
  aws_cognito_user_pool_client: [["user_pool_id"]],
  aws_cognito_user_pool_domain: [["user_pool_id"]],
  aws_lambda_function: [["layers"], ["kms_key_arn"], ["image_uri"], ["file_system_config", 0, "arn"]],
  aws_secretsmanager_secret: [["kms_key_id"]],
};

/** What may be of another region, or of which no page of AWS says, and never of another partition: credentials of one are nothing in the other. */
const OWN_PARTITION: Readonly<Record<string, readonly Path[]>> = {
  aws_apigatewayv2_authorizer: [["authorizer_uri"], ["authorizer_credentials_arn"]],
  aws_apigatewayv2_integration: [["credentials_arn"]],
  aws_cloudwatch_log_group: [["kms_key_id"]],
  aws_cloudwatch_metric_alarm: [["alarm_actions"], ["ok_actions"], ["insufficient_data_actions"]],
  aws_cognito_user_group: [["role_arn"]],
  aws_iam_role: [["permissions_boundary"]],
  aws_lambda_function: [["role"], ["dead_letter_config", 0, "target_arn"]],
};

/** What an ARN, a pool's id or an image's address says of where the thing is. */
function placeOf(value: string): { readonly region?: string; readonly partition?: string } {
  const arn = /^arn:(aws[\w-]*):[\w-]+:([a-z0-9-]*):/.exec(value);
  const region = arn?.[2] ?? /^([a-z]+(?:-[a-z]+)+-\d+)_/.exec(value)?.[1] ?? /\.dkr\.ecr\.([\w-]+)\./.exec(value)?.[1];
  return {
    ...(region !== undefined && region !== "" && { region }),
    ...(arn?.[1] !== undefined && { partition: arn[1] }),
  };
}

/** Cross-region integrations are for functions; a listener behind a VPC link is in the link's region. */
const mayBeElsewhere = (resource: Resource, value: string): boolean =>
  resource.type === "aws_apigatewayv2_integration" &&
  !/^arn:[\w-]+:(elasticloadbalancing|servicediscovery):/.test(value);

/** The resource's region is its own argument's, or its provider's where that is written out. */
export const arnRegion: Rule = {
  code: "arn-region",
  severity: "error",
  title: "A resource of another region or partition, where AWS accepts one of its own only",
  source: SOURCES.arns,
  check(model, report) {
    for (const [byRegion, table] of [
      [true, OWN_REGION],
      [false, OWN_PARTITION],
    ] as const)
      for (const [type, paths] of Object.entries(table))
        for (const at of model.ofType(type)) {
          const own = valueOr(at.region, undefined);
          if (at.mode !== "managed" || own === undefined) continue;
          const named = new Map<string, string[]>();
          for (const path of paths)
            for (const value of at.attributes.texts(...path).items)
              named.set(value, [
                ...(named.get(value) ?? []),
                path.filter((step) => typeof step === "string").join("."),
              ]);
          for (const [value, names] of named) {
            const { region, partition } = placeOf(value);
            const wrongPartition = partition !== undefined && partition !== partitionOf(own);
            const wrongRegion = byRegion && region !== undefined && region !== own && !mayBeElsewhere(at, value);
            if (!wrongPartition && !wrongRegion) continue;
            const right = wrongPartition ? `the partition ${partitionOf(own)}` : own;
            report({
              at,
              message: `${names.join(" and ")} ${names.length === 1 ? "names" : "name"} ${value}, of ${wrongPartition ? `the partition ${partition}` : (region ?? "")}, and the resource is in ${right}: AWS accepts none from elsewhere.`,
              remedy: `Name one of ${right}.`,
            });
          }
        }
  },
};
