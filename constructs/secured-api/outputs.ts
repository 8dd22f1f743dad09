import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { ApiDistribution } from "../api/distribution/api-distribution";
import { ApiDomain } from "../api/domain/api-domain";
import type { ExistingApiDomain } from "../api/domain/existing-domain";
import type { Route } from "../api/routes/route";
import type { Stage } from "../api/stage";
import type { Identity } from "../identity/identity";
import { Section } from "../stack/section";

/** What callers and other stacks need of the identity side. A client named `web` gives `web_client_id`. */
export function identityOutputs(scope: Construct, identity: Identity<string>): void {
  if (!identity.hasPool) return;
  output(scope, "issuer", identity.pool.issuer, "The tokens' issuer (iss)");
  output(
    scope,
    "jwks_uri",
    `${identity.pool.issuer}/.well-known/jwks.json`,
    "The public keys that tokens are signed with",
  );
  output(scope, "pool_id", identity.pool.poolId, "The user pool");
  // Sections of their own, so that two clients of one name reach the check for shared addresses, which explains it.
  const [web, machine] = [new Section(scope, "web"), new Section(scope, "machine")];
  for (const [name, client] of Object.entries(identity.webClients)) {
    output(web, `${name}_client_id`, client.clientId, `The id of the client ${name}, for people`);
  }
  for (const [name, client] of Object.entries(identity.machineClients)) {
    output(machine, `${name}_client_id`, client.clientId, `The id of the client ${name}, for programs`);
    new TerraformOutput(machine, `${name}_client_secret`, {
      value: client.clientSecret,
      sensitive: true,
      description: `The secret of the client ${name}`,
    });
  }
  for (const [name, client] of Object.entries(identity.rotatingMachineClients)) {
    output(scope, `${name}_secret_arn`, client.secret.arn, `Where ${name} reads its client id and secret`);
  }
  if (identity.signInDomain !== undefined)
    output(scope, "sign_in_url", identity.signInDomain.url, "Where people sign in and clients fetch tokens");
}

export interface ApiParts {
  readonly stage: Stage;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly routes: Readonly<Record<string, Route>>;
  readonly domain: ApiDomain | ExistingApiDomain | undefined;
  readonly distribution: ApiDistribution | undefined;
}

/** The endpoint, the domain if there is one, and the route table: each route key with its authorization and scopes. */
export function apiOutputs(scope: Construct, { stage, stages, routes, domain, distribution }: ApiParts): void {
  output(scope, "api_endpoint", endpointOf(stage), "The API's own address");
  const further = Object.entries(stages).map(([name, one]) => [name, endpointOf(one)] as const);
  if (further.length > 0)
    new TerraformOutput(scope, "stage_endpoints", {
      value: Object.fromEntries(further),
      description: "The addresses of the further stages, by name",
    });
  if (domain !== undefined) {
    output(scope, "api_url", domain.url, "Where callers reach the API");
    if (domain instanceof ApiDomain)
      output(
        scope,
        "api_domain_target",
        domain.resource.domainNameConfiguration.targetDomainName,
        "What the domain's record points at",
      );
  }
  if (distribution !== undefined)
    output(scope, "distribution_url", distribution.url, "Where callers reach the API through the web ACL");
  const table = Object.fromEntries(
    Object.values(routes).map((route) => [
      route.key.text,
      route.verified === undefined
        ? {
            authorization: route.resource.authorizationTypeInput,
            scopes: route.resource.authorizationScopesInput ?? [],
          }
        : { authorization: "MCP", scopes: route.verified },
    ]),
  );
  new TerraformOutput(scope, "routes", { value: table, description: "Who may call which route" });
}

function endpointOf({ api, stageName }: Stage): string {
  const { apiEndpoint } = api.resource;
  return stageName === "$default" ? apiEndpoint : `${apiEndpoint}/${stageName}`;
}

function output(scope: Construct, name: string, value: string, description: string): void {
  new TerraformOutput(scope, name, { value, description });
}
