import { decide } from "../../../posture/access";
import type { AccessRequest, Credentials } from "../../../posture/access";
import type { Model } from "../../../posture/model";
import { readSynth } from "../../../posture/model/read";
import { whole } from "./whole";
import { over, pool, stackOf, web } from "../rules/support";
import type { Resources } from "../rules/support";

export const NOW = 1_800_000_000;
const POOL = "eu-west-1_Pool";
export const ISSUER = `https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`;
const GOOD = {
  iss: ISSUER,
  client_id: "web",
  exp: NOW + 60,
  iat: NOW - 60,
  token_use: "access",
  scope: "https://api.example/read",
};
export const NOTHING: Credentials = { kind: "none" };

export const good = (...changes: Resources[]): Model =>
  readSynth(
    stackOf(
      pool({ id: POOL }),
      web({ id: "web" }),
      over("aws_apigatewayv2_authorizer", "jwt", { jwt_configuration: { issuer: ISSUER, audience: ["web"] } }),
      ...changes,
    ),
  );
export const MODEL = good();
export const bearer = (change: object = {}): Credentials => ({ kind: "token", claims: { ...GOOD, ...change } });
export const ROUTE: AccessRequest = { routeKey: "GET /items" };

/** Result and status of one check. */
export const check = (name: string, credentials: Credentials, request = ROUTE, model = MODEL) => {
  const step = whole(decide(model, request, credentials, { now: NOW })).steps.find((one) => one.check === name);
  return step && [step.result, step.status].join(" ").trim();
};
export const outcome = (credentials: Credentials, request = ROUTE, model = MODEL) => {
  const { outcome: found, status } = whole(decide(model, request, credentials, { now: NOW }));
  return [found, status].join(" ").trim();
};

/** A domain with mutual TLS in front of the good stack's API. */
export const MTLS_DOMAIN = {
  aws_apigatewayv2_domain_name: {
    d: { domain_name: "api.example", mutual_tls_authentication: [{ truststore_uri: "s3://t/t.pem" }] },
  },
  aws_apigatewayv2_api_mapping: {
    d: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      domain_name: "${aws_apigatewayv2_domain_name.d.id}",
      stage: "$default",
    },
  },
};
