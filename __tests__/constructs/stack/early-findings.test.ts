import * as path from "node:path";
import { OF_ONE_RESOURCE } from "../../../constructs/stack/early-findings";
import { RULES, type Model, type Rule } from "../../../posture/index";
import { readFolder } from "../../../posture/model/read";
import { ROOT } from "../../support/project";

/** Which rules judge each thing by itself is held against what they read, and no rule of severity error can be forgotten. */

const ERRORS = RULES.filter(({ severity }) => severity === "error");

/** What a rule reads of a model: lists, and links from one thing to another. Every thing belongs to its API or pool, so that link counts for none. */
function readBy({ check }: Rule, model: Model, seen: Set<string>): void {
  const watched = new WeakMap<object, object>();
  const watch = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (!plain) return value;
    const known = watched.get(value);
    if (known !== undefined) return known;
    const made = new Proxy(value, {
      get(target, name, receiver) {
        const got: unknown = Reflect.get(target, name, receiver);
        if (name === "api" || name === "pool" || name === "resource") return got;
        if (name === "target" && "kind" in target) seen.add("link");
        return watch(got);
      },
    });
    watched.set(value, made);
    return made;
  };
  const lists = new Proxy(model, {
    get(target, name, receiver) {
      const got: unknown = Reflect.get(target, name, receiver);
      seen.add(String(name));
      return watch(got);
    },
  });
  check(
    lists,
    Object.assign(() => undefined, { unknown: () => undefined }),
  );
}

const MODELS: Model[] = [];
beforeAll(async () => {
  for (const side of ["vulnerable", "fixed"])
    MODELS.push(await readFolder(path.join(ROOT, "examples", "authgoat", side)));
});

/** Rules of severity error that a refused construct may not be held to yet, by what else they look at. */
const LATER = {
  "another resource, which may be what was refused":
    "authorizer-of-another-api authorizer-permission authorizer-ttl-jwt federation-unknown function-concurrency-zero function-network-rights function-permission function-role-trust integration-of-another-api integration-path-variable log-policy-overflow managed-login-tier mapping-stage-unknown output-secret permission-without-source preflight-requires-token quota-integrations registration-machine-clients rest-policy-missing route-authorizer-missing route-authorizer-type scope-unknown scope-unobtainable service-permission service-role-trust sign-in-domain-missing sign-in-policy-tier stage-not-deployed trigger-duplicate trigger-permission",
  "who gets in by all ways together":
    "api-key-not-authorization function-url-everybody function-url-open graphql-groups-ignored guest-invokes implicit-route-open load-balancer-open permission-everybody rest-method-open route-open websocket-connect-open",
  "two things of one name": "authorizer-name-duplicate route-duplicate",
  "props that the constructs check under the same code, or arguments that they never write so":
    "api-domain-certificate authorizer-cache-key authorizer-response-format client-auth-flows-mixed client-oauth-off issuer-region machine-client-flows machine-client-scopes machine-client-secret mfa-factors refresh-token-rotation route-scopes-ignored schema-name scope-name target-listener threat-protection-tier throttling-incomplete trigger-tier vpc-link",
};
const later = Object.values(LATER).flatMap((codes) => codes.split(" "));

test("of each rule of severity error it is decided whether its findings are told early", () => {
  const decided = [...OF_ONE_RESOURCE, ...later];
  expect([...decided].sort()).toEqual(ERRORS.map(({ code }) => code).sort());
});

test("what is told early looks at one thing after another, and at nothing that these belong together with", () => {
  const more = ERRORS.filter(({ code }) => OF_ONE_RESOURCE.has(code)).flatMap((rule) => {
    const seen = new Set<string>();
    for (const model of MODELS) readBy(rule, model, seen);
    return seen.size === 1 ? [] : [[rule.code, ...seen]];
  });
  // A group of which no stage and no function is known is passed over: less is said, not more.
  expect(more).toEqual([["log-group-name", "stages", "logGroups"]]);
});
