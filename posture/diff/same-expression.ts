import type { Model, Reference, Resource, ShownExpression, Step } from "../model/index";
import { sameText } from "./compare-values";
import type { Comparison } from "./comparison";

/**
 * Two expressions whose values aren't known, as far as the sources show them. `same text`: a synth shows both and they
 * are equal. `left out`: nothing is written on either side. `same as shown`: a plan lists the same references and
 * constants, which two different texts may share.
 */
type ShownAlike = "same text" | "left out" | "same as shown" | "differs";

export type Verdict = "same" | "not compared" | "differs";

/** Holds expressions of two models against each other. */
export class Expressions {
  private readonly addresses: ReadonlyMap<string, string>;
  /** By the expressions themselves, which instances share where they are the same; each belongs to one attribute. */
  private readonly verdicts = new Map<ShownExpression, Map<ShownExpression, Verdict>>();
  private readonly known = new Map<readonly Reference[], Map<readonly Reference[], boolean>>();

  constructor(private readonly comparison: Comparison) {
    this.addresses = new Map(Array.from(comparison.moved, ([now, was]) => [was, now]));
  }

  /** Is a pair of unknown values the same, not to be compared by what is shown, or different? */
  look(before: Resource, after: Resource, path: readonly Step[]): Verdict {
    const was = before.attributes.expression(...path);
    const is = after.attributes.expression(...path);
    let known = this.verdicts.get(was);
    if (!known) this.verdicts.set(was, (known = new Map<ShownExpression, Verdict>()));
    let verdict = known.get(is);
    if (verdict === undefined) {
      const alike = this.asShown(was, is);
      if (alike === "differs") verdict = "differs";
      else verdict = alike === "same as shown" && !isAlone(path, is.references) ? "not compared" : "same";
      if (path.length === 1) known.set(is, verdict);
    }
    return verdict;
  }

  private asShown(was: ShownExpression, is: ShownExpression): ShownAlike {
    const alike = sameText(was, is);
    if (alike !== undefined) return alike ? "same text" : "differs";
    if (was.how === "left-out" && is.how === "left-out") return "left out";
    if (was.how !== is.how || was.constants !== is.constants) return "differs";
    return this.sameReferences(was.references, is.references) ? "same as shown" : "differs";
  }

  /** A thousand resources share few lists of references: each two are looked at once. */
  private sameReferences(was: readonly Reference[], is: readonly Reference[]): boolean {
    let from = this.known.get(was);
    if (!from) this.known.set(was, (from = new Map<readonly Reference[], boolean>()));
    let same = from.get(is);
    if (same === undefined) from.set(is, (same = this.lookAt(was, is)));
    return same;
  }

  private lookAt(was: readonly Reference[], is: readonly Reference[]): boolean {
    if (was.length !== is.length) return false;
    const before = new Map(was.map((one) => [text(one, this.addresses.get(one.address) ?? one.address), one]));
    return is.every((one) => {
      const partner = before.get(text(one, one.address));
      return partner !== undefined && this.sameValue(partner, one);
    });
  }

  /** What a reference leads to may be known on both sides, and differ. */
  private sameValue(was: Reference, is: Reference): boolean {
    if (is.attribute.length === 0) return true;
    const { before, after } = this.comparison;
    const [from, to] = [before.resource(was.address), after.resource(is.address)].map((resource) =>
      resource?.attributes.value(...is.attribute),
    );
    return !from?.known || !to?.known || JSON.stringify(from.value) === JSON.stringify(to.value);
  }
}

function text({ attribute }: Reference, address: string): string {
  return `${address}.${attribute.join(".")}`;
}

/** Attributes that stand for a resource as a whole. */
const IDENTITIES = new Set("id arn invoke_arn name function_name key_id bucket json identifier username".split(" "));

/** Arguments that hold nothing but the name of another resource: any other text around it would be an error in AWS. */
const NAMES_ANOTHER =
  /(_id|_arn|_name|_identifier)$|^(role|user|group|target|bucket|integration_uri|authorizer_uri|uri|key|username)$/;

/** Lists of such names: one item of them is one name, a whole list may hold others beside it. */
const NAMES_OTHERS = /_arns$|^(roles|users|groups)$/;

/** Policies: only a document as a whole stands for itself; a name or an ARN is one part of a larger text. */
const HOLDS_A_DOCUMENT = /^(\w+_)?policy$/;

/** Functions, whose names and ARNs may be followed by a version or an alias: `${aws_lambda_function.x.arn}:live`. */
const QUALIFIED = /^(function_name|(integration_|authorizer_)?uri)$/;

/**
 * Is an argument's expression one reference that stands for a resource as a whole? Then equal references say that the
 * value is the same.
 */
export function isReferenceAlone(resource: Resource, path: readonly Step[]): boolean {
  return isAlone(path, resource.attributes.references(...path));
}

function isAlone(path: readonly Step[], references: readonly Reference[]): boolean {
  const name = path.filter((step) => typeof step === "string").at(-1);
  const [only] = references;
  if (name === undefined || only === undefined || references.length > 1) return false;
  const [attribute = "", ...deeper] = only.attribute.filter((step) => typeof step === "string");
  if (deeper.length > 0 || !IDENTITIES.has(attribute)) return false;
  if (HOLDS_A_DOCUMENT.test(name)) return attribute === "json";
  if (QUALIFIED.test(name) && attribute === "arn") return false;
  if (NAMES_OTHERS.test(name)) return typeof path.at(-1) === "number";
  return NAMES_ANOTHER.test(name) && name !== "source_arn";
}

/** Is an id, known on one side, that of the resource which the other side refers to? */
export function leadsToTheSame(c: Comparison, before: Resource, after: Resource, path: readonly Step[]): boolean {
  return isOf(c.before, before, c.after, after, path) || isOf(c.after, after, c.before, before, path);
}

/** Is what is known here that of the resource to which the expression there refers? */
function isOf(here: Model, known: Resource, there: Model, open: Resource, path: readonly Step[]): boolean {
  const text = known.attributes.text(...path);
  const [reference, ...more] = open.attributes.references(...path);
  if (!text.known || reference === undefined) return false;
  // A pool's tokens name its endpoint, after https:// and with nothing behind.
  const isIssuer = path.at(-1) === "issuer" && more.length === 0 && reference.attribute.join(".") === "endpoint";
  if (!isIssuer && !isReferenceAlone(open, path)) return false;
  const target = there.resource(reference.address);
  const own = target && here.resource(target.address)?.attributes.text(...reference.attribute);
  return own?.known === true && own.value !== undefined && (text.value ?? "").endsWith(own.value);
}
