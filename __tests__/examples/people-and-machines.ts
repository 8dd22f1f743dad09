import { randomUUID } from "node:crypto";
import { machineFetch, TokenSource } from "../../examples/machine-client/token-source";
import { decode } from "../../local/identities/tamper-token";
import { createTestUsers, type TestUser } from "../../local/identities/test-users";
import { refreshTokens, signIn } from "../../local/identities/sign-in";
import type { AppliedStack } from "./applied-stack";

type Status = Readonly<Record<string, number>>;
interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

const SCOPE = "https://api.example.com";

/** Calls routes with one token, or none. @param keys `GET /items` */
async function answers(applied: AppliedStack, keys: readonly string[], token?: string): Promise<Status> {
  const { routes } = applied.callers;
  const got: Record<string, number> = {};
  for (const key of keys) {
    const route = routes.find((one) => one.key === key);
    if (route === undefined)
      throw new Error(`There is no route ${key}, but ${routes.map((one) => one.key).join(", ")}`);
    const { status } = await fetch(`${applied.aws.emulator.url}/_aws/execute-api/${route.apiId}${route.path}`, {
      method: route.method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        "content-type": "application/json",
      },
      ...(route.method === "POST" ? { body: JSON.stringify({ name: randomUUID() }) } : {}),
    });
    got[key] = status;
  }
  return got;
}

const people = new WeakMap<AppliedStack, Promise<TestUser>>();

/** Somebody whom the pool of a stack knows, the same one each time. */
export function personOf(applied: AppliedStack): Promise<TestUser> {
  const known =
    people.get(applied) ??
    createTestUsers(applied.aws.emulator.url, "us-east-1", applied.callers).then(([person]) => {
      if (person === undefined) throw new Error("Nobody was created.");
      return person;
    });
  people.set(applied, known);
  return known;
}

/** Somebody signed in at the sign-in page with every scope of the client. */
async function signedIn(applied: AppliedStack, name: string) {
  const { emulator } = applied.aws;
  const { callers } = applied;
  const client = callers.webClients.find(({ address }) => address === `aws_cognito_user_pool_client.${name}`);
  if (client === undefined) throw new Error(`Nobody can sign in with ${name}.`);
  return { client, tokens: await signIn(emulator.url, client, await personOf(applied), client.scopes) };
}

/** A program's tokens, by the example's own source and from what the stack put into Secrets Manager. */
function machine(applied: AppliedStack, name: string, scope: string, environment?: string): TokenSource {
  return new TokenSource({
    signInUrl: applied.aws.emulator.url,
    scopes: [`${SCOPE}/${scope}`],
    credentials: async () => (await applied.secret(applied.output(`${name}_secret_arn`))) as Credentials,
    ...(environment === undefined ? {} : { clientMetadata: { environment } }),
  });
}

const claims = (token: string): Record<string, unknown> => decode(token).claims;

function lifetime(token: string): number {
  const { iat, exp } = claims(token);
  return Number(exp) - Number(iat);
}

export function mobile(applied: () => AppliedStack): void {
  const ROUTES = ["GET /hello", "GET /profile", "GET /items", "POST /items"];

  test("lets nobody in without a token", async () => {
    expect(new Set(Object.values(await answers(applied(), ROUTES)))).toEqual(new Set([401]));
  });

  test("lets people in with tokens of five minutes, which a refresh token renews", async () => {
    const { client, tokens } = await signedIn(applied(), "mobile");
    expect(client.secret).toBeUndefined();
    expect(lifetime(tokens.access)).toBe(300);
    const welcome = { "GET /hello": 200, "GET /profile": 200, "GET /items": 200, "POST /items": 201 };
    expect(await answers(applied(), ROUTES, tokens.access)).toEqual(welcome);
    const renewed = await refreshTokens(applied().aws.emulator.url, client, tokens.refresh ?? "");
    expect(lifetime(renewed.access)).toBe(300);
    expect(await answers(applied(), ROUTES, renewed.access)).toEqual(welcome);
  }, 60_000);

  test("lets nobody sign in past the sign-in page, with the right password neither", async () => {
    const { callers, aws } = applied();
    const { username, password } = await personOf(applied());
    const ClientId = callers.webClients[0]?.id;
    const answers = await Promise.all(
      ["USER_PASSWORD_AUTH", "USER_SRP_AUTH", "CUSTOM_AUTH", "USER_AUTH"].map((AuthFlow) =>
        aws
          .ask("cognito-idp", "AWSCognitoIdentityProviderService.InitiateAuth", {
            AuthFlow,
            ClientId,
            AuthParameters: { USERNAME: username, PASSWORD: password, SRP_A: "2" },
          })
          .then(
            ({ AuthenticationResult }) => [AuthFlow, AuthenticationResult === undefined ? "no token" : "a token"],
            (error: unknown) => [AuthFlow, /not enabled/.test(String(error)) ? "not enabled" : "refused"],
          ),
      ),
    );
    expect(answers.filter(([, answer]) => answer === "a token")).toEqual([]);
    expect(Object.fromEntries(answers)).toMatchObject({
      USER_PASSWORD_AUTH: "not enabled",
      USER_SRP_AUTH: "not enabled",
    });
  }, 60_000);

  test("lets guests do what guests may, and nothing that is somebody's", async () => {
    const token = await machine(applied(), "guests", "guest").token();
    expect(lifetime(token)).toBe(300);
    const answer = { "GET /hello": 200, "GET /profile": 403, "GET /items": 403, "POST /items": 403 };
    expect(await answers(applied(), ROUTES, token)).toEqual(answer);
  }, 60_000);
}

export function signInPage(applied: () => AppliedStack): void {
  const ROUTES = ["GET /profile", "POST /profile"];

  test("lets people read, and shows them what a 403 is", async () => {
    const { client, tokens } = await signedIn(applied(), "web");
    expect([...client.callbackUrls].sort()).toEqual(["http://localhost:3000/", "https://example.com/"]);
    expect(await answers(applied(), ROUTES)).toEqual({ "GET /profile": 401, "POST /profile": 401 });
    expect(await answers(applied(), ROUTES, tokens.access)).toEqual({ "GET /profile": 200, "POST /profile": 403 });
  }, 60_000);

  test("answers the preflights of its pages and of no others", async () => {
    const [route] = applied().callers.routes;
    const ask = async (origin: string) => {
      const answer = await fetch(`${applied().aws.emulator.url}/_aws/execute-api/${route?.apiId ?? ""}/profile`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "GET",
          "access-control-request-headers": "authorization",
        },
      });
      return answer.headers.get("access-control-allow-origin");
    };
    expect(await ask("http://localhost:3000")).toBe("http://localhost:3000");
    expect(await ask("https://evil.example")).toBeNull();
  });
}

export function machineClient(applied: () => AppliedStack): void {
  test("lets each program do what it was granted, with claims of its own in the token", async () => {
    const reader = machine(applied(), "reports", "read", "live");
    const writer = machine(applied(), "importer", "write", "nowhere");
    const ROUTES = ["GET /items", "POST /items"];
    expect(await answers(applied(), ROUTES, await reader.token())).toEqual({ "GET /items": 200, "POST /items": 403 });
    expect(await answers(applied(), ROUTES, await writer.token())).toEqual({ "GET /items": 403, "POST /items": 201 });
    expect(claims(await reader.token())).toMatchObject({ caller: "machine", environment: "live" });
    // An environment that isn't allowed is none: the default stands.
    expect(claims(await writer.token())).toMatchObject({ caller: "machine", environment: "test" });
    expect(lifetime(await reader.token())).toBe(900);
    await expect(machine(applied(), "reports", "write").token()).rejects.toThrow(/invalid_scope|400/);
  }, 60_000);

  test("calls through the example's fetch, which never shows the secret", async () => {
    const sent: Request[] = [];
    const call = machineFetch(machine(applied(), "reports", "read"), async (request) => {
      if (request instanceof Request) sent.push(request);
      return fetch(request);
    });
    const [route] = applied().callers.routes;
    const url = `${applied().aws.emulator.url}/_aws/execute-api/${route?.apiId ?? ""}/items`;
    expect((await call(url)).status).toBe(200);
    expect(sent.map(({ headers }) => headers.get("authorization")?.slice(0, 10))).toEqual(["Bearer eyJ"]);
  }, 60_000);
}
