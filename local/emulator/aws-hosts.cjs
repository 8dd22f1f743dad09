// Loaded into the functions that the embedded AWS runs (NODE_OPTIONS=--require), before their own code.
//
// A function asks AWS's hosts by name: an authorizer reads keys from https://cognito-idp.REGION.amazonaws.com, a backend
// for frontend calls an API and the sign-in domain (it finds DynamoDB and the like by AWS_ENDPOINT_URL). Here such
// a request goes to the embedded AWS, on this machine, so that the code that is deployed runs unchanged and nothing of a
// local run reaches AWS. All other hosts are left alone.
"use strict";
const http = require("node:http");
const https = require("node:https");

const here = process.env.AWS_ENDPOINT_URL;
const COGNITO = /^(cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com)$/;
const API = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

/** The same path at the embedded AWS, or undefined for any other host. */
function redirected(input) {
  if (here === undefined || !URL.canParse(String(input))) return undefined;
  const url = new URL(String(input));
  if (url.protocol !== "https:") return undefined;
  const api = API.exec(url.hostname)?.[1];
  if (api !== undefined) return new URL(`/_aws/execute-api/${api}${url.pathname}${url.search}`, here);
  return COGNITO.test(url.hostname) ? new URL(url.pathname + url.search, here) : undefined;
}

for (const name of ["get", "request"]) {
  const original = https[name];
  https[name] = (input, ...rest) => {
    const target = typeof input === "string" || input instanceof URL ? redirected(input) : undefined;
    return target === undefined ? original(input, ...rest) : http[name](target, ...rest);
  };
}

const fetchThere = globalThis.fetch;
globalThis.fetch = (input, init) => fetchThere(redirected(input instanceof Request ? input.url : input) ?? input, init);
