import type { Attributes, Reference, Step } from "./resource";
import type { Value } from "./value";

/** Where a model was read from. */
export interface Origin {
  /** `synth`: Terraform JSON as cdktf writes it; `folder`: `.tf` files; `plan` and `state`: `terraform show -json`. */
  readonly format: "synth" | "folder" | "plan" | "state";
  /** Which side of a plan: what there was, or what there will be. A synth and a folder are `after`, a state `before`. */
  readonly side: "before" | "after";
  readonly formatVersion?: string;
  readonly terraformVersion?: string;
  /** False for a plan that was limited (`-target`), stopped at an error or left changes to a later one: what it leaves out is taken to stay as it is. */
  readonly complete: boolean;
  /** What somebody changed outside of Terraform since the last apply, as the plan found it. A function, so that no output holds its values. */
  readonly drift?: () => readonly Drift[];
  /** What a folder calls that isn't in it, one sentence each: modules that weren't fetched. What they make isn't known. */
  readonly missing?: readonly string[];
  /** Addresses, without indexes, of resources and modules that a configuration's `removed` blocks don't destroy. */
  readonly forgotten?: readonly string[];
  /** A configuration's `moved` blocks, in the order in which they are written. */
  readonly moves?: readonly Move[];
  /** Addresses, without indexes, of resources that a configuration's `import` blocks take over. */
  readonly imported?: readonly string[];
}

/** A `moved` block: addresses inside a module, which is given without indexes; undefined: the root module. */
export interface Move {
  readonly module?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** `after` undefined: removed. */
export interface Drift {
  readonly address: string;
  readonly type: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Was it read from a configuration, where only what is written shows, not what a provider makes of it? */
export const isConfiguration = ({ format }: Origin): boolean => format === "synth" || format === "folder";

/** An output of the root module. */
export interface Output {
  readonly name: string;
  readonly sensitive: boolean;
  readonly value: Value<unknown>;
  readonly references: readonly Reference[];
  readonly constructPath?: string;
}

export type Action = "no-op" | "create" | "read" | "update" | "delete" | "forget";

/** What a plan does to one resource instance. */
export interface Change {
  readonly address: string;
  /** Where it was before a `moved` block. */
  readonly previousAddress?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly actions: readonly Action[];
  /** True when the instance is destroyed and created anew, in either order. */
  readonly replaced: boolean;
  /** Terraform's own reason, e.g. `replace_because_cannot_update`. */
  readonly reason?: string;
  /** The attributes that force the replacement. */
  readonly replacePaths: readonly (readonly Step[])[];
  readonly importing: boolean;
  readonly before?: Attributes;
  readonly after?: Attributes;
}
