import type { IConstruct } from "constructs";
import { Problems } from "../errors/problems";
import type { Shape } from "./shape";

const SHAPES = new Map<unknown, Shape>();

/** Says what a construct takes. Beside the classes, since shapes are made of the types that those declare. */
export function describeProps(construct: unknown, shape: Shape): void {
  SHAPES.set(construct, shape);
}

const COMPOSING = new WeakSet<IConstruct>();

/**
 * From here until what is returned is called, the props of what is made below a construct aren't looked at: its own said all of them, and what is
 * wrong with those is told where their author wrote it.
 */
export function composes(construct: IConstruct): () => void {
  COMPOSING.add(construct);
  return () => COMPOSING.delete(construct);
}

/**
 * Looks at the props of a construct, or of one that is derived from it.
 * @param problems keep what is found where the construct looks for more by itself and throws all of it together
 * @throws ConfigurationError every prop that is missing, unknown or of the wrong type; without `problems` every other mistake too
 */
export function checkOwnProps(construct: IConstruct, props: unknown, problems?: Problems): void {
  if (construct.node.scopes.some((scope) => COMPOSING.has(scope))) return;
  let type: unknown = construct.constructor;
  while (typeof type === "function" && !SHAPES.has(type)) type = Object.getPrototypeOf(type);
  const found = problems ?? new Problems();
  SHAPES.get(type)?.(props, "", { path: construct.node.path, problems: found });
  if (problems === undefined || found.anyInvalidShape) found.throwIfAny();
  // Its parts are made all the same, so that they are looked at; it is thrown away in the end.
  if (found.any) COMPOSING.add(construct);
}
