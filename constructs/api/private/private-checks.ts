import { Token } from "cdktf";
import type { ErrorCode } from "../../errors/codes";
import { ConfigurationError } from "../../errors/configuration-error";
import { covers } from "../iam/invoke-resource";
import type { PrivateRoute } from "./private-route";
import type { RouteKey } from "../route-key";

type Checked = PrivateRoute & { readonly key: RouteKey; readonly signed: boolean };

/** What makes a private API unsafe or undeployable. @throws ConfigurationError */
export function checkPrivateApi(
  { vpcEndpointIds, stageName }: { readonly vpcEndpointIds: readonly string[]; readonly stageName: string },
  routes: readonly Checked[],
  where: string,
): void {
  const refuse = (code: ErrorCode, found: string, instead: string): never => {
    throw new ConfigurationError(code, where, found, instead);
  };
  const known = Token.isUnresolved(vpcEndpointIds) ? [] : vpcEndpointIds.filter((id) => !Token.isUnresolved(id));
  const wrong = known.find((id) => !/^vpce-[0-9a-f]+$/.test(id));
  if (wrong !== undefined || vpcEndpointIds.length === 0)
    refuse(
      "vpc-endpoint",
      wrong === undefined ? "no VPC endpoint" : `"${wrong}" is not one`,
      "Name it like vpce-0a1b2c3d",
    );
  if (!Token.isUnresolved(stageName) && !/^[A-Za-z0-9_-]{1,128}$/.test(stageName))
    refuse("stage-name", `"${stageName}" can't be a stage's name`, "Write 1 to 128 of A-Z, a-z, 0-9, _ and -");
  if (routes.length === 0) refuse("rest-routes", "no routes", "AWS deploys no REST API without a method; add one");
  for (const { key, allowFromVpcEndpoint, signed } of routes) {
    if (signed) continue;
    if (allowFromVpcEndpoint === undefined || allowFromVpcEndpoint.trim() === "")
      refuse(
        "route-open",
        `"${key.text}" doesn't say who may call it`,
        'Give it iam: true, or allowFromVpcEndpoint: "reason" when reaching the endpoint is enough',
      );
    const reached = routes.find((other) => other.signed && covers(key, other.key));
    if (reached !== undefined)
      refuse(
        "route-open-overlap",
        `the policy that opens "${key.text}" covers "${reached.key.text}", which is to be signed: IAM's * takes slashes too`,
        "Give one of them a path that the other's doesn't begin",
      );
  }
}
