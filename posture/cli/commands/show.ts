import { accessListOf, type AccessList } from "../../access-list";
import { targetOf, type Model } from "../../model";
import { assertApi } from "../../model/read";
import { renderRoutes } from "../../render/routes";
import { UsageError } from "../command";
import type { Command } from "../command";
import { oneOf, options } from "../options";
import { readInput } from "../reading";

const HELP = `posture show FILE|FOLDER [options]

Prints every entry point (routes and methods of APIs, function URLs, load balancers, GraphQL fields, distributions,
direct invocation, identity pools, event sources) and who gets in by it, then the functions with every way to them, and
the clients through which tokens are got, by which flows, and how long these last.
FILE is a plan or state as JSON (terraform show -json tfplan > plan.json), or a synthesized stack (cdk.tf.json); - is
standard input. Of a plan it shows what will be. FOLDER holds .tf files: no Terraform, plan or credentials are needed
then; what only they would tell (variables without a default, data of AWS) is unknown.

  --format text|markdown|json|html|access
                                how to print (default: text); access writes a first access list from what is, for
                                posture check --access
  --function NAME               what leads to this function only, by its name or address
  --from nobody                 only where a caller without credentials gets in, or may
  --before                      of a plan: what there was

Exit code: 0 shown, 1 the input can't be read.
`;

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
    });
    const format = oneOf("format", values.format, ["text", "markdown", "json", "html", "access"]);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new UsageError(
        file === undefined ? "Which file? posture show plan.json" : `One file at a time: ${positionals.join(", ")}.`,
      );
    const reading = (await readInput(file, around)).reading;
    if (values.before && reading.format !== "plan")
      throw new UsageError(`--before is for plans; ${file} is a ${reading.format}.`);
    const model = values.before && reading.format === "plan" ? reading.before : reading.current;
    assertApi(model);
    if (values.from !== undefined) oneOf("from", values.from, ["nobody"]);
    const filter = { function: values.function, nobody: values.from === "nobody" };
    if (format === "access") {
      const list = accessListOf(model);
      around.out(`${JSON.stringify(list, null, 2)}\n`);
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
  const unknown = model.routes.filter(({ address, key }) => !key.known || !isListed(address, key.value));
  const others = model.entryPoints.filter(({ address }) => !model.routes.some((one) => one.address === address));
  const line = (what: string, of: readonly { readonly address: string }[]): string =>
    of.length === 0 ? "" : `${what}: ${[...new Set(of.map(({ address }) => address))].join(", ")}.\n`;
  return (
    line("Not in the list, as it isn't known who gets in", unknown) +
    line("Not in the list, which holds routes of HTTP APIs", others)
  );
}
