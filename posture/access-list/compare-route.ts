import type { Entity, EntryPoint, Model, Route } from "../model";
import { compareCallers, type Found } from "./compare-callers";
import { unless, type Difference } from "./difference";
import { isExpression, type DeclaredRoute } from "./list";
import { leadsToNamed, linkName } from "./names";

/** Methods of the REST API that a list names: resources of their own and those of an OpenAPI body. */
export function methodsOf(model: Model, api: Entity): readonly EntryPoint[] {
  return model.entryPoints.filter(
    ({ kind, groupAddress }) => kind === "rest-api-method" && groupAddress === api.address,
  );
}

/** A route of an HTTP API, or a method of a REST API, as it was found, held against its declaration. */
export function compareRoute(
  model: Model,
  entryPoint: EntryPoint,
  declared: DeclaredRoute,
  route?: Route,
): readonly Difference[] {
  const found = [
    ...compareCallers(model, entryPoint, route, declared),
    ...target(model, entryPoint, declared.target),
    ...endpoints(entryPoint, declared.vpcEndpoints),
  ];
  return found.map((one) => ({ at: route ?? entryPoint, ...one, route: declared.route }));
}

function target(model: Model, { target: found }: EntryPoint, wanted: string | undefined): readonly Found[] {
  if (wanted === undefined) return [];
  const [same, name] =
    found.kind === "function"
      ? ([leadsToNamed(found.function, wanted), linkName(found.function)] as const)
      : found.kind === "backend"
        ? // An address of a resource stands for what isn't known yet.
          ([found.name === wanted || (model.resource(found.name) ? "unknown" : false), found.name] as const)
        : found.kind === "itself"
          ? ([false, "the API itself"] as const)
          : (["unknown", `an unknown target (${found.why})`] as const);
  return unless(same === false && isExpression(wanted) ? "unknown" : same, {
    code: "access-target",
    declared: `${wanted} answers`,
    found: `${name} answers`,
    effect: "Callers reach another target.",
  });
}

/** Declared to be reached through these VPC endpoints alone. Which they are is the policy's to say, which the API's own rules read. */
function endpoints({ hosts }: EntryPoint, wanted: readonly string[] | undefined): readonly Found[] {
  const open = hosts.find((host) => host.private !== true);
  if (wanted === undefined || open === undefined) return [];
  return unless(open.private, {
    code: "access-address",
    declared: `reached through ${wanted.join(", ")} alone`,
    found: `reached at ${open.name}`,
    effect: "Callers outside the network reach it.",
  });
}
