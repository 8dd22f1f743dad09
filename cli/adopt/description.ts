import type { StateResource } from "./estate";
import type { Json, JsonObject } from "../json";

/** A resource that is taken over, and how to find its counterpart among what the constructs emit. */
export interface Expected {
  readonly held: StateResource;
  /** Whether an emitted resource of its type is the one. @param path its construct's path below the stack */
  matches(emitted: JsonObject, path: string): boolean;
}

/** A construct beside the API: a client that its authorizer doesn't accept, or a further resource server. */
export interface ExtraConstruct {
  readonly construct: "MachineClient" | "ScopeCatalogue" | "WebClient";
  readonly id: string;
  /** Its props, without the pool and, for clients, the catalogue. */
  readonly props: JsonObject;
}

/** One API as `SecuredApi` describes it. */
export interface Description {
  readonly api: StateResource;
  readonly id: string;
  readonly props: JsonObject;
  readonly beside: readonly ExtraConstruct[];
  readonly expected: readonly Expected[];
  /** The address of what a prop was made from, for the constructs' own refusals: `routes["GET /items"]`. */
  readonly origins: ReadonlyMap<string, string>;
  /** What is worth knowing of what was taken over. */
  readonly notes: readonly string[];
}

export function compact(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
