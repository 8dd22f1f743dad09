import { append } from "../group-by";
import { accountFor, relevance, type AttributeAccount, type ReadPlace } from "../coverage/index";
import { isConfiguration, type Resource } from "../model/index";
import type { ChangeFinding, ChangeReport, Citation, CodeInfo, ComparedAttributes } from "./change";
import type { Comparison } from "./comparison";
import { decidingFunctions } from "./deciding-functions";
import { namesResource, ofSource, otherResource, valueOf } from "./place-texts";
import { refersToOther } from "./refers-to-other";
import { ChangedSources, type Sources } from "./changed-sources";
import { Expressions, leadsToTheSame, type Verdict } from "./same-expression";
import { jsonEqual, byText, differsIn, dotted, touches, unknownPaths, withoutEmptyTexts } from "./paths";
import { isUnset, isOff, isWrittenDefault } from "./provider-defaults";
import { documentReaders } from "./policies/read-documents";
import { providerChanges } from "./provider-arguments";
import { LEFT_CODES, leftReports, leftText } from "./left-as-deployed";
import { relocations } from "./relocated";
import { repetitions } from "./repetitions";
import { readsTags } from "./tag-conditions";
import { resourcePairs, type ResourcePair } from "./resource-pairs";

/** An attribute of a resource, by address; the path as people write it: `jwt_configuration.audience`. */
interface AttributePlace {
  readonly address: string;
  readonly attribute: string;
}

/** What became of everything that differs between two models. */
export interface Accounting {
  /** What differs and what no detector speaks of. */
  readonly reports: readonly ChangeReport[];
  /** Known only after apply on both sides, with equal references: the plans don't show whether the text differs. */
  readonly notCompared: readonly AttributePlace[];
  /** Written in another way, to the same effect: a default that is written down, another order, a name in another case. */
  readonly sameEffect: readonly AttributePlace[];
  /** Types of changed resources that nobody has sorted: what they decide was not analysed. */
  readonly unclassified: readonly string[];
  /** Changed attributes that decide nothing about access. */
  readonly irrelevant: number;
  /** Resources that differ in anything at all, and arguments of providers that decide nothing. */
  readonly changed: number;
  /** Why attributes were not compared at all: two sources that write resources down in different ways. */
  readonly limit?: string;
}

/** The codes of what is reported here. */
export const ACCOUNTING: { readonly codes: Readonly<Record<string, CodeInfo>>; readonly source: string } = {
  source:
    "Terraform: JSON Output Format, Change Representation https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
  codes: {
    "configuration-changed": {
      title: "An attribute changed that no other finding explains",
      kinds: ["unknown", "neutral"],
    },
    "configuration-unknown": {
      title: "An attribute that access may depend on is known only after apply",
      kinds: ["unknown"],
    },
    "resource-changed": {
      title: "A resource is new or removed that no other finding explains",
      kinds: ["unknown", "neutral"],
    },
    "resource-relocated": { title: "A resource moves to another region or account", kinds: ["breaking", "unknown"] },
    "provider-changed": {
      title: "A provider's block says something else, on which its resources or their tags depend",
      kinds: ["unknown"],
    },
    ...LEFT_CODES,
    "attribute-not-analysed": { title: "A changed attribute that posture does not know", kinds: ["unknown"] },
  },
};

/**
 * Accounts for every attribute that differs: reported by a detector, without effect on access, not compared, or else
 * reported here. So nothing that changes passes in silence.
 */
export function accountForAll(
  comparison: Comparison,
  findings: readonly ChangeFinding[],
  compared: ComparedAttributes,
  sources?: Sources,
): Accounting {
  return new Accountant(comparison, findings, compared, sources).run();
}

class Accountant {
  private readonly reports: ChangeReport[] = [];
  private readonly notCompared: AttributePlace[] = [];
  private readonly sameEffect: AttributePlace[] = [];
  private readonly unclassified = new Set<string>();
  private readonly citations = new Map<string, Citation[]>();
  private readonly expressions: Expressions;
  private readonly changedSources: ChangedSources;
  private readonly isReadByPolicies: (document: Resource) => boolean;
  private irrelevant = 0;
  private changed = 0;
  private decides?: (resource: Resource) => boolean;
  private tags?: boolean;

  constructor(
    private readonly comparison: Comparison,
    private readonly findings: readonly ChangeFinding[],
    private readonly by: ComparedAttributes,
    private readonly sources: Sources | undefined,
  ) {
    this.expressions = new Expressions(comparison);
    this.changedSources = new ChangedSources(comparison);
    this.isReadByPolicies = documentReaders(comparison.after, (resource, path) => this.compared(resource, path));
    for (const { address, attributes = [] } of findings) this.cite([{ address }, ...attributes]);
  }

  run(): Accounting {
    const { before, after } = this.comparison;
    const left = leftReports(this.comparison, (type, path) => this.isIrrelevant(type, path), this.findings);
    this.cite(left.places);
    this.reports.push(...left.reports);
    const [was, is] = [before, after].map((model) => (model.origin.format === "synth" ? "synth" : "shown"));
    const limit =
      was === is || before.resources.length === 0 || after.resources.length === 0
        ? undefined
        : "one side is a synthesized stack and the other is not, so only what posture models was compared";
    if (limit === undefined) {
      const pairs = resourcePairs(this.comparison);
      const providers = providerChanges(pairs, () => (this.tags ??= readsTags(this.comparison)));
      this.irrelevant += providers.irrelevant;
      this.changed += providers.irrelevant;
      const moved = relocations(pairs);
      this.cite(moved.flatMap(({ attributes = [] }) => attributes));
      this.reports.push(...moved, ...providers.reports, ...repetitions(pairs));
      for (const pair of pairs) this.pair(pair);
    }
    return {
      reports: this.reports,
      notCompared: this.notCompared,
      sameEffect: this.sameEffect,
      unclassified: [...this.unclassified].sort(),
      irrelevant: this.irrelevant,
      changed: this.changed,
      ...(limit !== undefined && { limit }),
    };
  }

  /** Nothing else is said of these places. */
  private cite(places: readonly Citation[]): void {
    for (const place of places) append(this.citations, place.address, place);
  }

  private pair({ before, after }: ResourcePair): void {
    const resource = after ?? before;
    if (resource === undefined || !resource.type.includes("_")) return;
    if (resource.mode === "data") return this.data(before, after);
    if (before && after) this.kept(before, after);
    else this.whole(resource, after === undefined);
  }

  /** What a data source gives is compared where it is used; its arguments count while its answer isn't known. */
  private data(before: Resource | undefined, after: Resource | undefined): void {
    const isOpen = (resource: Resource) => unknownPaths(resource.attributes.plain().unknown).length > 0;
    if (before && after && isOpen(before) && isOpen(after)) this.kept(before, after);
  }

  private kept(before: Resource, after: Resource): void {
    const [was, is] = [before.attributes.plain(), after.attributes.plain()];
    if (isConfiguration(this.comparison.after.origin))
      for (const { name, source } of this.changedSources.behindTexts(before, after))
        if (!this.isExplained(after, name)) this.reports.push(ofSource(after, name, source));
    const isAlike = jsonEqual(was.values, is.values) && jsonEqual(was.unknown, is.unknown);
    if (isAlike && this.isSettled(before, after, is.unknown)) return;
    const open = byText(unknownPaths(is.unknown));
    const settled = new Set<string>();
    for (const [text, path] of isAlike ? open : byText(unknownPaths(was.unknown))) {
      if (!open.has(text)) continue;
      const verdict = this.isIrrelevant(after.type, text) ? "same" : this.look(before, after, path);
      if (verdict === "differs") continue;
      settled.add(text);
      if (verdict === "not compared") this.notCompared.push({ address: after.address, attribute: text });
    }
    if (isAlike && settled.size === open.size) return;
    const account = accountFor(
      {
        type: after.type,
        before: withoutEmptyTexts(was.values),
        after: withoutEmptyTexts(is.values),
        beforeUnknown: was.unknown,
        afterUnknown: is.unknown,
      },
      this.circumstances(after, differsIn(was.values, is.values, ["tags", "tags_all"])),
    );
    this.evaluateRules(before, after, withoutSettled(account, settled));
  }

  /** Where an unknown value comes from, if that is another source than before. */
  private source(after: Resource, path: readonly (string | number)[]): string | undefined {
    return this.changedSources.among(after.attributes.references(...path));
  }

  /** What sources say of a pair of expressions goes before what plans show of them. */
  private look(before: Resource, after: Resource, path: readonly (string | number)[]): Verdict {
    const shown = this.source(after, path) === undefined ? this.expressions.look(before, after, path) : "differs";
    if (!this.sources || shown === "same") return shown;
    const [was, is] = [this.sources.before(before.address, path), this.sources.after(after.address, path)];
    if (was === undefined || is === undefined) return shown;
    return was === is ? "same" : "differs";
  }

  /** The usual case, of which a plan has thousands: the same values, and attributes of its own that aren't known. */
  private isSettled(before: Resource, after: Resource, marks: unknown): boolean {
    if (typeof marks !== "object" || marks === null) return marks !== true;
    const found: string[] = [];
    for (const name of Object.keys(marks)) {
      const mark = (marks as Readonly<Record<string, unknown>>)[name];
      if (mark !== true) {
        if (unknownPaths(mark).length > 0) return false;
        continue;
      }
      if (this.isIrrelevant(after.type, name)) continue;
      const verdict = this.look(before, after, [name]);
      if (verdict === "differs") return false;
      if (verdict === "not compared") found.push(name);
    }
    for (const attribute of found) this.notCompared.push({ address: after.address, attribute });
    return true;
  }

  private evaluateRules(before: Resource, after: Resource, account: AttributeAccount): void {
    const { read, irrelevant, notAnalysed } = account;
    this.irrelevant += irrelevant.length;
    if (read.length + irrelevant.length + notAnalysed.length > 0) this.changed++;
    if (notAnalysed.length > 0 && relevance(after.type).relevance === "unclassified") {
      this.unclassified.add(after.type);
      return;
    }
    const told = new Set<string>();
    for (const place of [...read, ...notAnalysed]) {
      const path = dotted(place.steps);
      if (told.has(path) || this.isCited(after.address, path)) continue;
      told.add(path);
      const report = this.placeReport(before, after, place as ReadPlace, path);
      if (report) this.reports.push(report);
    }
  }

  private placeReport(before: Resource, after: Resource, place: ReadPlace, path: string): ChangeReport | undefined {
    const attributes = [{ address: after.address, attribute: path }];
    const isText = place.state === "not known" && this.sourcesDiffer(before, after, place.steps);
    const isCompared = this.compared(after, path) || this.isReadByPolicies(after);
    const leadsElsewhere = refersToOther(this.comparison, before, after, place);
    const source = place.state === "not known" ? this.source(after, place.steps) : undefined;
    const isSame =
      place.state !== "not known" ||
      this.by.compared(after, path) ||
      this.isReadByPolicies(after) ||
      leadsToTheSame(this.comparison, before, after, place.steps) ||
      isUnset(this.comparison, before, after, place.steps);
    if (!isText && source === undefined && isCompared && isSame && !leadsElsewhere) {
      this.sameEffect.push({ address: after.address, attribute: path });
      return undefined;
    }
    if (source !== undefined && !leadsElsewhere) return ofSource(after, path, source);
    if (place.state === "not known") {
      if (
        !isText &&
        !leadsElsewhere &&
        (leadsToTheSame(this.comparison, before, after, place.steps) ||
          isUnset(this.comparison, before, after, place.steps) ||
          isWrittenDefault(
            before,
            after,
            place.steps,
            (leaf) => this.compared(after, leaf) || this.isExplained(after, leaf),
          ))
      )
        return undefined;
      const isOpen = !after.attributes.value(...place.steps).known;
      const whys = [after, before].map((one) => one.attributes.value(...place.steps));
      const why = whys.flatMap((value) => (value.known ? [] : [value.why]))[0] ?? "known after apply";
      return {
        at: after,
        attributes,
        code: "configuration-unknown",
        kind: "unknown",
        summary: leadsElsewhere
          ? otherResource(path, after)
          : (leftText(path, after, place.steps) ??
            (this.sources
              ? `The expression of ${path} of ${after.address} changed; what it gives isn't known: ${why}.`
              : isOpen
                ? `${path} of ${after.address} is known only after apply, so it was not compared.`
                : `${path} of ${after.address} was not known before, so it was not compared.`)),
      };
    }
    if ((place as Partial<ReadPlace>).by === undefined)
      return {
        at: after,
        attributes,
        code: "attribute-not-analysed",
        kind: "unknown",
        summary: `${path} of ${after.address} changed and was not analysed.`,
      };
    const neutral = place.by === "whole" && place.uncited === "neutral";
    if (neutral && [before, after].every((resource) => isOff(resource, place.steps))) return undefined;
    return {
      at: after,
      attributes,
      code: "configuration-changed",
      kind: neutral ? "neutral" : "unknown",
      summary: neutral
        ? `${path} of ${after.address} changed; access does not depend on it.`
        : leadsElsewhere && namesResource(path)
          ? otherResource(path, after)
          : `${path} of ${after.address} changed; what that means for access was not analysed.`,
      ...valueOf("before", before, place),
      ...valueOf("after", after, place),
    };
  }

  private sourcesDiffer(before: Resource, after: Resource, path: readonly (string | number)[]): boolean {
    const [was, is] = [this.sources?.before(before.address, path), this.sources?.after(after.address, path)];
    return was !== undefined && is !== undefined && was !== is;
  }

  private whole(resource: Resource, gone: boolean): void {
    this.changed++;
    const { address, type } = resource;
    const sort = relevance(type).relevance;
    if (sort === "irrelevant") {
      this.irrelevant++;
      return;
    }
    if (sort === "unclassified") {
      this.unclassified.add(type);
      return;
    }
    if (this.citations.has(address)) return;
    if (this.compared(resource, "*")) return void this.sameEffect.push({ address, attribute: "*" });
    const { values } = resource.attributes.plain();
    const [before, after] = gone ? [values, undefined] : [undefined, values];
    const { existenceUncited } = accountFor({ type, before, after });
    const neutral = existenceUncited === "neutral";
    this.reports.push({
      at: resource,
      attributes: [{ address }],
      code: "resource-changed",
      kind: existenceUncited,
      summary: `${address} is ${gone ? "removed" : "new"}; ${neutral ? "on its own it doesn't change who gets in" : "what that means for access was not analysed"}.`,
    });
  }

  private isCited(address: string, path: string): boolean {
    return (this.citations.get(address) ?? []).some(
      ({ attribute }) => attribute !== undefined && touches(attribute, path),
    );
  }

  private isIrrelevant(type: string, path: string): boolean {
    let known = IRRELEVANT.get(type);
    if (!known) IRRELEVANT.set(type, (known = new Map<string, boolean>()));
    let found = known.get(path);
    if (found === undefined) {
      const nested = path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), true);
      const { read, notAnalysed } = accountFor({ type, before: {}, after: {}, afterUnknown: nested });
      known.set(path, (found = read.length + notAnalysed.length === 0));
    }
    return found;
  }

  private compared(resource: Resource, path: string): boolean {
    return this.by.compared(resource, path) || this.by.listed(resource, path);
  }

  private isExplained({ address, type }: Resource, path: string): boolean {
    return this.isCited(address, path) || this.isIrrelevant(type, path);
  }

  private circumstances(resource: Resource, hasTags: boolean) {
    const functionDecides =
      resource.type !== "aws_lambda_function" || (this.decides ??= decidingFunctions(this.comparison))(resource);
    return { functionDecides, hasTagConditions: hasTags && (this.tags ??= readsTags(this.comparison)) };
  }
}

/** What is known only after apply and decides nothing. */
const IRRELEVANT = new Map<string, Map<string, boolean>>();

function withoutSettled(account: AttributeAccount, settled: ReadonlySet<string>): AttributeAccount {
  const keep = <T extends { readonly steps: readonly (string | number)[]; readonly state: string }>(
    list: readonly T[],
  ): readonly T[] => list.filter(({ steps, state }) => state === "changed" || !settled.has(dotted(steps)));
  return {
    ...account,
    read: keep(account.read),
    irrelevant: account.irrelevant.filter(({ state }) => state === "changed"),
    notAnalysed: keep(account.notAnalysed),
  };
}
