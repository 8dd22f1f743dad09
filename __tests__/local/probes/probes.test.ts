import type { Signer } from "../../../local/identities/caller";
import type { SignerSource } from "../../../local/identities/signers";
import { signed } from "../../../local/identities/sigv4";
import type { TokenSource } from "../../../local/identities/tokens";
import { probeRoutes, type CallOptions } from "../../../local/probes/probes";
import type { ApiRequest } from "../../../local/emulator/request-log";
import type { AppliedRoute } from "../../../local/terraform/applied";
import { serving, type Asked } from "../serving";
import { posture, route, token } from "../support";

const GOOD = token({ client_id: "web", scope: "api/read" });
const SIGNER: Signer = {
  role: "signer",
  principal: "aws_iam_role.signer",
  credentials: { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "t" },
};

/** Calls the routes at an API that answers so, as nobody, with tokens, and as a role that signs well and badly. */
async function probed(
  routes: readonly AppliedRoute[],
  allows: (asked: Asked, url: string) => boolean,
  change: Partial<CallOptions> = {},
) {
  let told: ApiRequest | undefined;
  const api = await serving((asked) => {
    if (asked.method === "OPTIONS") return { status: 204, body: "" };
    const isAllowed = allows(asked, api.url);
    told = { calls: [], ...(isAllowed && { backend: "https://items.example" }) } as Partial<ApiRequest> as ApiRequest;
    if (isAllowed) return { status: 200, body: "{}" };
    return asked.path.endsWith("/signed")
      ? { status: 403, body: '{"message":"Forbidden"}' }
      : { status: 401, body: '{"message":"Unauthorized"}' };
  });
  const tokens = {
    web: { scopes: ["api/read"], address: "aws_cognito_user_pool_client.web" },
    people: [{ username: "ann" }],
    user: async () => ({ access: GOOD }),
    resigned: () => undefined,
  } as unknown as TokenSource;
  const flaws = [undefined, "secret", "request"] as const;
  const signers = {
    region: "us-east-1",
    callersOf: async () =>
      flaws.map((flaw) => ({ name: flaw ?? "signed", signer: { ...SIGNER, ...(flaw && { flaw }) } })),
  } as unknown as SignerSource;
  const probes = await probeRoutes({
    url: api.url,
    posture: posture(),
    applied: { routes, webClients: [tokens.web], machineClients: [], issuers: [] } as never,
    tokens,
    signers,
    declared: undefined,
    requests: { of: async () => told },
    ...change,
  });
  const passed = Object.fromEntries(probes.map((probe) => [probe.caller, probe.passed]));
  return { passed, probes, asked: api.asked.filter(({ method }) => method !== "OPTIONS") };
}

const items = route("GET /items", { scopes: ["api/read"] });
const signedRoute = route("GET /signed", { authorization: "AWS_IAM" });
const isGood = ({ headers }: Asked): boolean => headers["authorization"] === `Bearer ${GOOD}`;
/** As AWS does: the same request signed again with the role's own secret. */
const isSigned = ({ headers, method, path }: Asked, url: string): boolean => {
  const time = String(headers["x-amz-date"]).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  if (headers["x-amz-date"] === undefined) return false;
  const request = { method, url: url + path, region: "us-east-1", service: "execute-api" };
  return signed(request, SIGNER.credentials, new Date(time))["authorization"] === headers["authorization"];
};

test("an API that tells tokens apart passes, one that lets in all or nobody fails where it is wrong", async () => {
  const { passed, asked } = await probed([items], isGood);
  expect(passed).toMatchObject({
    nobody: true,
    "no JWT": true,
    "tampered token": true,
    "token of a foreign key": true,
    "unsigned token": true,
    "expired token": undefined,
    "token with the scope": true,
  });
  expect(asked[0]?.headers).not.toHaveProperty("authorization");
  expect(asked.filter(isGood)).toHaveLength(1);
  const open = await probed([items], () => true);
  expect(open.passed).toMatchObject({ nobody: false, "tampered token": false, "token with the scope": true });
  const shut = await probed([items], () => false);
  expect(shut.passed).toMatchObject({ nobody: true, "tampered token": true, "token with the scope": false });
});

test("a route behind IAM is called with a good signature, one by another secret, and one of another request", async () => {
  const { passed, asked } = await probed([signedRoute], isSigned);
  expect(passed).toMatchObject({ nobody: true, "no JWT": undefined, signed: true, secret: true, request: true });
  expect(asked.filter((one) => isSigned(one, `http://${String(one.headers["host"])}`))).toHaveLength(1);
  const credentials = asked.map(
    ({ headers }) => /Credential=(\w+)\/\d{8}\//.exec(String(headers["authorization"]))?.[1],
  );
  expect(credentials.filter((id) => id === "id")).toHaveLength(3);
  const open = await probed([signedRoute], () => true);
  expect(open.passed).toMatchObject({ nobody: false, signed: true, secret: false, request: false });
});

describe("behind a distribution", () => {
  const front = (value: string | undefined) => ({ ...items, originHeader: { name: "x-origin", value } as never });

  test("everybody comes with its header, and who would be let in without it too", async () => {
    const { asked, probes } = await probed([front("here")], isGood);
    const beside = probes.filter(({ caller }) => caller === "beside the distribution");
    expect(beside).toHaveLength(1);
    const direct = asked.filter(({ headers }) => headers["x-origin"] === undefined);
    expect(direct.map(isGood)).toEqual([true]);
    expect(asked.length).toBeGreaterThan(3);
  });

  test("nobody can come by it where no distribution adds a good value: it is said, and not asked", async () => {
    const { asked, probes } = await probed([front(undefined)], isGood);
    expect(asked).toHaveLength(1);
    const notAsked = probes.filter(({ observed }) => observed === "not asked");
    expect(notAsked.length).toBeGreaterThan(3);
    for (const { note, passed, proof } of notAsked)
      expect([note, passed, proof]).toEqual([
        "no distribution of this stack adds x-origin with a value that the authorizer takes",
        undefined,
        "only on AWS",
      ]);
  });

  test("the last token calls beside it where none would be let in, or nobody does", async () => {
    const refused = token({ client_id: "web", scope: "api/other" });
    const source = (people: readonly object[]) =>
      ({
        web: { scopes: ["api/other"], address: "a.web" },
        people,
        user: async () => ({ access: refused }),
        resigned: () => undefined,
      }) as unknown as TokenSource;
    const bearer = async (people: readonly object[]) => {
      const { asked } = await probed([front("here")], () => false, { tokens: source(people) });
      return asked.flatMap(({ headers }) => (headers["x-origin"] === undefined ? [headers["authorization"]] : []));
    };
    expect(await bearer([{ username: "ann" }])).toEqual([`Bearer ${refused}`]);
    expect(await bearer([])).toEqual(["Bearer not-a-token"]);
  });
});

test("a body is sent as JSON and signed along", async () => {
  const post = route("POST /signed", { authorization: "AWS_IAM", address: signedRoute.address });
  const { asked } = await probed([post], () => true);
  expect(new Set(asked.map(({ body }) => body))).toEqual(new Set(["{}"]));
  const [first] = asked.filter(({ headers }) => String(headers["authorization"]).startsWith("AWS4"));
  const { "content-type": type, "user-agent": agent } = first?.headers ?? {};
  expect([type, agent]).toEqual(["application/json", expect.stringMatching(/\S/)]);
});
