import { leadsTo, targetOf, valueOr, type EntryPoint, type Model } from "../../posture/model/index";
import type { ExamplesOf, AppliedRoute } from "./applied";

const KIND = { none: "NONE", iam: "AWS_IAM", token: "JWT", authorizer: "CUSTOM" } as const;

/** Names the VPC endpoint that a request came through, which AWS itself tells an API. The AWS emulator takes it from this header. */
export const ENDPOINT_HEADER = "x-local-run-vpc-endpoint";

/** The methods of REST APIs that a stage publishes, as routes. Those that the API answers itself (preflights) are left out. */
export function restRoutes(model: Model, examplesOf: ExamplesOf): readonly AppliedRoute[] {
  return model.restApis.flatMap((api) => {
    const { attributes } = api.resource;
    const apiId = valueOr(attributes.text("id"), undefined);
    const stage = ["aws_api_gateway_stage", "aws_api_gateway_deployment"]
      .flatMap((type) => model.ofType(type))
      .filter((one) => valueOr(one.attributes.text("rest_api_id"), undefined) === apiId)
      .map((one) => valueOr(one.attributes.text("stage_name"), undefined))
      .find((name) => name !== undefined && name !== "");
    if (apiId === undefined || stage === undefined) return [];
    const vpcEndpoints = attributes.texts("endpoint_configuration", 0, "vpc_endpoint_ids").items;
    const apiName = valueOr(attributes.text("name"), undefined);
    return methodsOf(model, api.address).flatMap((method): readonly AppliedRoute[] => {
      const { authorization, target, id, name } = method;
      if (!(authorization.kind in KIND) || target.kind === "itself") return [];
      const [verb = "GET", path = "/"] = name.split(" ");
      const called = target.kind === "function" ? targetOf(target.function) : undefined;
      return [
        {
          address: id,
          key: name,
          method: verb === "ANY" ? "GET" : verb,
          path: path.replace(/\{[^}]+\}/g, "sample"),
          authorization: KIND[authorization.kind as keyof typeof KIND],
          scopes: authorization.kind === "token" ? authorization.scopes.items : [],
          function: called?.address,
          functionName: called && valueOr(called.name, undefined),
          examples: called === undefined ? [] : examplesOf(called.address),
          apiAddress: api.address,
          apiName,
          apiId,
          stage,
          cors: undefined,
          rest: { entryPoint: id, vpcEndpoints },
        },
      ];
    });
  });
}

function methodsOf(model: Model, api: string): readonly EntryPoint[] {
  return model.entryPoints.filter(({ kind, groupAddress }) => kind === "rest-api-method" && groupAddress === api);
}

/** Ids of the methods of REST APIs: all of them, or those that lead to a function. */
export function restMethodsBehind(model: Model, fn?: Model["functions"][number]): readonly string[] {
  return model.restApis
    .flatMap(({ address }) => methodsOf(model, address))
    .filter(({ target }) => fn === undefined || (target.kind === "function" && leadsTo(target.function, fn) === true))
    .map(({ id }) => id);
}
