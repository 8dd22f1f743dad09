import { USER_POOL } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { itemsOf, when } from "../support/known";
import { environmentVariable, targetOf, type LambdaFunction, type Model, type Value } from "../../model/index";
import { clientsOf, onlyMachine } from "../support/clients";

const MOST = USER_POOL.attributeName.value.most;

/** Terraform and AWS add `custom:` by themselves. An attribute can never be renamed or removed. */
export const schemaName: Rule = {
  code: "schema-name",
  severity: "error",
  title: "An attribute name longer than 20 characters, or with custom: in front",
  source: SOURCES.schema,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    for (const attribute of itemsOf(report, pool, pool.schema, "the schema"))
      when(report, pool, attribute.name, "an attribute's name", (name = "") => {
        const right = name.replace(/^(custom|dev):/, "").slice(0, MOST);
        if (right === name && name !== "") return;
        report({
          message:
            name.length > MOST && !name.includes(":")
              ? `The attribute name "${name}" has ${name.length} characters: AWS accepts 1 to ${MOST}.`
              : `The attribute name "${name}" is refused: AWS adds the prefix custom: by itself.`,
          remedy: right === "" ? "Name the attribute." : `Write a name like "${right}".`,
          ...(right !== "" && { nearest: right }),
        });
      });
  }),
};

/** AWS fills in constraints that are left out, and Terraform then wants to replace the pool, users included. */
export const schemaUnconstrained: Rule = {
  code: "schema-unconstrained",
  severity: "warning",
  title: "A String or Number attribute without its constraints",
  source: `lgallard/terraform-aws-cognito-user-pool #194 https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/194; ${SOURCES.providerPool}#schema-1`,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    for (const { name, type, constrained } of itemsOf(report, pool, pool.schema, "the schema")) {
      const label = name.known ? (name.value ?? "") : "whose name isn't known";
      when(report, pool, constrained, `the constraints of the attribute ${label}`, (present) => {
        if (present) return;
        const block = type.known && type.value === "Number" ? "number" : "string";
        const example =
          block === "number" ? 'min_value = "0", max_value = "1000"' : 'min_length = "0", max_length = "2048"';
        report({
          message: `The attribute ${label} has no constraints: AWS fills them in, and the next plan differs or replaces the pool.`,
          remedy: `Add ${block}_attribute_constraints { ${example} }.`,
        });
      });
    }
  }),
};

/** Standard attributes and `custom:` ones that a claim is made from, with the claim's name. */
type Sources = ReadonlyMap<string, string>;

/**
 * A claim says what a user may do; made from an attribute that the user can write, it says what the user likes. Seen
 * where the trigger's TOKEN_CLAIMS says which attributes are claims.
 */
export const claimAttributeWritable: Rule = {
  code: "claim-attribute-writable",
  severity: "warning",
  title: "A client that lets users write an attribute which a token claim is made from",
  source: SOURCES.attributes,
  check: each("pools", (pool, report, model) => {
    const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
    const fn = trigger && targetOf(trigger.function);
    const claims = fn && claimsOf(fn);
    if (!claims) return;
    if (!claims.known) {
      report.unknown(pool, `which attributes claims are made from (${claims.why})`);
      return;
    }
    for (const client of signInClients(model, pool)) {
      const { items, missing } = client.writeAttributes;
      for (const why of missing) report.unknown(client, `which attributes users can write (${why})`);
      // Left out, every attribute that isn't fixed can be written.
      const all = items.length === 0 && missing.length === 0;
      const writable = [...claims.value].filter(([attribute]) => all || items.includes(attribute));
      if (writable.length === 0) continue;
      const [attributes, names] = [writable.map(([a]) => a).join(", "), writable.map(([, c]) => c).join(", ")];
      report({
        at: client,
        message: `Users can write ${attributes} through this client, and the token's ${names} is made from it: users decide their own permissions.`,
        remedy: all
          ? "List in write_attributes what users may write, without it."
          : `Remove ${attributes} from write_attributes.`,
      });
    }
  }),
};

function signInClients(model: Model, pool: Parameters<typeof clientsOf>[1]) {
  return clientsOf(model, pool).filter((client) => client.managed && onlyMachine(client) !== true);
}

function claimsOf(fn: LambdaFunction): Value<Sources> | undefined {
  const { text } = environmentVariable(fn, "TOKEN_CLAIMS");
  if (!text.known) return text;
  if (text.value === undefined) return undefined;
  try {
    const { claims = {} } = JSON.parse(text.value) as { claims?: Record<string, { attribute?: unknown }> };
    const found = Object.entries(claims).filter(([, { attribute }]) => typeof attribute === "string");
    return { known: true, value: new Map(found.map(([name, { attribute }]) => [String(attribute), name])) };
  } catch {
    return { known: false, why: "TOKEN_CLAIMS is not JSON" };
  }
}
