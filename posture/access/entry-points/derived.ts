import { poolIdentities } from "../../iam/identity-pools";
import type { EntryPoint, LambdaFunction, Model } from "../../model/index";
import { nameOf } from "../../redact/name";

const KNOWN = new WeakMap<Model, ReadonlyMap<string, EntryPoint>>();

/** Ends the id of direct invocation by policies of the callers' own. */
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
 * and users of identity pools. Who that is, policies tell.
 */
export function derivedEntryPoints(model: Model): readonly EntryPoint[] {
  const functions = model.functions.filter(({ managed }) => managed);
  if (functions.length === 0) return [];
  const pools = poolIdentities(model);
  return [
    ...functions.map((fn) => derived(fn, "direct-invocation", "policies", "direct invocation")),
    ...pools.flatMap(({ pool, kind }) =>
      functions.map((fn) => ({
        ...derived(
          fn,
          "identity-pool",
          `${pool.address}-${kind}`,
          "direct invocation with an identity pool's credentials",
          pool.address,
        ),
      })),
    ),
  ];
}

function derived(
  fn: LambdaFunction,
  kind: EntryPoint["kind"],
  part: string,
  name: string,
  address = fn.address,
): EntryPoint {
  return {
    address,
    resource: fn.resource,
    ...(fn.module !== undefined && { module: fn.module }),
    kind,
    id: `${fn.address}#${part}`,
    name,
    group: `function ${nameOf(fn)}`,
    hosts: [{ name: "the Lambda API", private: false, mutualTls: false }],
    authorization: { kind: "iam", action: "lambda:InvokeFunction", of: { kind: "resource", target: fn } },
    target: { kind: "function", function: { kind: "resource", target: fn } },
    notes: [],
  };
}
