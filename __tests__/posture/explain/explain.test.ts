import { readPlan, readSynth } from "../../../posture/model/read";
import { fixture, planned } from "../fixtures";
import { goodStack, route } from "../rules/support";
import { ask, GOOD, ISSUER, JWKS, MACHINE, NOW, token, WEB } from "./support";
import { explain, holdAnswers } from "../access/whole";

holdAnswers();

const step = (explanation: ReturnType<typeof ask>, check: string) =>
  explanation.steps.find((one) => one.check === check && one.result !== "note") ??
  explanation.steps.find((one) => one.check === check);

describe("a good token", () => {
  test("passes every check, in the order in which the authorizer makes them", () => {
    const said = ask(token());
    expect(said.outcome).toBe("passes");
    expect(said.assuming).toEqual([]);
    expect(said.steps.map((one) => one.check)).toEqual([
      "route",
      "identity-source",
      "decode",
      "key",
      "signature",
      "issuer",
      "audience",
      "exp",
      "iat",
      "token-type",
      "scopes",
      "handler",
      "handler",
      "handler",
    ]);
    expect(said.steps.filter((one) => one.result === "fail")).toEqual([]);
  });

  test.each([
    ["Bearer", (t: string) => `Bearer ${t}`],
    ["the whole header", (t: string) => `Authorization: bearer ${t}\n`],
    ["quotes", (t: string) => `"${t}"`],
  ])("is read with %s around it", (_, around) => expect(ask(around(token())).outcome).toBe("passes"));

  test("without the keys passes only if the signature is valid", () => {
    const said = explain(readPlanAfterUpdateState(), { routeKey: "GET /notes" }, token(), { now: NOW });
    expect(said).toMatchObject({ outcome: "passes", assuming: ["the signature is valid"] });
    expect(said.summary).toContain("if the signature is valid");
  });
});

const readPlanAfterUpdateState = () => readPlan(fixture("update")).before;

describe("a refused token", () => {
  test.each([
    ["another issuer", { iss: "https://accounts.example" }, "issuer", 401, "requires"],
    ["a trailing slash", { iss: `${ISSUER}/` }, "issuer", 401, "Only the trailing slash differs: the token's has one"],
    [
      "another pool",
      { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other" },
      "issuer",
      401,
      "another pool of the same region",
    ],
    [
      "another region",
      { iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other" },
      "issuer",
      401,
      "pool of another region",
    ],
    [
      "the pool's UPDATED issuer",
      { iss: ISSUER.replace("cognito-idp", "issuer-cognito-idp") },
      "issuer",
      401,
      "the token's is the UPDATED one, the authorizer's the ORIGINAL one. API Gateway compares them exactly",
    ],
    [
      "the issuer of a replica",
      { iss: ISSUER.replace("eu-west-1.amazonaws", "us-west-2.amazonaws") },
      "issuer",
      401,
      "the token's is the ORIGINAL one of a replica in us-west-2, the authorizer's the ORIGINAL one",
    ],
    ["no issuer", { iss: undefined }, "issuer", 401, "no issuer"],
    [
      "the machine client",
      { client_id: MACHINE },
      "audience",
      401,
      "aws_cognito_user_pool_client.machine, which is missing from the audience",
    ],
    ["an unknown client", { client_id: "nobody" }, "audience", 401, "no client's id in this configuration"],
    ["neither aud nor client_id", { client_id: undefined }, "audience", 401, "neither"],
    ["another aud, which hides client_id", { aud: "https://other" }, "audience", 401, "client_id is not checked"],
    ["an expiry that is past", { exp: NOW - 7200 }, "exp", 401, "expired 2 h 0 min ago"],
    ["an expiry right now", { exp: NOW }, "exp", 401, "clocks may differ"],
    ["no expiry", { exp: undefined }, "exp", 401, "no expiry"],
    ["an expiry in words", { exp: "tomorrow" }, "exp", 401, "not a number"],
    ["nbf in the future", { nbf: NOW + 90 }, "nbf", 401, "1 min 30 s"],
    ["iat in the future", { iat: NOW + 90 }, "iat", 401, "in the future"],
    ["no scope", { scope: undefined }, "scopes", 403, "has none"],
    ["the short scope", { scope: "read" }, "scopes", 403, "the resource server's identifier before it"],
    ["a misspelt scope", { scope: "notes/raed" }, "scopes", 403, "resembles"],
    [
      "an ID token",
      { scope: undefined, token_use: "id", aud: WEB, client_id: undefined },
      "scopes",
      403,
      "send the access token",
    ],
    ["a sign-in by API", { scope: "aws.cognito.signin.user.admin" }, "scopes", 403, "InitiateAuth"],
  ])("with %s says so", (_, change, check, status, text) => {
    const said = ask(token(change));
    expect(said).toMatchObject({ outcome: "refused", status });
    const failed = said.steps.filter((one) => one.result === "fail");
    expect(failed.map((one) => one.check)).toEqual([check]);
    expect(failed[0]?.text).toContain(text);
    expect(failed[0]?.remedy).toBeTruthy();
    expect(said.summary).toContain(status === 401 ? "Unauthorized" : "Forbidden");
  });

  test.each([
    ["cut", () => token().slice(0, -20), "signature"],
    [
      "changed",
      () =>
        token().replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...GOOD, sub: "x" })).toString("base64url")}.`),
      "signature",
    ],
    ["of another key", () => token({}, { kid: "k2" }), "key"],
    ["without a key id", () => token({}, { kid: undefined }), "key"],
    ["unsigned", () => token({}, { alg: "none" }), "key"],
    ["signed with a shared secret", () => token({}, { alg: "HS256" }), "key"],
    ["no JWT at all", () => "refresh-token", "decode"],
    ["encrypted", () => "a.b.c.d.e", "decode"],
    ["of broken base64", () => "a!.b.c", "decode"],
    ["not there", () => undefined, "identity-source"],
    ["empty", () => "  ", "identity-source"],
  ])("that is %s fails at %s", (_, make, check) => {
    const said = ask(make());
    expect(said).toMatchObject({ outcome: "refused", status: 401 });
    expect(said.steps.find((one) => one.result === "fail")?.check).toBe(check);
  });

  test("names every further check that would fail, after the first", () => {
    const said = ask(token({ iss: "https://x.example", exp: NOW - 1, scope: "" }));
    expect(said.steps.filter((one) => one.result === "fail").map((one) => one.check)).toEqual([
      "issuer",
      "exp",
      "scopes",
    ]);
    expect(said.status).toBe(401);
  });

  test("says which client may have the scope", () => {
    const asked = { routeKey: "DELETE /notes/{id}" };
    expect(step(ask(token(), asked), "scopes")?.remedy).toContain(
      "aws_cognito_user_pool_client.machine (client credentials) may have it, but isn't in the audience",
    );
    expect(step(ask(token({ scope: "openid" })), "scopes")?.remedy).toContain(
      "aws_cognito_user_pool_client.web may request it",
    );
  });
});

describe("what the handler is given", () => {
  test("names the groups, and one that isn't declared", () => {
    const said = ask(token({ "cognito:groups": ["admin", "poweruser"] }));
    expect(said.steps.map((one) => one.text).join("\n")).toContain('"[admin poweruser]"');
  });

  test("shows a person only masked", () => {
    const said = JSON.stringify(ask(token()));
    expect(said).not.toContain(GOOD.sub);
    expect(said).not.toContain(GOOD.username);
    expect(said).toContain("3f1c…");
  });
});

test("holds nothing of the token, whatever it is and however it fails", () => {
  const good = token();
  const texts = [good, token({ iss: "x" }), good.slice(0, 80), "hunter2-pasted-by-mistake", `${good}.x.y`];
  for (const text of texts) {
    const said = JSON.stringify(ask(text));
    for (const part of text.split(".").filter((one) => one.length > 8)) expect(said).not.toContain(part);
    expect(said).not.toContain("hunter2");
  }
});

test("shows control characters of claims instead of obeying them, and cuts what is long", () => {
  const said = ask(token({ iss: `\u001b[2J${"x".repeat(5000)}` }));
  const text = step(said, "issuer")?.text ?? "";
  expect(text).toContain("\\u001b[2J");
  expect(text.length).toBeLessThan(500);
});

test("masks what an integration's address gives away", () => {
  const stack = goodStack({
    ...route({ authorization_type: "NONE" }),
    aws_apigatewayv2_integration: {
      items: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        integration_type: "HTTP_PROXY",
        integration_uri: "https://robot:hunter2@backend.example/x?api_key=hunter2",
      },
    },
  });
  const said = JSON.stringify(explain(readSynth(stack), { routeKey: "GET /items" }, undefined));
  expect(said).toContain("backend.example");
  expect(said).not.toContain("hunter2");
});

describe("other kinds of routes", () => {
  const at = (change: Record<string, unknown>, text?: string) =>
    explain(readSynth(goodStack(route(change))), { routeKey: "GET /items" }, text, { now: NOW });

  test("a public one lets everybody through", () => {
    const said = at({ authorization_type: "NONE", authorization_scopes: undefined });
    expect(said.outcome).toBe("passes");
    expect(step(said, "authorization")?.text).toContain("no effect without authorization_type");
  });

  test("IAM refuses a token with 403", () => {
    expect(at({ authorization_type: "AWS_IAM", authorizer_id: undefined }, token())).toMatchObject({
      outcome: "refused",
      status: 403,
    });
  });

  test("a Lambda authorizer decides by itself; without its identity source it isn't asked", () => {
    const stack = goodStack({
      ...route({ authorization_type: "CUSTOM", authorization_scopes: undefined }),
      aws_apigatewayv2_authorizer: {
        jwt: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          name: "lambda",
          authorizer_type: "REQUEST",
          authorizer_uri: "${aws_lambda_function.items.invoke_arn}",
          authorizer_payload_format_version: "2.0",
          authorizer_result_ttl_in_seconds: 300,
          enable_simple_responses: true,
          identity_sources: ["$request.header.Authorization"],
        },
      },
    });
    const asked = { routeKey: "GET /items" };
    const said = explain(readSynth(stack), asked, token());
    expect(said.outcome).toBe("unknown");
    expect(said.steps.map((one) => one.text).join("\n")).toContain(
      "cached for 300 s under the value of the header Authorization",
    );
    expect(explain(readSynth(stack), asked, undefined)).toMatchObject({ outcome: "refused", status: 401 });
  });

  test("a function that API Gateway may not invoke answers 500", () => {
    const stack = goodStack(route({ authorization_type: "NONE" }));
    delete stack.resource["aws_lambda_permission"];
    expect(explain(readSynth(stack), { routeKey: "GET /items" }, undefined)).toMatchObject({
      outcome: "refused",
      status: 500,
    });
  });
});

describe("before apply", () => {
  test("says what can't be known instead of guessing", () => {
    const said = explain(planned("one-by-one"), { routeKey: "GET /notes" }, token(), { now: NOW });
    expect(said.outcome).toBe("unknown");
    expect(step(said, "issuer")).toMatchObject({
      result: "unknown",
      text: expect.stringContaining("created by this plan"),
    });
    expect(step(said, "audience")).toMatchObject({
      result: "unknown",
      text: expect.stringContaining("known after apply"),
    });
    expect(step(said, "scopes")?.result).toBe("pass");
  });

  test("refuses a token of a client that the plan replaces", () => {
    const said = ask(token(), undefined, planned("update"));
    expect(said).toMatchObject({ outcome: "refused", status: 401 });
    expect(step(said, "audience")?.text).toContain("The plan replaces it");
  });

  test("says 401 or 403 where an earlier check is open", () => {
    const said = explain(planned("one-by-one"), { routeKey: "GET /notes" }, token({ scope: "openid" }), {
      now: NOW,
      jwks: JWKS,
    });
    expect(said.outcome).toBe("refused");
    expect(said.status).toBeUndefined();
    expect(said.summary).toContain("401 or 403");
  });
});

describe("a token that is bound to a resource", () => {
  const RESOURCE = "https://api.example.com";
  const trusting = (...audience: string[]) => {
    const stack = goodStack();
    const authorizers = stack.resource["aws_apigatewayv2_authorizer"] as Record<string, Record<string, unknown>>;
    for (const one of Object.values(authorizers))
      one["jwt_configuration"] = { issuer: ISSUER, audience: [WEB, ...audience] };
    return readSynth(stack);
  };
  const bound = { aud: RESOURCE };
  const asked = (model: ReturnType<typeof trusting>, claims: object) =>
    step(
      explain(model, { routeKey: "GET /items" }, token(claims as Record<string, unknown>), { now: NOW }),
      "audience",
    );

  test("comes by its aud, and its client_id isn't looked at", () => {
    const said = asked(trusting(RESOURCE), { ...bound, client_id: "whoever" });
    expect(said).toMatchObject({ result: "pass" });
    expect(said?.text).toBe(
      `aud is "${RESOURCE}", which is in the audience. Its client_id is not checked, since it has aud.`,
    );
  });

  test("is refused where the audience lacks the resource, though its client is listed", () => {
    const said = asked(trusting(), bound);
    expect(said).toMatchObject({ result: "fail", status: 401 });
    expect(said?.text).toContain(`aud is "${RESOURCE}", the resource that the token is bound to`);
    expect(said?.remedy).toContain("every client that may request it");
    expect(said?.remedy).toContain("without resource=");
  });

  test("has to name it exactly", () => {
    expect(asked(trusting(RESOURCE), { aud: `${RESOURCE}/` })).toMatchObject({ result: "fail", status: 401 });
  });

  test("that isn't bound still comes by its client_id", () => {
    expect(asked(trusting(RESOURCE), {})).toMatchObject({ result: "pass" });
  });
});
