import { registrationMetadataHosts } from "../../../../posture/rules/user-pool/registration-metadata-hosts";
import { holds } from "../holds";
import { goodStack } from "../support";
import { stackOf, stackWith } from "./registration";

const type = "awscc_cognito_user_pool_cimd_policy";
const at = `${type}.agents`;
const policy = (...url_patterns: readonly string[]) => goodStack({ [type]: { agents: { url_patterns } } });

holds(registrationMetadataHosts, {
  fires: {
    "every host": [policy("https://*"), [{ at, says: ["https://*", "example.com"] }]],
    "everybody's pages": [policy("https://*.github.io/*"), [{ at, says: ["anyone can use"] }]],
    "another port": [
      policy("https://app.example.com:*/client.json"),
      [{ at, says: ["every port of app.example.com"] }],
    ],
    "in a stack": [
      stackWith(undefined, {
        Agents: { Type: "AWS::Cognito::UserPoolCIMDPolicy", Properties: { UrlPatterns: ["https://*/client.json"] } },
      }),
      [{ at: "aws_cloudformation_stack.agents", says: ["Agents in the template"] }],
    ],
  },
  silent: {
    "no policy": goodStack(),
    "one client": policy("https://app.example.com/client.json"),
    "subdomains of one domain": policy("https://*.example.com/*"),
  },
  unknown: {
    "a policy under a condition": stackOf({
      Parameters: { Agents: { Type: "String" } },
      Conditions: { Wanted: { "Fn::Equals": [{ Ref: "Agents" }, "yes"] } },
      Resources: {
        Agents: {
          Type: "AWS::Cognito::UserPoolCIMDPolicy",
          Condition: "Wanted",
          Properties: { UrlPatterns: ["https://*"] },
        },
      },
    }),
    "patterns that CloudFormation evaluates": stackWith(undefined, {
      Agents: { Type: "AWS::Cognito::UserPoolCIMDPolicy", Properties: { UrlPatterns: { Ref: "Patterns" } } },
    }),
  },
});
