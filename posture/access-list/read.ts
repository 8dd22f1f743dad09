import { InputError } from "../terraform/input";
import { nearestOf } from "../nearest";
import type { AccessList } from "./list";
import { isObject } from "../terraform/configuration/json";

type Check = (value: unknown, where: string) => void;

/**
 * Reads an access list from JSON.
 * @throws Error that names what is wrong and what to write; all of it, a line each
 */
export function readAccessList(json: unknown): AccessList {
  const problems: string[] = [];
  const report = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      problems.push((error as Error).message);
    }
  };
  const each =
    (check: Check): Check =>
    (value, where) => {
      if (!Array.isArray(value)) throw new InputError("access-list", `${where} must be a list.`);
      value.forEach((item: unknown, i) => report(() => check(item, `${where}[${String(i)}]`)));
    };
  const object =
    (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
    (value, where) => {
      if (!isObject(value)) throw new InputError("access-list", `${where} must be an object.`);
      const known = { ...required, ...optional };
      for (const name of Object.keys(value)) {
        if (Object.hasOwn(known, name)) continue;
        const meant = nearestOf(name, Object.keys(known));
        report(() => {
          throw new InputError(
            "access-list",
            `${where} has "${name}", which is not known here${meant === undefined ? `: it takes ${Object.keys(known).join(", ")}` : `; is "${meant}" meant?`}.`,
          );
        });
      }
      for (const [name, check] of Object.entries(known)) {
        if (value[name] === undefined && name in optional) continue;
        report(() => check(value[name], `${where}.${name}`));
      }
    };
  const texts = each(text);
  const tokens = object({ issuer: text, clients: texts }, { groups: texts, scopes: texts });
  const allow: Check = (value, where) => {
    if (!isObject(value))
      throw new InputError("access-list", `${where} must be an object: { "public": "why" }, or who gets in.`);
    const kinds = ["public", "issuer", "principals", "authorizer"].filter((name) => name in value);
    if (kinds.length !== 1)
      throw new InputError(
        "access-list",
        `${where} ${kinds.length === 0 ? "does not say who gets in" : `says ${kinds.join(" and ")}`}; write exactly one of public, issuer, principals, authorizer.`,
      );
    if ("public" in value) object({ public: text })(value, where);
    else if ("principals" in value) object({ principals: texts })(value, where);
    else if ("authorizer" in value)
      object({ authorizer: text }, { tokens: each(tokens), groups: texts, scopes: texts, originHeader: text })(
        value,
        where,
      );
    else {
      object({ issuer: text, clients: texts }, { scopes: texts, authenticated: text })(value, where);
      if ("scopes" in value === "authenticated" in value)
        throw new InputError(
          "access-list",
          `${where} takes scopes, or authenticated with the reason why every token is enough: exactly one of them.`,
        );
    }
  };
  const route = object({ api: text, route: text, allow }, { target: text, vpcEndpoints: texts });
  const stage = object({ stage: text, accessLog: flag, throttling: flag }, { api: text, name: text });
  const pool = object(
    { pool: text, protected: flag },
    { tokenTrigger: text, tokenTriggerVersion: text, groups: texts, selfSignUp: flag },
  );
  const client = object(
    { client: text, pool: text, flows: texts, scopes: texts },
    { callbackUrls: texts, identityProviders: texts, confidential: flag },
  );
  const api = object({ api: text, origins: texts }, { executeApiEndpoint: flag });
  report(() =>
    object(
      { version, routes: each(route), stages: each(stage), pools: each(pool) },
      { clients: each(client), apis: each(api), $schema: text },
    )(json, "The access list"),
  );
  if (problems.length > 0) throw new InputError("access-list", problems.join("\n"));
  return json as AccessList;
}

function text(value: unknown, where: string): void {
  if (typeof value !== "string" || value.trim() === "")
    throw new InputError("access-list", `${where} must be a string.`);
}

function flag(value: unknown, where: string): void {
  if (typeof value !== "boolean") throw new InputError("access-list", `${where} must be true or false.`);
}

function version(value: unknown, where: string): void {
  if (value !== 1)
    throw new InputError("access-list", `${where} must be 1, not ${JSON.stringify(value) ?? "left out"}.`);
}
