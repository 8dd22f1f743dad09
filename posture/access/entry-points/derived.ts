import { poolIdentities } from "../../iam/identity-pools";
import { known, type EntryPoint, type LambdaFunction, type Model } from "../../model/index";
import { nameOf } from "../../redact/name";

const KNOWN = new WeakMap<Model, ReadonlyMap<string, EntryPoint>>();

/** In the id of direct invocation by policies of the callers' own; an alias stands behind it. */
export const BY_POLICIES = "#policies";

/** An entry point by its id, those that IAM alone gives among them. */
export function entryPointAt(model: Model, id: string): EntryPoint | undefined {
  let known = KNOWN.get(model);
  if (!known) {
    const before = model.entryPoints.flatMap(({ authorization }) =>
      authorization.kind === "forwarded" && authorization.after ? [authorization.after] : [],
    );
    known = new Map([...before, ...model.entryPoints, ...derivedEntryPoints(model)].map((one) => [one.id, one]));
    KNOWN.set(model, known);
  }
  return known.get(id);
}

/**
 * Ways in that no resource makes: whoever policies let invoke a function may ask the Lambda API, and so may the guests
 * and users of identity pools. Who that is, policies tell; the ARN of a function stands for none of its aliases and
 * versions, nor theirs for it.
 */
export function derivedEntryPoints(model: Model): readonly EntryPoint[] {
  const functions = model.functions.filter(({ managed }) => managed);
  if (functions.length === 0) return [];
  const pools = poolIdentities(model);
  return functions.flatMap((fn) =>
    [undefined, ...fn.aliases, "$LATEST"].flatMap((qualifier) => [
      derived(fn, "direct-invocation", "policies", "direct invocation", qualifier),
      ...pools.map(({ pool, kind }) =>
        derived(
          fn,
          "identity-pool",
          `${pool.address}-${kind}`,
          "direct invocation with an identity pool's credentials",
          qualifier,
          pool.address,
        ),
      ),
    ]),
  );
}

function derived(
  fn: LambdaFunction,
  kind: EntryPoint["kind"],
  part: string,
  name: string,
  qualifier: string | undefined,
  address = fn.address,
): EntryPoint {
  return {
    address,
    resource: fn.resource,
    ...(fn.module !== undefined && { module: fn.module }),
    kind,
    id: `${fn.address}#${part}${qualifier === undefined ? "" : `:${qualifier}`}`,
    name: qualifier === undefined ? name : `${name}, of ${qualifier}`,
    qualifier: known(qualifier),
    group: `function ${nameOf(fn)}`,
    hosts: [{ name: "the Lambda API", private: false, mutualTls: false }],
    authorization: { kind: "iam", action: "lambda:InvokeFunction", of: { kind: "resource", target: fn } },
    target: { kind: "function", function: { kind: "resource", target: fn } },
    notes: [],
  };
}
