import { shown } from "../../redact/redact";
import type { Entity, Link, Resource } from "../../terraform/resource";
import type { Answer, Value } from "../../terraform/value";
import type { LambdaFunction } from "../entities";
import { nameOf } from "../../redact/name";
import { entityOf } from "../build/common";
import type { EntryPoint, Target } from "./entry-point";

/** What of an entry point follows from its resource, unless a reader says otherwise. */
export function entryPoint(
  resource: Resource,
  rest: Omit<EntryPoint, keyof Entity | "id" | "notes"> & {
    readonly part?: string;
    readonly notes?: readonly string[];
  },
): EntryPoint {
  const { part, notes = [], ...own } = rest;
  const repeated = resource.repeated ? ["It stands for any number of instances: count or for_each isn't known."] : [];
  return {
    ...entityOf(resource),
    ...own,
    id: part === undefined ? resource.address : `${resource.address}#${part}`,
    notes: [...notes, ...repeated],
  };
}

export const toFunction = (link: Link<LambdaFunction>): Target => ({ kind: "function", function: link });

/** A text that is fit to be shown, or a stand-in. */
export function textOr(resource: Resource, attribute: string, fallback: string): string {
  const value = resource.attributes.text(attribute);
  return value.known && value.value !== undefined ? shown(entityOf(resource), [attribute], value.value) : fallback;
}

export function nameText(resource: Resource, attribute = "name"): string {
  return textOr(resource, attribute, resource.name);
}

/** Yes, no, or it isn't known. */
export function answerOf(value: Value<boolean | undefined>, fallback = false): Answer {
  return value.known ? (value.value ?? fallback) : "unknown";
}

export { nameOf };
