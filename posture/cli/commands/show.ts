import { accessListOf, type AccessList } from "../../access-list";
import { targetOf, type EntryPoint, type Model } from "../../model";
import type { Api } from "../../model/entities";
import { nameOf } from "../../redact/name";
import { valueOr } from "../../terraform/value";
import { assertApi } from "../../model/read";
import { openApi } from "../../render/openapi";
import { renderRoutes } from "../../render/routes";
import { UsageError, functionNamed, type Command } from "../command";
import { oneOf, options } from "../options";
import { onlyFile, readInput, sideOf } from "../reading";

const HELP = `posture show FILE|FOLDER [options]

Prints every entry point (routes and methods of APIs, function URLs, load balancers, GraphQL fields, distributions,
direct invocation, identity pools, event sources) and who gets in by it, then the functions with every way to them, and
the clients through which tokens are got, by which flows, and how long these last.
FILE is a plan or state as JSON (terraform show -json tfplan > plan.json), or a synthesized stack (cdk.tf.json); - is
standard input. Of a plan it shows what will be. FOLDER holds .tf files: no Terraform, plan or credentials are needed
then; what only they would tell (variables without a default, data of AWS) is unknown.

  --format text|markdown|json|html|access|openapi
                                how to print (default: text); access writes a first access list from what is, for
                                posture check --access; openapi writes an OpenAPI 3.1 document of one HTTP API, with
                                its routes, security schemes and scopes
  --api NAME                    of openapi: which API, by its name or address, where there are several
  --function NAME               what leads to this function, or may, by its name or address
  --from nobody                 only where a caller without credentials gets in, or may
  --before                      of a plan: its prior state

Exit code: 0 shown, 1 the input can't be read.
`;

/** @throws UsageError where there is no such HTTP API, where there are several and none is named, and for one that an OpenAPI document makes */
function chosenApi(model: Model, name: string | undefined): Api {
  const apis = model.apis.filter((api) => valueOr(api.protocol, "HTTP") === "HTTP");
  const found = apis.filter((api) => name === undefined || api.address === name || nameOf(api) === name);
  const [api] = found;
  const list = apis.map(({ address }) => address).join(", ");
  if (api === undefined)
    throw new UsageError(name === undefined ? "There is no HTTP API." : `There is no HTTP API ${name}, but ${list}.`);
  if (found.length > 1)
    throw new UsageError(`There are ${String(found.length)} HTTP APIs. Write --api with the address of one: ${list}.`);
  if (api.fromBody) throw new UsageError(`${api.address} is made from an OpenAPI document already (body).`);
  return api;
}

export const show: Command = {
  name: "show",
  summary: "print every entry point and who gets in by it",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      format: { type: "string", default: "text" },
      before: { type: "boolean", default: false },
      function: { type: "string" },
      from: { type: "string" },
      api: { type: "string" },
    });
    const format = oneOf("format", values.format, ["text", "markdown", "json", "html", "access", "openapi"]);
    const file = onlyFile(positionals, "posture show plan.json");
    const { reading } = await readInput(file, around);
    const model = sideOf(reading, values.before, file);
    assertApi(model);
    if (values.from !== undefined) oneOf("from", values.from, ["nobody"]);
    const only = values.function === undefined ? undefined : functionNamed(model, values.function);
    const filter = { function: only?.address, nobody: values.from === "nobody" };
    if (values.api !== undefined && format !== "openapi") throw new UsageError("--api goes with --format openapi.");
    if (format === "openapi")
      around.out(`${JSON.stringify(openApi(model, chosenApi(model, values.api)), null, 2)}
`);
    else if (format === "access") {
      const list = accessListOf(model);
      around.out(`${JSON.stringify(list, null, 2)}
`);
      around.err(leftOut(model, list));
    } else around.out(renderRoutes(format, model, around.colour, filter));
    return 0;
  },
};

/** What a first list doesn't hold, so that nobody takes it for everything that there is. */
function leftOut(model: Model, { routes }: AccessList): string {
  const isListed = (address: string, key: string): boolean =>
    routes.some(
      ({ api, route }) =>
        route === key && model.routes.some((one) => one.address === address && targetOf(one.api)?.address === api),
    );
  const isMethod = ({ name, groupAddress }: EntryPoint): boolean =>
    routes.some(({ api, route }) => route === name && api === groupAddress);
  const own = new Set(model.routes.map(({ address }) => address));
  const beside = model.entryPoints.filter(({ address }) => !own.has(address));
  const methods = beside.filter((one) => one.kind === "rest-api-method" && one.target.kind !== "itself");
  const unknown = [
    ...model.routes.filter(({ address, key }) => !key.known || !isListed(address, key.value)),
    ...methods.filter((one) => !isMethod(one)),
  ];
  const others = beside.filter(({ kind }) => kind !== "rest-api-method");
  const line = (what: string, of: readonly { readonly address: string }[]): string =>
    of.length === 0 ? "" : `${what}: ${[...new Set(of.map(({ address }) => address))].join(", ")}.\n`;
  return (
    line("Not in the list, as it isn't known who gets in", unknown) +
    line("Not in the list, which holds routes of HTTP APIs and methods of REST APIs", others)
  );
}
