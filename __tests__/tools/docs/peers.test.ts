import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { SECURED_API } from "../../../constructs/secured-api/props-shape";
import { NODE_FUNCTION } from "../../../constructs/compute/node-function-shape";
import type { Shape } from "../../../constructs/props/shape";
import { ROOT } from "../../support/project";

/** The table of options beside other libraries: what it says of the two editions is held to their props and variables. */
const rows = readFileSync(path.join(ROOT, "docs/peers.md"), "utf8")
  .split("\n")
  .filter(
    (line) => line.startsWith("| ") && !line.startsWith("| **") && !line.startsWith("| ---") && !line.startsWith("| |"),
  )
  .map((line) => line.slice(2, -2).split(/\s*(?<!\\)\|\s*/));

const variables = readFileSync(path.join(ROOT, "module/modules/inputs/variables.tf"), "utf8");
const inModule = (name: string): boolean => new RegExp(`(variable "|^\\s+)${name}("|\\s*=)`, "m").test(variables);

function propsOf(shape: Shape, found = new Set<string>()): Set<string> {
  for (const [name, of] of Object.entries(shape.fields ?? {})) {
    found.add(name.replace("?", ""));
    propsOf(of, found);
  }
  for (const one of shape.within ?? []) propsOf(one, found);
  return found;
}
const props = new Set([...propsOf(SECURED_API), ...propsOf(NODE_FUNCTION)]);

/** By row: an option of each edition, without which the cell can't say yes; HCL's is left out where its cell says no. */
const OPTIONS: Readonly<Record<string, readonly [prop: string, input?: string]>> = {
  "other issuers": ["jwtAuthorizers", "jwt_authorizers"],
  "Lambda authorizer": ["lambdaAuthorizers", "lambda_authorizers"],
  "IAM (SigV4)": ["iam", "iam"],
  "default authorization for routes": ["defaults"],
  "mutual TLS": ["mutualTls", "mutual_tls"],
  "zip, S3 object, container image": ["imageUri", "image_uri"],
  "HTTP backend": ["url", "http_backends"],
  "VPC link, private backend": ["vpcLinks", "vpc_links"],
  "SQS, EventBridge, Step Functions, …": ["service", "service"],
  "parameter mapping, time limit": ["requestParameters", "request_parameters"],
  "VPC, layers, concurrency, storage, EFS": ["fileSystem", "file_system"],
  "alias, provisioned concurrency": ["provisionedConcurrency", "provisioned_concurrency"],
  "secrets and parameters by reference": ["environmentReferences", "policy_statements"],
  "permissions boundary, role path, existing role": ["permissionsBoundaryArn", "permissions_boundary"],
  "groups, resource server": ["groups", "groups"],
  "sign-in by phone, username, alias": ["signInAliases", "sign_in_aliases"],
  "triggers with permission": ["preSignUp", "pre_sign_up"],
  federation: ["identityProviders", "identity_providers"],
  "passkeys, one-time codes": ["passkeys", "passkeys"],
  "refresh token rotation": ["refreshTokenRotation", "refresh_token_rotation"],
  "client secret rotation without downtime": ["rotatingMachineClients", "rotating_machine_clients"],
  "pool of another team": ["poolId", "existing_pool"],
  throttling: ["throttling", "throttling"],
  "several stages, variables, mappings": ["mappings", "stages"],
  "access log": ["accessLog", "access_log"],
  "custom domain with DNS record": ["hostedZoneId", "hosted_zone"],
  alarms: ["alarms", "alarms"],
};

test("each row names a test that is there", () => {
  expect(rows.length).toBeGreaterThan(38);
  const places = rows.flatMap(([name, ...cells]) =>
    [...(cells.at(-1) ?? "").matchAll(/`([^`]+)`/g)].map(([, file]) => [name, file]),
  );
  expect(places.length).toBeGreaterThan(35);
  expect(places.filter(([, file]) => !existsSync(path.join(ROOT, file ?? "")))).toEqual([]);
});

test.each(Object.entries(OPTIONS))("%s: the cells of both editions are so", (name, [prop, input]) => {
  const row = rows.find(([first]) => first === name) ?? [];
  expect(row[1]).toMatch(/^(?!–)./);
  expect([prop, props.has(prop)]).toEqual([prop, true]);
  if (input === undefined) expect(row[2]).toBe("–");
  else expect([input, inModule(input), row[2]]).toEqual([input, true, expect.stringMatching(/^(?!–)./)]);
});

test("what HCL lacks here, its variables lack", () =>
  expect(["defaults", "entry", "bundling"].filter(inModule)).toEqual([]));
