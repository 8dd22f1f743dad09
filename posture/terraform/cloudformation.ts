import { Unresolved, firstUnresolved, isBranch, type ValueBranch, type ValueNode } from "./value-node";
import type { Attributes } from "./resource";
import type { YamlDialect } from "./yaml";

/** A resource of a CloudFormation template, its properties evaluated as far as they can be without CloudFormation. */
export interface TemplateResource {
  readonly name: string;
  /** `AWS::Cognito::UserPool` */
  readonly type: string;
  readonly properties: ValueNode;
  /** Why it isn't known whether the stack has it: its condition isn't known. */
  readonly conditional?: string;
}

export interface Template {
  readonly resources: readonly TemplateResource[];
  /** What may add resources that the template doesn't show: macros, included texts, loops. */
  readonly hidden: readonly string[];
}

const WORDS: Readonly<Record<string, boolean>> = { yes: true, on: true, no: false, off: false };

/** A template's YAML: functions as tags, and the words of YAML 1.1. */
export const SHORT_FORMS: YamlDialect = {
  words: WORDS,
  tagged: (tag, value) => {
    if (tag === "Ref" || tag === "Condition") return { [tag]: value };
    if (!/^[A-Z]\w*$/.test(tag)) return undefined;
    return { [`Fn::${tag}`]: tag === "GetAtt" && typeof value === "string" ? value.split(/\.(.*)/s, 2) : value };
  },
};

/** The value that a stack gives to a parameter of its template; undefined: none, so the default stands. */
export type ParameterValue = (name: string) => ValueNode;

/**
 * Reads a template, JSON or YAML with its short tags in the long form.
 * AWS CloudFormation: Intrinsic functions https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function templateOf(data: ValueNode, given: ParameterValue = () => undefined): Template {
  const template = new TemplateReader(data, given);
  const resources = memberOf(data, "Resources");
  const hidden = [
    ...list(memberOf(data, "Transform")).flatMap(rewrittenBy),
    ...(resources instanceof Unresolved ? [`Resources (${resources.why})`] : []),
    ...Object.keys(isBranch(resources) ? resources : {}).filter((name) => /^Fn::(?:ForEach|Transform)\b/.test(name)),
  ];
  return { resources: isBranch(resources) ? template.resources(resources) : [], hidden };
}

/** The template that a stack or a stack set is given; `unread`: why it can't be read. */
export function templateAt(attributes: Attributes): { readonly data: ValueNode } | { readonly unread: string } {
  const data = attributes.json("template_body") as ValueNode;
  if (data !== undefined) return { data };
  const [text, url] = [attributes.text("template_body"), attributes.text("template_url")];
  if (!url.known || url.value !== undefined) return { unread: "the template at template_url isn't in this input" };
  if (!text.known) return { unread: `template_body isn't known (${text.why})` };
  return { unread: "template_body is neither JSON nor YAML" };
}

/** Transforms of AWS's own that add no resources of other services than the template names. */
const OWN_TRANSFORM = /^AWS::(?:Serverless|LanguageExtensions|SecretsManager|CodeDeployBlueGreen)/;

function rewrittenBy(transform: ValueNode): string[] {
  const name = isBranch(transform) ? transform["Name"] : transform;
  if (name === undefined || name === null) return [];
  return typeof name === "string" && OWN_TRANSFORM.test(name) ? [] : [`what the transform ${String(name)} adds`];
}

/** Functions over functions, conditions over conditions: more than a template may hold of them. */
const MAX_DEPTH = 50;

class TemplateReader {
  private depth = 0;

  constructor(
    private readonly data: ValueNode,
    private readonly given: ParameterValue,
  ) {}

  resources(bodies: ValueBranch): TemplateResource[] {
    return Object.entries(bodies).flatMap(([name, body]): TemplateResource[] => {
      const type = memberOf(body, "Type");
      if (typeof type !== "string") return [];
      const condition = memberOf(body, "Condition");
      const exists = condition === undefined || this.condition(condition);
      if (exists === false) return [];
      const properties = this.value(memberOf(body, "Properties"));
      return [{ name, type, properties, ...(exists instanceof Unresolved && { conditional: exists.why }) }];
    });
  }

  /** Undefined for what `AWS::NoValue` takes away. */
  value(node: ValueNode): ValueNode {
    return this.nested("its functions", () => this.evaluated(node));
  }

  private nested<Result>(what: string, evaluate: () => Result): Result | Unresolved {
    if (this.depth >= MAX_DEPTH) return new Unresolved(`${what} are nested too deeply`);
    this.depth++;
    try {
      return evaluate();
    } finally {
      this.depth--;
    }
  }

  private evaluated(node: ValueNode): ValueNode {
    if (typeof node === "string" && /\{\{resolve:/.test(node)) return new Unresolved("it is a dynamic reference");
    if (Array.isArray(node))
      return (node as readonly ValueNode[]).map((item) => this.value(item)).filter((item) => item !== undefined);
    if (!isBranch(node)) return node;
    const names = Object.keys(node);
    const called = names.find((name) => name === "Ref" || name === "Condition" || name.startsWith("Fn::"));
    if (called !== undefined && (names.length === 1 || called.startsWith("Fn::"))) {
      if (names.length > 1) return evaluatedThere(called);
      return called === "Condition" ? this.condition(node[called]) : this.call(called, node[called]);
    }
    return Object.fromEntries(
      Object.entries(node)
        .map(([name, inner]) => [name, this.value(inner)] as const)
        .filter(([, inner]) => inner !== undefined),
    );
  }

  private call(name: string, argument: ValueNode): ValueNode {
    const own = list(argument);
    switch (name) {
      case "Ref":
        return typeof argument === "string" ? this.reference(argument) : evaluatedThere(name);
      case "Fn::If": {
        const holds = this.condition(own[0]);
        return holds instanceof Unresolved ? holds : this.value(own[holds ? 1 : 2]);
      }
      case "Fn::Equals":
      case "Fn::And":
      case "Fn::Or":
      case "Fn::Not":
        return this.condition({ [name]: argument });
      case "Fn::FindInMap":
        return this.mapped(own.map((item) => this.value(item)));
      case "Fn::Sub":
        return this.substituted(own[0], own[1]);
      case "Fn::Join":
        return this.applied(own, ([separator, items]) =>
          Array.isArray(items) && [separator, ...(items as ValueNode[])].every(isScalar)
            ? (items as unknown[]).map(String).join(String(separator))
            : undefined,
        );
      case "Fn::Split":
        return this.applied(own, ([separator, text]) =>
          isScalar(separator) && isScalar(text) ? String(text).split(String(separator)) : undefined,
        );
      case "Fn::Select":
        return this.applied(own, ([i, items]) =>
          Array.isArray(items) && /^\d+$/.test(String(i as string)) ? (items as ValueNode[])[Number(i)] : undefined,
        );
      default:
        return evaluatedThere(name);
    }
  }

  private applied(own: readonly ValueNode[], call: (values: readonly ValueNode[]) => ValueNode): ValueNode {
    const values = own.map((item) => this.value(item));
    return firstUnresolved(values) ?? call(values) ?? new Unresolved("its arguments aren't those of its function");
  }

  private reference(name: string): ValueNode {
    if (name === "AWS::NoValue") return undefined;
    const parameter = memberOf(memberOf(this.data, "Parameters"), name);
    if (!isBranch(parameter)) return new Unresolved(`CloudFormation gives ${name} at deployment`);
    const type = memberOf(parameter, "Type");
    if (typeof type !== "string" || type.startsWith("AWS::SSM::") || memberOf(parameter, "NoEcho") !== undefined)
      return new Unresolved(`the parameter ${name} isn't shown`);
    const value = this.given(name) ?? memberOf(parameter, "Default");
    if (value === undefined || value === null) return new Unresolved(`the parameter ${name} isn't given`);
    if (value instanceof Unresolved) return new Unresolved(`the parameter ${name} (${value.why})`);
    return /^(?:CommaDelimitedList|List<)/.test(type)
      ? String(value as string)
          .split(",")
          .map((item) => item.trim())
      : String(value as string);
  }

  private mapped([map, first, second]: readonly ValueNode[]): ValueNode {
    let here: ValueNode = memberOf(this.data, "Mappings");
    for (const key of [map, first, second]) {
      if (key instanceof Unresolved) return key;
      here = memberOf(here, String(key));
    }
    return here ?? evaluatedThere("Fn::FindInMap");
  }

  private substituted(text: ValueNode, variables: ValueNode): ValueNode {
    if (typeof text !== "string") return evaluatedThere("Fn::Sub");
    let missing: Unresolved | undefined;
    const filled = text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
      if (name.startsWith("!")) return `\${${name.slice(1)}}`;
      const own = memberOf(variables, name);
      const value = own === undefined ? this.reference(name.trim()) : this.value(own);
      if (isScalar(value)) return String(value);
      missing ??= value instanceof Unresolved ? value : evaluatedThere("Fn::Sub");
      return whole;
    });
    return missing ?? this.value(filled);
  }

  /** A condition by its name, or written out. */
  private condition(node: ValueNode): boolean | Unresolved {
    return this.nested("its conditions", () => this.held(node));
  }

  private held(node: ValueNode): boolean | Unresolved {
    if (typeof node === "string") {
      const named = memberOf(memberOf(this.data, "Conditions"), node);
      const holds = named === undefined ? new Unresolved("there is none") : this.condition(named);
      // The innermost names itself: one that leads to itself would be named for as deep as it is followed.
      const isNamed = !(holds instanceof Unresolved) || holds.why.startsWith("the condition ");
      return isNamed ? holds : new Unresolved(`the condition ${node}: ${holds.why}`);
    }
    const [name, argument] = isBranch(node) ? (Object.entries(node)[0] ?? []) : [];
    const own = list(argument);
    const all = (): (boolean | Unresolved)[] => own.map((item) => this.condition(item));
    switch (name) {
      case "Condition":
        return typeof argument === "string" ? this.condition(argument) : evaluatedThere(name);
      case "Fn::Not": {
        const [holds] = all();
        return typeof holds === "boolean" ? !holds : (holds ?? evaluatedThere(name));
      }
      case "Fn::And":
      case "Fn::Or": {
        const settling = name === "Fn::Or";
        const found = all();
        if (found.includes(settling)) return settling;
        return found.find((one) => one instanceof Unresolved) ?? !settling;
      }
      case "Fn::Equals": {
        const [a, b] = own.map((item) => this.value(item));
        const missing = firstUnresolved([a, b]);
        // An unquoted yes is true to some readers of YAML, and a text to others.
        if ([a, b].some((one) => typeof one === "boolean") && [a, b].some((one) => Object.hasOwn(WORDS, String(one))))
          return new Unresolved("readers of YAML don't agree on an unquoted yes or no");
        return missing ?? (isScalar(a) && isScalar(b) ? String(a) === String(b) : evaluatedThere(name));
      }
      default:
        return evaluatedThere(name ?? "a condition");
    }
  }
}

/** What CloudFormation takes as a text; it refuses lists, objects and AWS::NoValue in its place. */
const isScalar = (node: ValueNode): node is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof node);

const evaluatedThere = (name: string): Unresolved => new Unresolved(`CloudFormation evaluates ${name}`);

/** An unknown whole makes each of its members unknown. */
function memberOf(node: ValueNode, name: string): ValueNode {
  if (node instanceof Unresolved) return node;
  return isBranch(node) && Object.hasOwn(node, name) ? node[name] : undefined;
}

function list(node: ValueNode): readonly ValueNode[] {
  return Array.isArray(node) ? (node as readonly ValueNode[]) : [node];
}
