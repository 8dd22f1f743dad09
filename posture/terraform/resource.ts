import type { Listing, Value } from "./value";

/** A step into an attribute: a name, or the index of a block or list item. */
export type Step = string | number;

/** What an expression refers to: `aws_cognito_user_pool.pool`, attribute path `["endpoint"]`. */
export interface Reference {
  /** Address in full as far as it can be said: with module, without an index when that isn't known. */
  readonly address: string;
  readonly attribute: readonly Step[];
}

/** A text that is put together of texts and attributes of resources: `${aws_lambda_function.x.arn}:*`. */
export type Pieces = readonly (string | Reference)[];

/** Values, and in the same shape `true` where one isn't known: as `after` and `after_unknown` of a plan. */
export interface PlainAttributes {
  readonly values: unknown;
  readonly unknown: unknown;
}

/** What a source shows of an expression whose value isn't known. For comparing, never for showing: it may hold secrets. */
export interface ShownExpression {
  /** `left-out`: nothing is written there, AWS fills in its default. `hidden`: the source doesn't show it at all. */
  readonly how: "given" | "left-out" | "hidden";
  /** The expression's own text, which only a synth shows. */
  readonly written?: string;
  /** The same with what locals, variables and modules' inputs and outputs say in their place, where that can be told. */
  readonly exact?: string;
  readonly references: readonly Reference[];
  /** What is constant in it as far as that shows: constants of blocks, values of variables, items of a for_each. */
  readonly constants: string;
}

/**
 * A resource's arguments as they were emitted, planned or stored. Paths go through nested blocks by index, also where
 * Terraform allows one block only: `value("jwt_configuration", 0, "issuer")`.
 */
export interface Attributes {
  /** The value at a path. `known(undefined)`: left out or null. Unknown when it, or anything inside it, isn't known. */
  value(...path: readonly Step[]): Value<unknown>;
  /** The string there; numbers and booleans are turned into their text. An object or list is unknown. */
  text(...path: readonly Step[]): Value<string | undefined>;
  number(...path: readonly Step[]): Value<number | undefined>;
  flag(...path: readonly Step[]): Value<boolean | undefined>;
  /** The list or set of strings there; a left-out list is empty. */
  texts(...path: readonly Step[]): Listing<string>;
  /** The nested blocks (or objects) there, each with its own attributes. */
  blocks(...path: readonly Step[]): Listing<Attributes>;
  /** What the expression there refers to: the longest path of each reference, in order of appearance. */
  references(...path: readonly Step[]): readonly Reference[];
  /** The expression there as it was written, `https://${aws_cognito_user_pool.pool.endpoint}`. Only a synth shows it. */
  written(...path: readonly Step[]): string | undefined;
  /** What the source shows of the expression there. */
  expression(...path: readonly Step[]): ShownExpression;
  /** Everything there is, as plain data. A synth's expressions that aren't evaluated stand as their text. */
  plain(): PlainAttributes;
  /** What the JSON text there encodes, as far as it is known: parts that aren't are Unresolved. Undefined: no JSON. */
  json(...path: readonly Step[]): unknown;
  /** What the text there is put together of, where it isn't known but is nothing but texts and attributes of resources. */
  pieces(...path: readonly Step[]): Pieces | undefined;
  /** Did the author (or the provider) mark the value there, or anything inside it, as sensitive? */
  sensitive(...path: readonly Step[]): boolean;
  /** The same where what stands at these paths isn't known, for a reason; with no path a copy. */
  without(paths: readonly (readonly Step[])[], why: string): Attributes;
}

/** Paths of arguments that an apply leaves as they are deployed, by the address of the resource. */
export type LeftArguments = ReadonlyMap<string, readonly (readonly Step[])[]>;

/** Why such an argument isn't known. */
export const leftBy = (address: string): string => `${IGNORED} ${address} leaves what is deployed`;
/** Why an argument isn't known that is no longer set, and that Terraform then leaves as it is. */
export const leftOutOf = (address: string): string => `what ${address} ${LEFT_OUT}`;

const IGNORED = "ignore_changes of";
const LEFT_OUT = "no longer sets stays as it is deployed";
/** Is one of both the reason of a value that is not known? */
export const isLeft = (why: string): boolean => why.startsWith(IGNORED) || why.endsWith(LEFT_OUT);

/** One instance of a resource or data source. */
export interface Resource {
  /** In full: `module.api["eu"].aws_apigatewayv2_route.get["GET /items"]`. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Index of this instance under count (number) or for_each (string). */
  readonly index?: string | number;
  /** Address of the module instance that holds it; undefined in the root module. */
  readonly module?: string;
  /** Path of the construct that emitted it, when a synthesized stack says so. */
  readonly constructPath?: string;
  /** Local name of the provider configuration: `aws`, `aws.us_east_1`. */
  readonly provider?: string;
  /** True when count or for_each couldn't be evaluated, so this one stands for any number of instances. */
  readonly repeated: boolean;
  /** Of a configuration, what count or for_each say that couldn't be evaluated, its own and its modules'. For comparing only. */
  readonly repetition?: string;
  /** `lifecycle.prevent_destroy`; plans and states don't tell. */
  readonly preventDestroy: Value<boolean>;
  /** Of a configuration, `lifecycle.ignore_changes`: the paths of the arguments that Terraform doesn't update. */
  readonly ignoreChanges?: "all" | readonly (readonly Step[])[] | undefined;
  /** Of a configuration, OpenTofu's `lifecycle.destroy = false`: where it is removed, it stays deployed. */
  readonly isLeftOnRemoval?: boolean;
  /** Where it lives: its own `region`, else its provider's; undefined when left to the environment. */
  readonly region: Value<string | undefined>;
  /** The AWS account it is in, where its ARN, or the role or the only account of its provider, tells. */
  readonly account?: string | undefined;
  /**
   * What its provider's block says, by argument, `alias` and `version` left out; undefined where the source doesn't
   * show it (a state). For comparing, never for showing: it may hold credentials.
   */
  readonly providerArguments?: Readonly<Record<string, string>> | undefined;
  readonly attributes: Attributes;
}

/** What every modelled thing has. */
export interface Entity {
  readonly address: string;
  readonly module?: string;
  readonly constructPath?: string;
  readonly resource: Resource;
}

/**
 * Where a reference leads. `resource`: to something in this model. `external`: to something that exists elsewhere, by
 * its literal id or ARN. `none`: nothing is set. `unknown`: can't be said, though `candidates` may narrow it down, and
 * two of one `input`, a variable of the root module that nothing gives a value, lead to the same.
 */
export type Link<T extends Entity> =
  | { readonly kind: "resource"; readonly target: T }
  | { readonly kind: "external"; readonly id: string }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly why: string; readonly candidates: readonly T[]; readonly input?: string };

/** The modelled thing a link leads to, or undefined. */
export function targetOf<T extends Entity>(link: Link<T>): T | undefined {
  return link.kind === "resource" ? link.target : undefined;
}

/** Does the link lead to this one? Unknown links answer "unknown"; an external id is another thing. */
export function leadsTo<T extends Entity>(link: Link<T>, entity: T): true | false | "unknown" {
  if (link.kind === "unknown")
    return link.candidates.length > 0 && !link.candidates.includes(entity) ? false : "unknown";
  return link.kind === "resource" && link.target.address === entity.address;
}
