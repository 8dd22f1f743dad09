import { MANAGED_POLICIES } from "../../../posture/aws/managed-policies";
import { comparePolicies, evaluate, findPrincipal, policiesOf } from "../../../posture/iam";
import type { Identity } from "../../../posture/iam";
import { readSynth } from "../../../posture/model/read";

const ACCOUNT = "123456789012";
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:items`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;
const POOL = `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/eu-west-1_abc`;
const ROUTE = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc/prod/GET/items`;
const GRAPHQL = `arn:aws:appsync:eu-west-1:${ACCOUNT}:apis/abc/types/Query/fields/items`;
const STAGE = "arn:aws:apigateway:eu-west-1::/apis/abc/stages/prod";

const holding = (...arns: readonly string[]) =>
  readSynth({
    resource: {
      aws_iam_role: {
        r: {
          name: "r",
          arn: `arn:aws:iam::${ACCOUNT}:role/r`,
          assume_role_policy: JSON.stringify({ Statement: [] }),
          managed_policy_arns: arns,
        },
      },
    },
    data: {},
  });

const AWS = "arn:aws:iam::aws:policy";
const outcome = (arn: string, action: string, resource: string) => {
  const model = holding(arn);
  return evaluate(model, { principal: findPrincipal(model, "r") as Identity, action, resource: [resource] }).outcome;
};

describe("what an AWS managed policy lets its holder do", () => {
  test.each<[string, string, string, "allow" | "deny" | "unknown"]>([
    ["AdministratorAccess", "lambda:AddPermission", FUNCTION, "allow"],
    ["PowerUserAccess", "lambda:AddPermission", FUNCTION, "allow"],
    ["PowerUserAccess", "iam:PassRole", ROLE, "deny"],
    ["IAMFullAccess", "iam:UpdateAssumeRolePolicy", ROLE, "allow"],
    ["IAMFullAccess", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["AWSDenyAll", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["job-function/SystemAdministrator", "lambda:InvokeFunction", FUNCTION, "allow"],
    ["job-function/SystemAdministrator", "lambda:AddPermission", FUNCTION, "deny"],
    ["job-function/SystemAdministrator", "iam:PassRole", ROLE, "deny"],
    ["job-function/SystemAdministrator", "iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/lambda-sysadmin-x`, "allow"],
    ["job-function/NetworkAdministrator", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["job-function/NetworkAdministrator", "ec2:RunInstances", "*", "unknown"],
    ["job-function/DatabaseAdministrator", "lambda:CreateFunction", FUNCTION, "allow"],
    ["job-function/DatabaseAdministrator", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["ReadOnlyAccess", "execute-api:Invoke", ROUTE, "deny"],
    ["ReadOnlyAccess", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["ReadOnlyAccess", "cognito-idp:AdminSetUserPassword", POOL, "deny"],
    ["ReadOnlyAccess", "s3:GetObject", "arn:aws:s3:::b/k", "unknown"],
    ["job-function/ViewOnlyAccess", "apigateway:GET", STAGE, "unknown"],
    ["job-function/ViewOnlyAccess", "apigateway:PATCH", STAGE, "deny"],
    ["SecurityAudit", "sts:AssumeRole", ROLE, "deny"],
    ["AmazonAPIGatewayInvokeFullAccess", "execute-api:Invoke", ROUTE, "allow"],
    ["AmazonAPIGatewayAdministrator", "apigateway:PATCH", STAGE, "allow"],
    ["AmazonAPIGatewayAdministrator", "execute-api:Invoke", ROUTE, "deny"],
    ["AWSAppSyncInvokeFullAccess", "appsync:GraphQL", GRAPHQL, "allow"],
    ["AWSAppSyncSchemaAuthor", "appsync:UpdateGraphqlApi", GRAPHQL, "deny"],
    ["AmazonCognitoUnauthenticatedIdentities", "execute-api:Invoke", ROUTE, "deny"],
    ["AmazonOpenSearchServiceCognitoAccess", "cognito-idp:AdminInitiateAuth", POOL, "allow"],
    ["service-role/AWSLambdaRole", "lambda:InvokeFunction", FUNCTION, "allow"],
    ["AWSLambdaInvocation-DynamoDB", "lambda:InvokeFunction", FUNCTION, "allow"],
    ["AWSLambdaExecute", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["AWSLambda_FullAccess", "lambda:AddPermission", FUNCTION, "allow"],
    ["AWSLambda_FullAccess", "iam:PutRolePolicy", ROLE, "deny"],
    ["service-role/AWSCodeDeployRoleForLambda", "lambda:InvokeFunction", FUNCTION, "deny"],
    [
      "service-role/AWSCodeDeployRoleForLambda",
      "lambda:InvokeFunction",
      `${FUNCTION.slice(0, -5)}CodeDeployHook_x`,
      "allow",
    ],
    ["AdministratorAccess-Amplify", "lambda:InvokeFunction", FUNCTION, "allow"],
    ["AdministratorAccess-Amplify", "cognito-idp:AdminSetUserPassword", POOL, "allow"],
    ["AdministratorAccess-AWSElasticBeanstalk", "lambda:InvokeFunction", FUNCTION, "deny"],
    ["AWSElasticBeanstalkWebTier", "execute-api:Invoke", ROUTE, "deny"],
    ["SecretsManagerReadWrite", "lambda:InvokeFunction", FUNCTION, "deny"],
    // What an earlier list had wrong: actions that these policies do hold.
    ["ReadOnlyAccess", "cognito-idp:AdminGetUser", POOL, "allow"],
    ["AmazonCognitoReadOnly", "cognito-idp:AdminListGroupsForUser", POOL, "allow"],
    ["AmazonCognitoPowerUser", "lambda:GetPolicy", FUNCTION, "allow"],
    ["CloudWatchLogsFullAccess", "observabilityadmin:ListTelemetryPipelines", "*", "allow"],
    ["NoSuchPolicy", "lambda:InvokeFunction", FUNCTION, "unknown"],
  ])("%s: %s on %s: %s", (name, action, resource, expected) => {
    expect(outcome(`${AWS}/${name}`, action, resource)).toBe(expected);
  });

  test("knows of AWSLambda_FullAccess that it creates Lambda's service-linked role", () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda`;
    expect(outcome(`${AWS}/AWSLambda_FullAccess`, "iam:CreateServiceLinkedRole", role)).not.toBe("deny");
    expect(outcome(`${AWS}/AWSLambda_FullAccess`, "iam:CreateServiceLinkedRole", ROLE)).toBe("deny");
  });

  test("doesn't take a policy of China or GovCloud for the one of the partition aws", () => {
    const invoke = (partition: string, name: string) =>
      outcome(`arn:${partition}:iam::aws:policy/${name}`, "execute-api:Invoke", ROUTE.replace("aws", partition));
    expect(invoke("aws-cn", "AmazonAPIGatewayInvokeFullAccess")).toBe("unknown");
    expect(invoke("aws-us-gov", "AWSLambdaExecute")).toBe("unknown");
    expect(invoke("aws-us-gov", "AdministratorAccess")).toBe("allow");
  });

  test.each([...Object.keys(MANAGED_POLICIES)])(
    "compares %s exactly with none and with AdministratorAccess",
    (name) => {
      const layers = (...names: readonly string[]) => {
        const model = holding(...names.map((one) => `${AWS}/${one}`));
        return [policiesOf(model, findPrincipal(model, "r") as Identity)];
      };
      const tooLarge = "the policies are too large to be compared";
      expect(comparePolicies(layers(), layers(name)).unknown?.why).not.toBe(tooLarge);
      const less = comparePolicies(layers("AdministratorAccess"), layers(name));
      expect(less.unknown?.why).not.toBe(tooLarge);
      expect(less.gained).toEqual([]);
    },
  );
});
