// Loaded into the functions that the AWS emulator runs (NODE_OPTIONS=--require), before their own code.
//
// A function asks AWS's hosts by name: an authorizer reads keys from https://cognito-idp.REGION.amazonaws.com, a backend
// for frontend calls an API and the sign-in domain (it finds DynamoDB and the like by AWS_ENDPOINT_URL). Here such
// a request goes to the AWS emulator, on this machine, so that the code that is deployed runs unchanged and nothing of a
// local run reaches AWS: http, https and fetch are led there, and any other connection to such a host (HTTP/2, plain TLS)
// is refused. All other hosts are left alone.
"use strict";
const http = require("node:http");
const https = require("node:https");
const net = require("node:net");
const { syncBuiltinESMExports } = require("node:module");

const here = process.env.AWS_ENDPOINT_URL === undefined ? undefined : new URL(process.env.AWS_ENDPOINT_URL);

/** Every partition's endpoints, FIPS, dual-stack and China's among them (AWS General Reference, "AWS service endpoints"). */
const AWS = /(^|\.)(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn|amazoncognito\.com)$/;
/** `API.execute-api.REGION…`; inside a VPC also `API-VPCE.execute-api.REGION…`. */
const API = /^([a-z0-9]+)(-vpce-[a-z0-9]+)?\.execute-api(-fips)?\./;

const isAws = (host) => here !== undefined && AWS.test(String(host).toLowerCase().replace(/\.$/, ""));

/** The path at the AWS emulator of a path at an AWS host. */
function pathHere(host, path) {
  const api = API.exec(host.toLowerCase())?.[1];
  return api === undefined ? path : `/_aws/execute-api/${api}${path}`;
}

/** Not by URL.canParse: posture/claims/parse-url.ts says why. */
function parsed(input) {
  try {
    return new URL(String(input));
  } catch {
    return undefined;
  }
}

/** The same address at the AWS emulator, or undefined for any other host. */
function redirected(input) {
  const url = parsed(input);
  return url !== undefined && isAws(url.hostname)
    ? new URL(pathHere(url.hostname, url.pathname + url.search), here)
    : undefined;
}

/** The options of a request to an AWS host, turned to the AWS emulator; undefined for any other host. */
function redirectedOptions(options) {
  const host = options.hostname ?? String(options.host ?? "localhost").replace(/:\d+$/, "");
  if (!isAws(host)) return undefined;
  const { hostname, port } = here;
  const target = { protocol: "http:", host: hostname, hostname, port, path: pathHere(host, options.path ?? "/") };
  // An agent for TLS can't connect plainly.
  const unfit = { agent: undefined, defaultPort: undefined, servername: undefined, socketPath: undefined };
  return { ...options, ...unfit, ...target };
}

const plainly = { get: http.get, request: http.request };
for (const module of [http, https])
  for (const name of ["get", "request"]) {
    const original = module[name];
    const plain = plainly[name];
    module[name] = (input, ...rest) => {
      if (typeof input === "object" && input !== null && !(input instanceof URL)) {
        const options = redirectedOptions(input);
        return options === undefined ? original(input, ...rest) : plain(options, ...rest);
      }
      // Options beside an address win over it, as in Node.
      const [options, callback] = typeof rest[0] === "function" ? [{}, rest[0]] : [rest[0] ?? {}, rest[1]];
      const url = parsed(input);
      if (url === undefined) return original(input, ...rest);
      const whole = { hostname: url.hostname, path: url.pathname + url.search, ...options };
      const turned = redirectedOptions(whole);
      return turned === undefined ? original(input, ...rest) : plain(turned, callback);
    };
  }

const fetchThere = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const isRequest = input instanceof Request;
  const target = redirected(isRequest ? input.url : input);
  if (target === undefined) return fetchThere(input, init);
  return fetchThere(isRequest ? new Request(target, input) : target, init);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof first === "object" && first !== null ? first.host : args[1];
  if (typeof host !== "string" || !isAws(host)) return connect.apply(this, args);
  const error = new Error(
    `${host} is not reached from a local run: use http, https or fetch, which lead to the AWS emulator.`,
  );
  process.nextTick(() => this.destroy(error));
  return this;
};
syncBuiltinESMExports();
