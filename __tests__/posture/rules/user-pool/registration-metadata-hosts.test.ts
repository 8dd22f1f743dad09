import { registrationMetadataHosts } from "../../../../posture/rules/user-pool/registration-metadata-hosts";
import { holds } from "../holds";
import { findingsOf, goodStack } from "../support";
import { stackWith } from "./registration";

const type = "awscc_cognito_user_pool_cimd_policy";
const at = `${type}.agents`;
const policy = (...url_patterns: readonly string[]) => goodStack({ [type]: { agents: { url_patterns } } });

holds(registrationMetadataHosts, {
  fires: {
    "every host": [policy("https://*"), [{ at, says: ["https://*", "example.com"] }]],
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
    "patterns that CloudFormation evaluates": stackWith(undefined, {
      Agents: { Type: "AWS::Cognito::UserPoolCIMDPolicy", Properties: { UrlPatterns: { Ref: "Patterns" } } },
    }),
  },
});

it.each([
  ["*", true],
  ["https://*", true],
  ["https://*/*", true],
  ["https://*:443/client.json", true],
  ["https://*.com/client.json", true],
  // Without the dot, evilexample.com matches too.
  ["https://*example.com/client.json", true],
  ["https://app.example.com*", true],
  ["https://app.*/client.json", true],
  ["https://example.com/*", false],
  ["https://example.com:8443/agents/*", false],
  ["https://*.agents.example.com", false],
])("%s is wide: %s", (pattern, isWide) => {
  expect(findingsOf(registrationMetadataHosts, policy(pattern))).toHaveLength(isWide ? 1 : 0);
});
