import { ComplexList, ComplexObject, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { OVERRIDE } from "../../posture/access-list";
import { changesBetween, readSynth, type ChangeFinding, type Rule } from "../../posture/index";
import { resolved } from "./access-list";
import { otherAnswers } from "./other-answers";

/** On a resource: its arguments as they were made. On a stack: the resources whose arguments are remembered. */
const DECLARED = Symbol.for("cognito-http-api/declared-arguments");

type Fields = ReadonlyMap<string, unknown>;
type Arguments = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** Remembers the arguments of the resources below a construct, as it has made them: what is set afterwards is an override. */
export function rememberArguments(construct: IConstruct): void {
  const made = madeIn(TerraformStack.of(construct));
  for (const node of construct.node.findAll()) {
    if (!TerraformResource.isTerraformResource(node)) continue;
    Object.defineProperty(node, DECLARED, { value: fieldsOf(node), configurable: true });
    made.add(node);
  }
}

function madeIn(stack: TerraformStack): Set<TerraformResource> {
  const holder = stack as { [DECLARED]?: Set<TerraformResource> };
  if (holder[DECLARED] === undefined) Object.defineProperty(holder, DECLARED, { value: new Set() });
  return holder[DECLARED] ?? new Set();
}

/** The bindings keep an argument in a field of its name with `_` before it, and a block in an object of such fields. */
function fieldsOf(holder: object): Fields {
  return new Map(
    Object.entries(holder)
      .filter(([name]) => (name.startsWith("_") && !NAMES.has(name)) || OTHERS.has(name))
      .map(([name, value]: [string, unknown]) => [name, isBlock(value) ? fieldsOf(value) : value]),
  );
}

/** What the binding works out when it is asked for. */
const NAMES = new Set(["_friendlyUniqueId", "_fqnToken"]);
const OTHERS = new Set(["count", "forEach", "lifecycle", "provider", "isEmptyObject", "internalValue"]);

const isBlock = (value: unknown): value is object => value instanceof ComplexObject || value instanceof ComplexList;

/** Runs with the fields as they were, and sets them back. */
function withFields<T>(holder: object, was: Fields, run: () => T): T {
  const target = holder as Record<string, unknown>;
  let next = run;
  for (const [name, value] of was) {
    const now = target[name];
    if (value instanceof Map && isBlock(now)) {
      const inner = next;
      next = () => withFields(now, value, inner);
    } else if (now !== value) {
      const inner = next;
      next = () => {
        target[name] = value;
        try {
          return inner();
        } finally {
          target[name] = now;
        }
      };
    }
  }
  return next();
}

function isChanged(holder: object, was: Fields): boolean {
  const now = holder as Record<string, unknown>;
  return [...was].some(([name, value]) =>
    value instanceof Map && isBlock(now[name]) ? isChanged(now[name], value as Fields) : now[name] !== value,
  );
}

/** A resource's arguments as its construct made them; undefined where nobody touched them. */
function declaredArguments(stack: TerraformStack, resource: TerraformResource): Resources | undefined {
  const was = (resource as { [DECLARED]?: Fields })[DECLARED] ?? new Map<string, unknown>();
  const own = resource as unknown as { rawOverrides: Record<string, unknown> };
  const { terraformResourceType: type, friendlyUniqueId: name } = resource;
  const ofStack = (stack as unknown as { rawOverrides: { resource?: Resources } }).rawOverrides.resource;
  const isOverridden = Object.keys(own.rawOverrides).length > 0 || ofStack?.[type]?.[name] !== undefined;
  const isRemoved = resource.node.scope?.node.tryFindChild(resource.node.id) !== resource;
  if (!isOverridden && !isRemoved && !isChanged(resource, was)) return undefined;
  return withFields(resource, new Map([...was, ["rawOverrides", {}]]), () => {
    const { resource: rendered } = resolved(resource.toTerraform(), stack) as { readonly resource: Resources };
    return rendered;
  });
}

/** Whether anything but its construct says what a resource emits. */
export const isOverridden = (stack: TerraformStack, resource: TerraformResource): boolean =>
  declaredArguments(stack, resource) !== undefined;

/** Every kind but those that only protect, or open and close nothing. What can't be said isn't passed over either. */
const COUNTS: ReadonlySet<ChangeFinding["kind"]> = new Set(["broadened", "narrowed", "breaking", "unknown"]);

/**
 * What overrides, attributes set afterwards and aspects change of who gets in, beside what the constructs make of their props. Undefined where
 * nothing was changed. Each changed resource is put back by itself, and the comparison of `posture diff` says what the change lets callers do; its
 * sentences tell the step from the declared to the emitted.
 */
export function overrideRule(stack: TerraformStack, emitted: object): Rule | undefined {
  const inTree = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const touched = [...new Set([...madeIn(stack), ...inTree])].flatMap((resource) => {
    const declared = declaredArguments(stack, resource);
    return declared === undefined ? [] : [{ resource, declared }];
  });
  if (touched.length === 0) return undefined;
  return {
    ...OVERRIDE,
    check(after, report) {
      const changes = (declared: readonly Resources[]): readonly ChangeFinding[] =>
        changesBetween(readSynth(withResources(emitted, declared)), after).filter(({ kind }) => COUNTS.has(kind));
      const together = changes(touched.map(({ declared }) => declared));
      for (const { resource, declared } of touched) {
        const alone = together.length === 0 || touched.length === 1 ? together : changes([declared]);
        const found = [...alone.map(sentence), ...otherAnswers(declared, emitted)];
        if (found.length === 0) continue;
        const { terraformResourceType, friendlyUniqueId, node } = resource;
        report({
          at: { address: `${terraformResourceType}.${friendlyUniqueId}`, constructPath: node.path },
          message: `What is emitted isn't what the construct makes of its props. ${found.join(" ")}`,
          remedy: "Change the props instead, or acknowledge the finding with the reason why the override is right.",
        });
      }
    },
  };
}

/** Between what is declared and what is emitted nothing is replaced: only the argument differs. */
function sentence({ code, summary, before, after, address, cause }: ChangeFinding): string {
  if (code.endsWith("-replaced")) return `${address}: ${cause ?? "an argument that can't change later"}.`;
  const values =
    before === undefined && after === undefined
      ? ""
      : ` (declared: ${before ?? "nothing"}; found: ${after ?? "nothing"})`;
  return `${summary.replace(/\.$/, "")}${values}.`;
}

function withResources(emitted: object, declared: readonly Resources[]): object {
  const resource: Record<string, Record<string, Arguments>> = { ...(emitted as { resource?: Resources }).resource };
  for (const [type, named] of declared.flatMap((one) => Object.entries(one)))
    resource[type] = { ...resource[type], ...named };
  return { ...emitted, resource };
}
