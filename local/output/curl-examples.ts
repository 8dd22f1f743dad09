import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { AppliedClient, AppliedRoute } from "../terraform/applied";
import { splitScopes } from "../identities/callers";
import { routeUrl } from "../terraform/request";
import { ENDPOINT_HEADER } from "../terraform/rest-routes";
import { sampleBody } from "../probes/expected-responses";
import { authorizeUrl } from "../identities/sign-in";
import type { Deployed } from "../session/stack-run";

/** Quotes a text for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** Options that show who calls; what is secret is read from a file, so that it stands in no history and no terminal. */
export type CurlCredentials =
  | { readonly token: string }
  /** curl's own option file: `--user` and the session token. */
  | { readonly signer: string; readonly region: string }
  | undefined;

/**
 * One curl line for a route.
 * @param originHeader a file that holds the header that a distribution in front of the API adds
 */
export function curlLine(url: string, route: AppliedRoute, shown: CurlCredentials, originHeader?: string): string {
  const body = sampleBody(route);
  const who =
    shown === undefined
      ? []
      : "token" in shown
        ? [`-H "authorization: Bearer $(cat ${shellQuote(shown.token)})"`]
        : [`--aws-sigv4 aws:amz:${shown.region}:execute-api -K ${shellQuote(shown.signer)}`];
  return [
    "curl -s",
    ...(route.method === "GET" ? [] : [`-X ${route.method}`]),
    ...who,
    ...(originHeader === undefined ? [] : [`-H @${shellQuote(originHeader)}`]),
    ...(route.rest?.vpcEndpoints ?? []).slice(0, 1).map((id) => `-H '${ENDPOINT_HEADER}: ${id}'`),
    ...(body === undefined ? [] : [`-H 'content-type: application/json' -d ${shellQuote(JSON.stringify(body))}`]),
    shellQuote(routeUrl(url, route)),
  ].join(" ");
}

/** The client with the callback that is nearest to a person on this machine first. */
function withLocalCallback(client: AppliedClient): AppliedClient {
  const local = client.callbackUrls.find((address) => /^http:\/\/(localhost|127\.0\.0\.1)\b/.test(address));
  return local === undefined ? client : { ...client, callbackUrls: [local] };
}

type Keep = (name: string, text: string) => string;

/**
 * What a person can paste while the stacks stay up. Tokens, passwords, client secrets and AWS credentials go into files
 * of the run's own folder that only their owner may read; the text names the files.
 */
export async function curlExamples(url: string, stacks: readonly Deployed[], folder: string): Promise<string> {
  const parts: string[] = [];
  for (const stack of stacks) {
    const own = join(folder, stack.stack);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const keep: Keep = (name, text) => {
      const file = join(own, name);
      writeFileSync(file, text, { mode: 0o600 });
      return relative(process.cwd(), file);
    };
    parts.push(
      `${stack.stack}\n`,
      ...(await calls(url, stack, keep)),
      ...machines(url, stack, keep),
      ...signIn(url, stack, keep),
      ...frontEnd(url, stack),
      "",
    );
  }
  const [person] = stacks.flatMap(({ tokens }) => tokens.people);
  const [machine] = stacks.flatMap(({ applied }) => applied.machineClients);
  const who = person?.username ?? (machine === undefined ? undefined : fileName(machine));
  parts.push(
    "Print a token of any user or machine client above:",
    ...(who === undefined
      ? ["  these stacks have neither users nor machine clients"]
      : [`  npm run -s local -- token --as ${who}`]),
    "",
    "The AWS CLI, against the emulator:",
    `  AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=${stacks[0]?.region ?? "us-east-1"} aws cognito-idp list-user-pools --max-results 10`,
  );
  return parts.join("\n").trimEnd();
}

async function calls(url: string, { applied, tokens, signers }: Deployed, keep: Keep): Promise<string[]> {
  const lines = ["Call the API (tokens live as long as the client's settings say):"];
  const web = tokens.web;
  // The first person has the highest group, so that routes that demand one answer.
  const user =
    web === undefined ? undefined : keep("user.token", (await tokens.user(web.scopes, tokens.people[0])).access);
  for (const route of applied.routes) {
    const through = route.scopes.length === 0 || splitScopes(web?.scopes ?? [], route.scopes).with.length > 0;
    let shown: CurlCredentials;
    if (route.authorization === "AWS_IAM") {
      const caller = (await signers.callersOf(route))[0]?.signer;
      if (caller !== undefined) {
        const { accessKeyId, secretAccessKey, sessionToken } = caller.credentials;
        const options = `user = "${accessKeyId}:${secretAccessKey}"\nheader = "x-amz-security-token: ${sessionToken ?? ""}"\n`;
        shown = { signer: keep(`${caller.role}.curl`, options), region: signers.region };
      }
    } else if (route.authorization !== "NONE") {
      const machine = through
        ? undefined
        : applied.machineClients.find((one) => splitScopes(one.scopes, route.scopes).with.length > 0);
      const token = machine === undefined ? user : keep(`${fileName(machine)}.token`, await tokens.machine(machine));
      shown = token === undefined || (machine === undefined && !through) ? undefined : { token };
    }
    const { name, value } = route.originHeader ?? {};
    const origin = value === undefined ? undefined : keep("origin.header", `${name ?? ""}: ${value}\n`);
    lines.push(`  ${curlLine(url, route, shown, origin)}`);
  }
  return lines;
}

const fileName = (client: AppliedClient): string => client.address.split(".").pop() ?? "machine";

function machines(url: string, { applied }: Deployed, keep: Keep): string[] {
  return applied.machineClients.flatMap((machine) => [
    "",
    `Get a token of the machine client ${machine.address}:`,
    `  curl -s -u "$(cat ${shellQuote(keep(`${fileName(machine)}.credentials`, `${machine.id}:${machine.secret ?? ""}`))})" -d grant_type=client_credentials ${shellQuote(`${url}/oauth2/token`)}`,
  ]);
}

/** What a front end has to know of the run, under the names of the stack's outputs. */
function frontEnd(url: string, { applied, tokens }: Deployed): string[] {
  const [route] = applied.routes;
  if (tokens.web === undefined || route === undefined) return [];
  return [
    "",
    "Settings of a front end:",
    `  ${JSON.stringify({ sign_in_url: url, web_client_id: tokens.web.id, api_endpoint: `${url}/_aws/execute-api/${route.apiId}`, scopes: tokens.web.scopes })}`,
  ];
}

function signIn(url: string, { tokens }: Deployed, keep: Keep): string[] {
  if (tokens.web === undefined || tokens.people.length === 0) return [];
  const client = withLocalCallback(tokens.web);
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const proof = keep("pkce.verifier", verifier);
  const people = keep(
    "people.txt",
    `${tokens.people.map((p) => `${p.group ?? "-"}\t${p.username}\t${p.password}`).join("\n")}\n`,
  );
  const callback = client.callbackUrls[0] ?? "";
  return [
    "",
    `Sign in as a test user (names and passwords in ${people}):`,
    `  ${authorizeUrl(url, client, client.scopes, challenge, "local")}`,
    `The browser is sent to ${callback}?code=CODE, where nothing has to listen. Exchange the code with`,
    `  curl -s -d grant_type=authorization_code -d client_id=${client.id} --data-urlencode redirect_uri=${shellQuote(callback)} -d "code_verifier=$(cat ${shellQuote(proof)})" -d code=CODE ${shellQuote(`${url}/oauth2/token`)}`,
  ];
}
