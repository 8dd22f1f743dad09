import {
  boundaryOf,
  identities,
  matchesAction,
  ownPolicy,
  policiesOf,
  resourcePolicyOf,
  type Policies,
} from "../iam/index";
import { arnGlobOf, closed, globOf, step, type Element, type Glob } from "../iam/glob";
import type { Model, Resource } from "../model/index";
import type { Pattern } from "./partition";

const INVOKE = "execute-api:Invoke";

/**
 * The paths that policies name by `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`: those of every role and user
 * with their boundaries, of VPC endpoints, and of the APIs that are given. Of which API and stage isn't looked at, so
 * there may be more than one API needs.
 */
export class NamedPaths {
  private readonly found = new Map<string, readonly Pattern[]>();
  private ofCallers?: readonly string[];

  constructor(private readonly models: readonly Model[]) {}

  /** `apis`: whose own policies count, with the model that each is of. */
  at(apis: readonly (readonly [Model, Resource])[]): readonly Pattern[] {
    const key = apis.map(([model, api]) => `${this.models.indexOf(model)} ${api.address}`).join("\n");
    let known = this.found.get(key);
    if (!known) {
      this.ofCallers ??= this.models.flatMap(heldIn);
      const own = apis.flatMap(([model, api]) => resourcesIn([resourcePolicyOf(model, api)]));
      // The same texts in the same order, whichever side comes first.
      known = [...new Set([...this.ofCallers, ...own])].sort().map(tailOf);
      this.found.set(key, known);
    }
    return known;
  }
}

function heldIn(model: Model): readonly string[] {
  const held = identities(model).flatMap((one) => {
    const boundary = boundaryOf(model, one);
    return [policiesOf(model, one), ...(boundary ? [boundary] : [])];
  });
  return resourcesIn([...held, ...model.ofType("aws_vpc_endpoint").map((one) => ownPolicy(model, one))]);
}

function resourcesIn(policies: readonly Policies[]): readonly string[] {
  return policies.flatMap(({ statements }) =>
    statements.flatMap(({ actions, resources }) =>
      actions.not || actions.list.items.some((text) => matchesAction(text, INVOKE)) ? resources.list.items : [],
    ),
  );
}

/**
 * What a Resource element leaves for the path of a call, once its ARN, the stage and the method are read. Where it spells
 * all parts out, a wildcard is taken to stay within its part: `*` matches slashes too, but so nobody means it, and parts
 * by the hundred would come of it.
 */
function tailOf(text: string): Pattern {
  const plain = globOf(text.replace(/\$\{[^}]*\}/g, "*"));
  const isWhole = text.split("/").length > 3;
  let slashes = 0;
  const glob = arnGlobOf(plain).map((element): Element => {
    if (element === "/") slashes++;
    return isWhole && slashes < 3 && typeof element === "object" ? { ...element, not: `${element.not}/` } : element;
  });
  const read = (from: Set<number>, word: string): Set<number> =>
    [...word].reduce((places, character) => closed(glob, step(glob, places, character)), from);
  let stage = read(closed(glob, new Set([0])), "arn:");
  for (const next of [":execute-api:", ":", ":", "/", "/"]) stage = read(throughWord(glob, stage), next);
  return byMethod((method) =>
    // What takes every path divides none.
    [...read(stage, method)].map((at) => glob.slice(at)).filter((one) => one.some((part) => typeof part === "string")),
  );
}

/** Asked for each of many routes. */
function byMethod(pattern: Pattern): Pattern {
  const known = new Map<string, readonly Glob[]>();
  return (method) => {
    let found = known.get(method);
    if (!found) known.set(method, (found = pattern(method)));
    return found;
  };
}

/** Every place after some characters that are neither slash nor colon. */
function throughWord(glob: Glob, from: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  let places = from;
  for (;;) {
    const next = new Set<number>();
    for (const place of places) {
      const element = glob[place];
      if (element === undefined || element === "/" || element === ":") continue;
      next.add(typeof element === "object" && element.many ? place : place + 1);
    }
    places = closed(glob, next);
    const known = found.size;
    for (const place of places) found.add(place);
    if (found.size === known) return found;
  }
}
