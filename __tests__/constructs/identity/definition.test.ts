import { defineIdentity } from "../../../constructs/identity/definition";
import type { IdentityProps } from "../../../constructs/identity/identity-props";

const define = (more: Partial<IdentityProps<"read">> = {}) =>
  defineIdentity({
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read" },
    ...more,
  } as IdentityProps<"read">);

test("every default is in place", () => {
  expect(define()).toMatchObject({
    pool: { kind: "new", options: {} },
    groups: {},
    scopeIdentifier: "https://api.example.com",
    existingResourceServer: false,
    webClients: {},
    machineClients: {},
    rotatingMachineClients: {},
    identityProviders: {},
    signInDomain: { prefix: "notes-auth" },
  });
});

test("a pool that is managed elsewhere gets no second sign-in domain, unless one is asked for", () => {
  const pool = { poolId: "eu-central-1_AbCdEfGhI" };
  expect(define({ pool })).toMatchObject({ pool: { kind: "existing", pool }, signInDomain: undefined });
  expect(define({ pool, signInDomain: { prefix: "a" } }).signInDomain).toEqual({ prefix: "a" });
});

test("no pool has no sign-in domain, and a pool can do without", () => {
  expect(define({ pool: false, signInDomain: { prefix: "a" } })).toMatchObject({
    pool: { kind: "none" },
    signInDomain: undefined,
  });
  expect(define({ signInDomain: false }).signInDomain).toBeUndefined();
});
