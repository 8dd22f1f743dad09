import { readSynth } from "../../../../posture/model/read";

export const api = "${aws_api_gateway_rest_api.a.id}";
const root = "${aws_api_gateway_rest_api.a.root_resource_id}";
export type Statement = Record<string, unknown>;
export const document = (...statements: Statement[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((one) => ({
      Effect: "Allow",
      Principal: "*",
      Action: "execute-api:Invoke",
      Resource: "execute-api:/*",
      ...one,
    })),
  });
export const ip = (...blocks: string[]): Statement => ({ Condition: { IpAddress: { "aws:SourceIp": blocks } } });
export const notIp = (...blocks: string[]): Statement => ({
  Effect: "Deny",
  Condition: { NotIpAddress: { "aws:SourceIp": blocks } },
});

export interface Given {
  readonly policy?: string;
  readonly authorization?: string;
  readonly more?: Record<string, Record<string, object>>;
}

/** A REST API with one method at its root, `aws_api_gateway_method.m`; `policy`: its own. */
export function stack(isPrivate: boolean, { policy, authorization = "NONE", more = {} }: Given) {
  return readSynth({
    resource: {
      aws_api_gateway_rest_api: {
        a: {
          name: "a",
          ...(isPrivate && { endpoint_configuration: [{ types: ["PRIVATE"] }] }),
          ...(policy !== undefined && { policy }),
        },
      },
      aws_api_gateway_method: { m: { rest_api_id: api, resource_id: root, http_method: "GET", authorization } },
      aws_api_gateway_integration: {
        i: { rest_api_id: api, resource_id: root, http_method: "GET", type: "HTTP_PROXY", uri: "https://example.com" },
      },
      ...more,
    },
  });
}
