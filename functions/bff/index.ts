import { setTimeout as wait } from "node:timers/promises";
import { awsCall } from "../shared/aws/aws-call";
import { lambdaSettings } from "../shared/aws/settings";
import { backendForFrontend } from "./bff";
import { clientSecret } from "./client-secret";
import { readConfig } from "./config";
import { cognitoSignIn } from "./oauth";
import { tableStore } from "./table-store";

const config = readConfig(process.env);
const now = () => Math.floor(Date.now() / 1000);
const outside = { fetch, wait: (milliseconds: number) => wait(milliseconds), random: Math.random };
const call = awsCall({ ...outside, ...lambdaSettings(process.env) });

export const handler = backendForFrontend({
  ...outside,
  config,
  store: tableStore(config.table, call, now),
  signIn: cognitoSignIn(config, clientSecret(config.secretArn, call, now), outside),
  now,
});
