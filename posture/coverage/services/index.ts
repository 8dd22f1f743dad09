import type { ServiceCoverage } from "../classification";
import { apiGatewayV1 } from "./api-gateway-v1";
import { apiGatewayV2 } from "./api-gateway-v2";
import { appsync } from "./appsync";
import { cloudfront } from "./cloudfront";
import { cognito, cognitoIdentity } from "./cognito";
import { dns } from "./dns";
import { otherEntryPoints, resourcePolicies } from "./other-services";
import { iam } from "./iam";
import { keysAndSecrets } from "./keys-and-secrets";
import { lambda } from "./lambda";
import { loadBalancing } from "./load-balancing";
import { logs } from "./logs";
import { messaging } from "./messaging";
import { network } from "./network";
import { waf } from "./waf";

/** Every relevant type, by service, in the order of the table in docs/coverage.md. */
export const SERVICES: readonly ServiceCoverage[] = [
  cognito,
  cognitoIdentity,
  apiGatewayV2,
  apiGatewayV1,
  lambda,
  iam,
  loadBalancing,
  appsync,
  cloudfront,
  waf,
  keysAndSecrets,
  dns,
  logs,
  network,
  messaging,
  resourcePolicies,
  otherEntryPoints,
];
