import { setTimeout as wait } from "node:timers/promises";
import { awsCall } from "./aws-call";
import { backendForFrontend } from "./bff";
import { clientSecret } from "./client-secret";
import { readConfig } from "./config";
import { cognitoSignIn } from "./oauth";
import { tableStore } from "./table-store";

const config = readConfig(process.env);
const now = () => Math.floor(Date.now() / 1000);
const call = awsCall({
  region: process.env["AWS_REGION"] ?? "us-east-1",
  credentials: () => ({
    id: process.env["AWS_ACCESS_KEY_ID"] ?? "",
    secret: process.env["AWS_SECRET_ACCESS_KEY"] ?? "",
    sessionToken: process.env["AWS_SESSION_TOKEN"],
  }),
  endpoint: process.env["AWS_ENDPOINT_URL"],
  fetch,
});

export const handler = backendForFrontend({
  config,
  store: tableStore(config.table, call, now),
  signIn: cognitoSignIn(config, clientSecret(config.secretArn, call, now), fetch),
  fetch,
  now,
  wait,
});
