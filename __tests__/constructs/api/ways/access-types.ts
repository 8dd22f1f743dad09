// What must not compile. `types.test.ts` runs the compiler over this file: each marked line has to be an error, and no other.
import { issuers, SecuredApi } from "../../../../constructs";
import { testStack } from "../../../support/synth";
import { COMMON } from "./secured";

const stack = testStack();
const jwtAuthorizers = { partner: issuers.firebase("notes-1a2b3") };
const lambdaAuthorizers = { staff: {} };

/** Everything that is meant to compile, without defaults. */
export const said = () =>
  new SecuredApi(stack, "said", {
    ...COMMON,
    jwtAuthorizers,
    lambdaAuthorizers,
    routes: {
      "GET /a": { scopes: ["read"], target: "hello" },
      "GET /b": { anyToken: "shows the caller's own claims", target: "hello" },
      "GET /c": { authorizer: "partner", scopes: ["items:read"], target: "hello" },
      "GET /d": { authorizer: "partner", anyToken: "Firebase knows no scopes", target: "hello" },
      "GET /e": { authorizer: "staff", target: "hello" },
      "GET /f": { authorizer: "staff", requires: { groups: ["admin"] }, target: "hello" },
      "GET /g": { iam: true, target: "hello" },
      "GET /h": { public: "a greeting", target: "hello" },
    },
  });

export const unsaid = () =>
  new SecuredApi(stack, "unsaid", {
    ...COMMON,
    routes: {
      // @ts-expect-error nothing says who may call
      "GET /a": { target: "hello" },
    },
  });

export const defaulted = () =>
  new SecuredApi(stack, "defaulted", {
    ...COMMON,
    defaults: { scopes: ["read"] },
    routes: { "GET /a": { target: "hello" }, "POST /a": { scopes: ["write"], target: "hello" } },
  });

export const openDefault = () =>
  new SecuredApi(stack, "open-default", {
    ...COMMON,
    // @ts-expect-error a default opens nothing
    defaults: { public: "everything" },
    routes: {},
  });

export const wrongDefault = () =>
  new SecuredApi(stack, "wrong-default", {
    ...COMMON,
    // @ts-expect-error no such scope
    defaults: { scopes: ["admin"] },
    routes: {},
  });

export const lambdaScopes = () =>
  new SecuredApi(stack, "lambda-scopes", {
    ...COMMON,
    lambdaAuthorizers,
    routes: {
      // @ts-expect-error AWS takes no scopes beside a Lambda authorizer
      "GET /a": { authorizer: "staff", scopes: ["read"], target: "hello" },
    },
  });

export const jwtAlone = () =>
  new SecuredApi(stack, "jwt-alone", {
    ...COMMON,
    jwtAuthorizers,
    routes: {
      // @ts-expect-error neither scopes nor the reason why any token is welcome
      "GET /a": { authorizer: "partner", target: "hello" },
    },
  });

export const jwtRequires = () =>
  new SecuredApi(stack, "jwt-requires", {
    ...COMMON,
    jwtAuthorizers,
    routes: {
      // @ts-expect-error API Gateway checks no groups
      "GET /a": { authorizer: "partner", requires: { groups: ["admin"] }, target: "hello" },
    },
  });

export const unknownAuthorizer = () =>
  new SecuredApi(stack, "unknown-authorizer", {
    ...COMMON,
    jwtAuthorizers,
    routes: {
      // @ts-expect-error no such authorizer
      "GET /a": { authorizer: "partners", scopes: ["items:read"], target: "hello" },
    },
  });

export const twoWays = () =>
  new SecuredApi(stack, "two-ways", {
    ...COMMON,
    routes: {
      // @ts-expect-error one way at a time
      "GET /a": { iam: true, scopes: ["read"], target: "hello" },
    },
  });

export const noSuchScope = () =>
  new SecuredApi(stack, "no-such-scope", {
    ...COMMON,
    defaults: { iam: true },
    routes: {
      // @ts-expect-error no such scope
      "GET /a": { scopes: ["admin"], target: "hello" },
    },
  });
