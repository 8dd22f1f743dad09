import { InputError } from "../terraform/input";
import { nearestOf } from "../nearest";
import type { AccessList } from "./list";
import { isObject } from "../terraform/configuration/json";

/** What is wrong with a value, a sentence each. */
type Check = (value: unknown, where: string) => readonly string[];

/**
 * Reads an access list from JSON.
 * @throws Error that names what is wrong and what to write; all of it, a line each
 */
export function readAccessList(json: unknown): AccessList {
  const problems = accessList(json, "The access list");
  if (problems.length > 0) throw new InputError("access-list", problems.join("\n"));
  return json as AccessList;
}

const must =
  (holds: (value: unknown) => boolean, be: string): Check =>
  (value, where) =>
    holds(value) ? [] : [`${where} must be ${be}.`];

const text = must((value) => typeof value === "string" && value.trim() !== "", "a string");
const flag = must((value) => typeof value === "boolean", "true or false");

const version: Check = (value, where) =>
  value === 1 ? [] : [`${where} must be 1, not ${JSON.stringify(value) ?? "left out"}.`];

const each =
  (check: Check): Check =>
  (value, where) =>
    Array.isArray(value)
      ? value.flatMap((item: unknown, i) => check(item, `${where}[${String(i)}]`))
      : [`${where} must be a list.`];

const object =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, where) => {
    if (!isObject(value)) return [`${where} must be an object.`];
    const known = { ...required, ...optional };
    const names = Object.keys(known);
    const unknown = Object.keys(value).filter((name) => !Object.hasOwn(known, name));
    const members = Object.entries(known).filter(([name]) => value[name] !== undefined || !(name in optional));
    return [
      ...unknown.map((name) => {
        const meant = nearestOf(name, names);
        return `${where} has "${name}", which is not known here${meant === undefined ? `: it takes ${names.join(", ")}` : `; is "${meant}" meant?`}.`;
      }),
      ...members.flatMap(([name, check]) => check(value[name], `${where}.${name}`)),
    ];
  };

const texts = each(text);
const tokens = object({ issuer: text, clients: texts }, { groups: texts, scopes: texts });

const byIssuer: Check = (value, where) => [
  ...object({ issuer: text, clients: texts }, { scopes: texts, authenticated: text })(value, where),
  ...(isObject(value) && "scopes" in value === "authenticated" in value
    ? [`${where} takes scopes, or authenticated with the reason why every token is enough: exactly one of them.`]
    : []),
];

/** Who gets in: the one member that says it decides which others it may have. */
const ALLOW: Readonly<Record<string, Check>> = {
  public: object({ public: text }),
  issuer: byIssuer,
  principals: object({ principals: texts }),
  authorizer: object({ authorizer: text }, { tokens: each(tokens), groups: texts, scopes: texts, originHeader: text }),
};

const allow: Check = (value, where) => {
  if (!isObject(value)) return [`${where} must be an object: { "public": "why" }, or who gets in.`];
  const kinds = Object.keys(ALLOW).filter((name) => name in value);
  const [kind = ""] = kinds;
  const check = kinds.length === 1 ? ALLOW[kind] : undefined;
  return (
    check?.(value, where) ?? [
      `${where} ${kinds.length === 0 ? "does not say who gets in" : `says ${kinds.join(" and ")}`}; write exactly one of public, issuer, principals, authorizer.`,
    ]
  );
};

const accessList = object(
  {
    version,
    routes: each(object({ api: text, route: text, allow }, { target: text, vpcEndpoints: texts })),
    stages: each(object({ stage: text, accessLog: flag, throttling: flag }, { api: text, name: text })),
    pools: each(
      object(
        { pool: text, protected: flag },
        { tokenTrigger: text, tokenTriggerVersion: text, groups: texts, selfSignUp: flag },
      ),
    ),
  },
  {
    clients: each(
      object(
        { client: text, pool: text, flows: texts, scopes: texts },
        { callbackUrls: texts, identityProviders: texts, confidential: flag },
      ),
    ),
    apis: each(object({ api: text, origins: texts }, { executeApiEndpoint: flag })),
    $schema: text,
  },
);
