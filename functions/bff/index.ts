import { setTimeout as wait } from "node:timers/promises";
import { awsCall } from "./aws-call";
import { backendForFrontend } from "./bff";
import { clientSecret } from "./client-secret";
import { readConfig } from "./config";
import { cognitoSignIn } from "./oauth";
import { tableStore } from "./table-store";

const config = readConfig(process.env);
const now = () => Math.floor(Date.now() / 1000);
const outside = { fetch, wait: (milliseconds: number) => wait(milliseconds), random: Math.random };
const call = awsCall({
  ...outside,
  region: process.env["AWS_REGION"] ?? "us-east-1",
  credentials: () => ({
    id: process.env["AWS_ACCESS_KEY_ID"] ?? "",
    secret: process.env["AWS_SECRET_ACCESS_KEY"] ?? "",
    sessionToken: process.env["AWS_SESSION_TOKEN"],
  }),
  endpoint: process.env["AWS_ENDPOINT_URL"],
});

export const handler = backendForFrontend({
  ...outside,
  config,
  store: tableStore(config.table, call, now),
  signIn: cognitoSignIn(config, clientSecret(config.secretArn, call, now), outside),
  now,
});
