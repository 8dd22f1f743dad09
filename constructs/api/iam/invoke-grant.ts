import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { type IamRole, IamRolePolicy } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { nameOneOf } from "../../nearest";
import { declareAccess } from "../../stack/access-list";
import { invokeResource, covers } from "./invoke-resource";
import type { RouteKey } from "../route-key";
import { requireChecks } from "../../stack/run-rules";

export interface InvokeGrantProps {
  /** The name of the role, which may be managed elsewhere. */
  readonly roleName: string;
  /** The keys of the routes that the role may call. */
  readonly routeKeys: readonly [string, ...string[]];
  /** The stage that is called. */
  readonly api: SignedApi;
  /** The policy's name: a second one of that name would replace the first in AWS. @default `invoke-API` */
  readonly policyName?: string;
}

/** A stage of an API, as far as permissions to call it go. */
export interface SignedApi {
  readonly name: string;
  readonly executionArn: string;
  readonly stageName: string;
  /** Every route of the API by its key, and whether its callers sign with SigV4: another one, or a key that isn't there, is refused. */
  readonly routes: Readonly<Record<string, { readonly key: RouteKey; readonly signed: boolean }>>;
}

/**
 * Lets a role call exactly the routes named, on this stage. Address: `aws_iam_role_policy.ID`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export class InvokeGrant extends Construct {
  readonly resource: IamRolePolicy;

  constructor(scope: Construct, id: string, props: InvokeGrantProps) {
    super(scope, id);
    requireChecks(this, props);
    const { name, executionArn, stageName, routes } = props.api;
    const granted = [...new Set(props.routeKeys)].map((key) => this.signedRoute(key, routes));
    const others = Object.values(routes).filter(({ key, signed }) => signed && !granted.includes(key));
    this.checkReach(
      granted,
      others.map(({ key }) => key),
    );
    declareAccess(this, {
      kind: "grant",
      api: executionArn,
      role: props.roleName,
      routeKeys: granted.map(({ text }) => text),
    });
    this.resource = new IamRolePolicy(this, "Resource", {
      name: props.policyName ?? `invoke-${name}`,
      role: props.roleName,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "execute-api:Invoke",
            Resource: granted.map((key) => `${executionArn}/${stageName}/${invokeResource(key)}`),
          },
        ],
      }),
    });
  }

  private signedRoute(key: string, routes: SignedApi["routes"]): RouteKey {
    const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
    if (route === undefined) {
      throw new ConfigurationError(
        "grant-route-unknown",
        this.node.path,
        `the API has no route "${key}"`,
        nameOneOf(key, Object.keys(routes), "Declare it in routes"),
      );
    }
    if (!route.signed) {
      throw new ConfigurationError(
        "grant-route-unsigned",
        this.node.path,
        `"${key}" doesn't ask IAM, so a permission changes nothing`,
        "Give the route iam: true, or leave it out of the grant",
      );
    }
    if (key === "$default") {
      throw new ConfigurationError(
        "grant-route-default",
        this.node.path,
        "$default has no path, so a permission for it is one for the whole stage",
        "Give the routes that the role calls keys of their own",
      );
    }
    return route.key;
  }

  private checkReach(granted: readonly RouteKey[], others: readonly RouteKey[]): void {
    for (const key of granted) {
      const reached = others.find((other) => covers(key, other));
      if (reached === undefined) continue;
      throw new ConfigurationError(
        "grant-too-wide",
        this.node.path,
        `IAM's * takes slashes too, so a permission for "${key.text}" is also one for "${reached.text}"`,
        "Name both routes, or give one of them a path that the other's doesn't begin",
      );
    }
  }
}

/**
 * Names a grant after its role: `ROLE_invoke`.
 * @throws ConfigurationError `grant-name` when the role's name is known only to Terraform and no id is given
 */
export function grantInvoke(
  scope: Construct,
  wanted: {
    readonly role: IamRole | string;
    readonly routeKeys: readonly [string, ...string[]];
    readonly id?: string;
  },
  api: SignedApi,
): InvokeGrant {
  const { role, routeKeys, id } = wanted;
  const named = typeof role === "string" ? role : role.friendlyUniqueId;
  if (id === undefined && Token.isUnresolved(named)) {
    throw new ConfigurationError(
      "grant-name",
      scope.node.path,
      "the role's name is known only to Terraform, so the grant has no name",
      'Give it one: grantInvoke(role, ["GET /report"], "reports_invoke")',
    );
  }
  const roleName = typeof role === "string" ? role : role.id;
  const policyName = id === undefined ? undefined : `invoke-${api.name}-${id}`;
  return new InvokeGrant(scope, id ?? `${named}_invoke`, { roleName, routeKeys, api, policyName });
}
