import type { Step } from "./resource";
import type { Expression, Expressions } from "./format";
import type { ConfiguredAttribute, ExpressionCache } from "./expression-cache";

type Configured = Expression | Expressions | readonly Expressions[];

/**
 * Blocks that the provider never fills in by itself: when one of them is unknown without an expression, a dynamic block
 * made it, and plans don't show those. (Blocks that are optional and computed are unknown whenever they're left out.)
 */
const NEVER_COMPUTED = new Set(
  "jwt_configuration cors_configuration default_route_settings route_settings access_log_settings user_pool_add_ons scope schema token_validity_units refresh_token_rotation".split(
    " ",
  ),
);

const HIDDEN: ConfiguredAttribute = {
  how: "hidden",
  references: [],
  why: "known after apply, and its expression isn't in the plan",
};
const NO_CONSTANTS: readonly string[] = [];
const LEFT_OUT: ConfiguredAttribute = { how: "left-out", references: [], why: "" };

/**
 * The expressions of one configured resource. Its instances share them, so each path is looked up once.
 */
export class ConfiguredAttributes {
  private readonly kept = new Map<Step, ConfiguredAttribute>();
  /** Paths that lead through more than one block: which is meant depends on the instance. */
  private readonly several = new Set<Step>();
  private readonly constant = new Map<string, readonly string[]>();
  /** False for a resource that isn't in the configuration, or one that is written in a way that Terraform never does. */
  private readonly usual: boolean;

  constructor(
    private readonly expressions: Expressions | undefined,
    private readonly cache: ExpressionCache,
  ) {
    this.usual = expressions !== undefined && (Object.keys(expressions).length === 0 || !isLeaf(expressions));
  }

  /**
   * What the configuration says at a path. Blocks of a set lose their order in plans, so of several blocks of one kind
   * those are looked at that agree with what the plan shows there (`values`, of the instance), and their references joined.
   */
  at(path: readonly Step[], values?: unknown): ConfiguredAttribute {
    const [first] = path;
    if (path.length === 1 && typeof first === "string") return this.of(first);
    if (!this.expressions) return HIDDEN;
    const key = path.filter(isName).join(" ");
    if (values !== undefined && this.several.has(key)) return this.lookUp(this.expressions, path, key, values);
    let found = this.kept.get(key);
    if (!found) {
      this.kept.set(key, (found = this.lookUp(this.expressions, path, key)));
      if (values !== undefined && this.several.has(key)) return this.lookUp(this.expressions, path, key, values);
    }
    return found;
  }

  /** The constants that are written at a path and below it, each as JSON. */
  constants(path: readonly Step[]): readonly string[] {
    const [first] = path;
    // An attribute of the resource itself: one expression, whose references are all that a plan shows.
    if (path.length === 1 && typeof first === "string") {
      const own = this.expressions?.[first];
      if (own === undefined || (!Array.isArray(own) && Object.hasOwn(own, "references"))) return NO_CONSTANTS;
    }
    const names = path.filter(isName);
    const key = names.join(" ");
    let found = this.constant.get(key);
    if (!found) {
      let level: readonly unknown[] = [this.expressions];
      for (const name of names) level = level.flatMap((at) => below(at, name));
      this.constant.set(key, (found = level.flatMap(constantsIn)));
    }
    return found;
  }

  of(name: string): ConfiguredAttribute {
    const { expressions } = this;
    if (!expressions) return HIDDEN;
    if (!this.usual) return this.lookUp(expressions, [name], name);
    const here = expressions[name];
    if (here === undefined) return leftOut(name);
    if (Array.isArray(here)) return this.lookUp(expressions, [name], name);
    return this.cache.given((here as Expression).references, templateOf(here as Expression));
  }

  private lookUp(expressions: Expressions, path: readonly Step[], key: Step, values?: unknown): ConfiguredAttribute {
    let level: readonly Configured[] = [expressions];
    let shown = values;
    for (const step of path) {
      shown = typeof shown === "object" && shown !== null ? (shown as Record<Step, unknown>)[step] : undefined;
      if (typeof step === "number") {
        if (level.length < 2) continue;
        this.several.add(key);
        level = level.filter((block) => agrees(block, shown));
        // None of them: a dynamic block made it.
        if (level.length === 0) return HIDDEN;
        continue;
      }
      // What a constant object doesn't hold is the provider's to fill in.
      if (level.some(isLeaf)) return level.every(isConstant) ? leftOut(step) : this.gather(level);
      const next = level.flatMap((at): readonly Configured[] => {
        const below = (at as Expressions)[step];
        if (below === undefined) return [];
        return Array.isArray(below) ? (below as readonly Expressions[]) : [below as Configured];
      });
      if (next.length === 0) return step === path.filter(isName).at(-1) ? leftOut(step) : HIDDEN;
      level = next;
    }
    return this.gather(level);
  }

  private gather(level: readonly Configured[]): ConfiguredAttribute {
    const [only, ...more] = level;
    const template = only !== undefined && more.length === 0 ? templateOf(only as Expression) : undefined;
    return this.cache.given(
      level.flatMap((at) => (at as Expression).references ?? []),
      template,
    );
  }
}

/** The result for an attribute or block that the configuration doesn't show. */
const leftOut = (name: string): ConfiguredAttribute => (NEVER_COMPUTED.has(name) ? HIDDEN : LEFT_OUT);

/** Could the plan show this block so? Constants are what it shows, and a block inside is there. */
function agrees(block: Configured, shown: unknown): boolean {
  if (typeof shown !== "object" || shown === null || isLeaf(block)) return true;
  return Object.entries(block as Expressions).every(([name, written]) => {
    const value = (shown as Record<string, unknown>)[name];
    if (Array.isArray(written)) return !Array.isArray(value) || value.length > 0 || written.length === 0;
    const constant = isConstant(written as Expression) ? (written as Expression).constant_value : undefined;
    if (Array.isArray(constant) && Array.isArray(value)) return sameTexts(constant, value);
    if (constant === undefined || typeof constant === "object" || value === undefined) return true;
    return value !== null && typeof value !== "object" && String(value) === String(constant);
  });
}

/** Order and repetition don't count: a set has neither. */
function sameTexts(one: readonly unknown[], other: readonly unknown[]): boolean {
  const [a, b] = [one, other].map((list) => JSON.stringify([...new Set(list.map(String))].sort()));
  return a === b;
}

const isName = (step: Step): boolean => typeof step === "string";

function isLeaf(at: Configured): boolean {
  if (Object.hasOwn(at, "references") || Object.hasOwn(at, "constant_value")) return true;
  return Object.keys(at).length === 0;
}

const isConstant = (at: Configured): boolean => Object.hasOwn(at, "constant_value") && !Object.hasOwn(at, "references");

/**
 * What Terraform JSON has where HCL has an expression: its texts are templates, which a plan lists as a constant with
 * references. Of HCL it shows references alone.
 */
const templateOf = ({ references, constant_value: written }: Expression): unknown =>
  references === undefined || references.length === 0 ? undefined : written;

function below(at: unknown, name: Step): readonly unknown[] {
  if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return [];
  const found = (at as Record<Step, unknown>)[name];
  return Array.isArray(found) ? (found as readonly unknown[]) : [found];
}

function constantsIn(at: unknown): readonly string[] {
  if (Array.isArray(at)) return at.flatMap(constantsIn);
  if (typeof at !== "object" || at === null) return [];
  if (Object.hasOwn(at, "constant_value")) return [JSON.stringify((at as Expression).constant_value)];
  if (Object.hasOwn(at, "references")) return [];
  return Object.entries(at).flatMap(([name, inner]) => constantsIn(inner).map((text) => `${name}=${text}`));
}
