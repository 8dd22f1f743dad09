import { Fn } from "cdktf";

export interface PrivatePolicyParts {
  /** Of the API, without a stage. */
  readonly executionArn: string;
  readonly vpcEndpointIds: readonly string[];
  /** `STAGE/METHOD/path` of each route whose callers don't sign. */
  readonly unsigned: readonly string[];
}

/**
 * Who reaches a private API: nobody but through the endpoints named. What is signed gets no Allow here: in the API's own account an Allow
 * of the resource policy is enough by itself, so one for `*` would let in every principal that can sign, whatever its own policies say.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html (IAM authentication and resource policy),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html (Allow private API traffic based
 * on source VPC or VPC endpoint)
 */
export function privatePolicy({ executionArn, vpcEndpointIds, unsigned }: PrivatePolicyParts): string {
  const everybody = { Principal: "*", Action: "execute-api:Invoke" };
  const deny = {
    Sid: "OnlyThroughTheEndpoints",
    Effect: "Deny",
    ...everybody,
    Resource: `${executionArn}/*`,
    Condition: { StringNotEquals: { "aws:SourceVpce": [...vpcEndpointIds] } },
  };
  const allow = {
    Sid: "WithoutSignature",
    Effect: "Allow",
    ...everybody,
    Resource: unsigned.map((resource) => `${executionArn}/${resource}`),
    Condition: { StringEquals: { "aws:SourceVpce": [...vpcEndpointIds] } },
  };
  return Fn.jsonencode({ Version: "2012-10-17", Statement: unsigned.length === 0 ? [deny] : [deny, allow] });
}
