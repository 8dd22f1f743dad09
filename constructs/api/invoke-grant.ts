import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../errors";
import { nearest } from "../nearest";
import { invokeResource, reaches } from "./invoke-resource";
import type { Route } from "./route";
import type { Stage } from "./stage";

export interface InvokeGrantProps {
  /** The name of the role, which may be managed elsewhere. */
  readonly roleName: string;
  /** The keys of the routes that the role may call. */
  readonly routeKeys: readonly [string, ...string[]];
  /** Every route of the API by its key: a key that isn't there, or isn't signed with SigV4, is refused. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly stage: Stage;
}

/**
 * Lets a role call exactly the routes named, on this stage. Address: `aws_iam_role_policy.ID`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export class InvokeGrant extends Construct {
  readonly resource: IamRolePolicy;

  constructor(scope: Construct, id: string, props: InvokeGrantProps) {
    super(scope, id);
    const granted = [...new Set(props.routeKeys)].map((key) => this.signedRoute(key, props.routes));
    this.checkReach(granted, Object.values(props.routes));
    const { executionArn } = props.stage.api.resource;
    this.resource = new IamRolePolicy(this, "Resource", {
      name: `invoke-${props.stage.api.resource.nameInput ?? id}`,
      role: props.roleName,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "execute-api:Invoke",
            Resource: granted.map(({ key }) => `${executionArn}/${props.stage.stageName}/${invokeResource(key)}`),
          },
        ],
      }),
    });
  }

  private signedRoute(key: string, routes: Readonly<Record<string, Route>>): Route {
    const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
    if (route === undefined) {
      const meant = nearest(key, Object.keys(routes));
      throw new ConfigurationError(
        "grant-route-unknown",
        this.node.path,
        `the API has no route "${key}"`,
        meant === undefined ? `Name one of ${Object.keys(routes).join(", ")}` : `Did you mean "${meant}"?`,
      );
    }
    if (route.resource.authorizationTypeInput !== "AWS_IAM") {
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
    return route;
  }

  private checkReach(granted: readonly Route[], all: readonly Route[]): void {
    const others = all.filter(
      (route) => route.resource.authorizationTypeInput === "AWS_IAM" && !granted.includes(route),
    );
    for (const route of granted) {
      const reached = others.find((other) => reaches(route.key, other.key));
      if (reached === undefined) continue;
      throw new ConfigurationError(
        "grant-too-wide",
        this.node.path,
        `IAM's * takes slashes too, so a permission for "${route.key.text}" is also one for "${reached.key.text}"`,
        "Name both routes, or give one of them a path that the other's doesn't begin",
      );
    }
  }
}
