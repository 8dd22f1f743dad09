import fc from "fast-check";
import type { handler as Handler } from "../../../functions/pre-token-generation";
import { SEED } from "../../support/untrusted";
import { ATTRIBUTES, GROUPS, machineEvent, userEvent, USER_SOURCES } from "./token-events";

let errors: jest.SpyInstance;
let warnings: jest.SpyInstance;
beforeEach(() => {
  errors = jest.spyOn(console, "error").mockImplementation(() => undefined);
  warnings = jest.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  delete process.env["TOKEN_CLAIMS"];
  jest.restoreAllMocks();
});

/** The handler as a cold start loads it, with this environment. */
function coldStart(tokenClaims?: string): typeof Handler {
  if (tokenClaims !== undefined) process.env["TOKEN_CLAIMS"] = tokenClaims;
  let loaded: typeof Handler | undefined;
  jest.isolateModules(() => {
    ({ handler: loaded } = jest.requireActual<{ handler: typeof Handler }>("../../../functions/pre-token-generation"));
  });
  if (loaded === undefined) throw new Error("the handler was not loaded");
  return loaded;
}

describe("the trigger", () => {
  test.each(["1", "2", "3"])("gives a V%s_0 event back with the answer in it", async (version) => {
    const event = userEvent(version);
    const before = structuredClone(event);
    const { response, ...rest } = await coldStart()(event);
    expect({ ...rest, response: before.response }).toEqual(before);
    expect(event).toEqual(before);
    expect(Object.keys(response)).toEqual([
      version === "1" ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails",
    ]);
    expect(Object.values(response)[0]).toMatchObject({ groupOverrideDetails: GROUPS });
  });

  test("follows TOKEN_CLAIMS", async () => {
    const mapping = { machine: { claims: { tenant: { constant: "acme" } } } };
    const { response } = await coldStart(JSON.stringify(mapping))(machineEvent());
    expect(response).toMatchObject({
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: { tenant: "acme" } } },
    });
  });

  test("with a mapping that can't be used says why in the log, once, and issues nothing", async () => {
    const handler = coldStart('{"claims":{"sub":{"constant":"x"}}}');
    for (let call = 0; call < 2; call++) {
      await expect(handler(userEvent("2"))).rejects.toThrow(/^Token customization is misconfigured$/);
    }
    expect(errors).toHaveBeenCalledTimes(1);
    expect(String(errors.mock.calls[0]?.[0])).toContain('claim \\"sub\\" is set by Cognito and');
  });

  test("names a claim that is too long in the log, but not its value", async () => {
    const handler = coldStart('{"claims":{"org":{"attribute":"custom:org"}}}');
    const { response } = await handler(userEvent("2", { "custom:org": "secret".repeat(400) }));
    expect(JSON.stringify(response)).not.toContain('"org"');
    const line = String(warnings.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({ level: "warn", reason: "too_long", claim: "org" });
    expect(line).not.toContain("secret");
  });

  test("fails without details on an event it doesn't know", async () => {
    await expect(coldStart()(userEvent("9"))).rejects.toThrow(/^Token customization failed$/);
    const line = String(errors.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      detail: "trigger event version 9, TokenGeneration_HostedAuth",
    });
    expect(line).not.toContain("demo@example.com");
  });
});

test("whatever a request holds, the answer has the mapping's claims and no other, or fails without details", async () => {
  const claims = {
    org: { attribute: "custom:org_id" },
    tier: { attribute: "custom:tier", allowed: ["a", "b"], default: "a" },
    flags: { attribute: "__proto__", split: "," },
  };
  const handler = coldStart(
    JSON.stringify({ claims, machine: { claims: { m: { clientMetadata: "constructor", allowed: ["a", "b"] } } } }),
  );
  const name = fc.constantFrom("custom:org_id", "custom:tier", "__proto__", "constructor", "toString", "sub");
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a", "a,b", "\ud800", "x".repeat(2000)));
  const values = fc.oneof(
    fc.array(fc.tuple(name, fc.oneof(text, fc.anything()))).map((pairs) => Object.fromEntries(pairs)),
    fc.anything(),
  );
  const request = fc.record({ userAttributes: values, clientMetadata: values, groupConfiguration: fc.anything() });
  const source = fc.constantFrom(...USER_SOURCES, "TokenGeneration_ClientCredentials", "__proto__");
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("1", "2", "3"), source, request, async (version, triggerSource, given) => {
      const event = { ...userEvent(version, ATTRIBUTES, null, triggerSource), request: given };
      const made = await handler(event as never).catch((error: unknown) => {
        expect(String(error)).toBe("Error: Token customization failed");
      });
      if (!made) return;
      answered++;
      const details = Object.values(made.response)[0] as Record<string, { claimsToAddOrOverride?: object } | object>;
      for (const changes of [details, ...Object.values(details)]) {
        if (!("claimsToAddOrOverride" in changes)) continue;
        const added = Object.entries(changes.claimsToAddOrOverride ?? {});
        for (const [claim, value] of added) {
          expect(triggerSource === "TokenGeneration_ClientCredentials" ? ["m"] : Object.keys(claims)).toContain(claim);
          if (claim === "tier" || claim === "m") expect(["a", "b"]).toContain(value);
          expect(["string", "object"]).toContain(typeof value);
        }
        expect(Buffer.byteLength(JSON.stringify(added))).toBeLessThan(5000);
      }
    }),
    { ...SEED, numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(200);
});
