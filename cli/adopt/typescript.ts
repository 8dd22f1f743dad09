import type { ExtraConstruct, Description } from "./description";
import { isObject, type Json, type JsonObject } from "../json";
import { key, literal } from "./literal";
import type { Adoption } from "./plan";
import { ACCEPTED, STACK, type Accepted } from "./synthesize";

/** The `main.ts` that makes what `synthesize` makes, as somebody would write it. */
export function mainSource(
  { descriptions, overrides, accepted, taken }: Adoption,
  region: string | undefined,
  sameState: boolean,
): string {
  const kept = Object.keys(overrides).length > 0;
  const names = [
    ...descriptions.flatMap(({ beside }) => beside.map(({ construct }) => construct as string)),
    ...(accepted.size > 0 ? ["acknowledge"] : []),
    ...(kept ? ["overrideArguments"] : []),
    ...[sameState ? "moveFrom" : "adopt", "ApiStack", "SecuredApi"],
  ];
  const sorted = [...new Set(names)].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
  const adopted = Object.fromEntries(taken.map(({ held, to, id }) => (sameState ? [held.address, to] : [to, id])));
  return [
    'import { AwsProvider } from "@cdktf/provider-aws/lib/provider";',
    'import { App } from "cdktf";',
    `import { ${sorted.join(", ")} } from "cognito-http-api";`,
    "",
    "const app = new App();",
    `const stack = new ApiStack(app, "${STACK}");`,
    `new AwsProvider(stack, "aws", ${literal(region === undefined ? {} : { region })});`,
    "",
    ...descriptions.flatMap((one) => apiSource(one, descriptions.length === 1, accepted)),
    ...(kept
      ? [
          "// Settings that no prop has, or that differ. Removing a line shows as a change in the next plan.",
          `overrideArguments(stack, ${literal(overrides)});`,
          "",
        ]
      : []),
    ...(sameState
      ? ["// Old addresses with the new ones. After the apply this call has no effect."]
      : ["// Addresses with their import ids. Keep the call: what is in the state isn't imported again."]),
    `${sameState ? "moveFrom" : "adopt"}(stack, ${literal(adopted)});`,
    "app.synth();",
    "",
  ].join("\n");
}

function apiSource({ id, props, beside }: Description, alone: boolean, accepted: Accepted): string[] {
  const name = alone ? "api" : camelCase(id);
  const { shared, routes } = sharedTargets(props["routes"], alone ? "" : `${id}_`);
  const written = literal({ ...props, routes }).replace(REFERENCE, "$1");
  const declared = accepted.has(id) || beside.length > 0 ? `const ${name} = ` : "";
  return [
    ...shared,
    `${declared}new SecuredApi(stack, ${JSON.stringify(id)}, ${written});`,
    ...beside.map((one) => besideSource(one, name, accepted.has(one.id))),
    ...[[id, name] as const, ...beside.map((one) => [one.id, camelCase(one.id)] as const)].flatMap(([of, variable]) =>
      (accepted.get(of) ?? []).map(
        (code) => `acknowledge(${variable}, { code: ${JSON.stringify(code)}, reason: ${JSON.stringify(ACCEPTED)} });`,
      ),
    ),
    "",
  ];
}

function besideSource({ construct, id, props }: ExtraConstruct, api: string, named: boolean): string {
  return [
    `${named ? `const ${camelCase(id)} = ` : ""}new ${construct}(stack, ${JSON.stringify(id)}, {`,
    `  pool: ${api}.identity.pool,`,
    ...(construct === "ScopeCatalogue" ? [] : [`  catalogue: ${api}.identity.scopes,`]),
    ...Object.entries(props).map(([prop, value]) => `  ${key(prop)}: ${literal(value, 2)},`),
    "});",
  ].join("\n");
}

/** Stands for a variable among values, until they are written. */
const reference = (name: string): string => `\u0001${name}\u0001`;
const REFERENCE = /"\\u0001(\w+)\\u0001"/g;

/** Targets that several routes lead to get a variable each. */
function sharedTargets(
  routes: Json | undefined,
  prefix: string,
): { readonly shared: string[]; readonly routes: JsonObject } {
  const all = isObject(routes) ? routes : {};
  const targetOf = (route: Json): JsonObject => (isObject(route) && isObject(route["target"]) ? route["target"] : {});
  const uses = new Map<Json | undefined, number>();
  for (const route of Object.values(all)) {
    const { name } = targetOf(route);
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const shared = new Map<string, string>();
  const written = Object.entries(all).map(([routeKey, route]): [string, Json] => {
    const target = targetOf(route);
    if (!isObject(route) || (uses.get(target["name"]) ?? 0) < 2) return [routeKey, route];
    const variable = camelCase(`${prefix}${String(target["name"])}_target`);
    shared.set(variable, `const ${variable} = ${literal(target)};`);
    return [routeKey, { ...route, target: reference(variable) }];
  });
  return { shared: [...shared.values()], routes: Object.fromEntries(written) };
}

/** Words that can't name a variable here: the language's own, and what the program has named already. */
const TAKEN = new Set(
  "acknowledge adopt app await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof interface let new null package private protected public return stack static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

function camelCase(id: string): string {
  const name = id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return TAKEN.has(name) ? `${name}_` : name;
}
