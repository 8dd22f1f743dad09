import { LineCounter, isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit } from "yaml";
import type { Document, Node, Scalar } from "yaml";
import { Unresolved, type ValueNode } from "./value-node";

/** A YAML text that can't be read, with the line where. */
export class YamlError extends Error {}

/** Where readers of YAML differ, the one that reads this text. */
export interface YamlDialect {
  /** What a tag of its own (`!Ref`) makes of the value under it. Undefined: it knows none of that name. */
  readonly tagged: (tag: string, value: ValueNode) => ValueNode;
  /** What YAML 1.1's words for true and false are to it. */
  readonly words: Readonly<Record<string, boolean>>;
}

/**
 * Reads one YAML document (1.2, with merge keys) as data. What readers of YAML take for different things (dates, numbers of
 * other bases or too long to be held) is Unresolved, each by itself.
 * @throws YamlError for what is no YAML, more than one document, tags of its own, or aliases that blow it up
 */
export function parseYaml(text: string, dialect?: YamlDialect): ValueNode {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, merge: true, logLevel: "silent" });
  const [document] = documents;
  if (!Array.isArray(documents) || document === undefined || documents.length !== 1)
    throw new YamlError(`it holds ${documents.length} documents`);
  const [error] = document.errors;
  if (error) throw new YamlError(`line ${lines.linePos(error.pos[0]).line}: ${error.message.split("\n", 1)[0] ?? ""}`);
  let aliases = 0;
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) && ++aliases > 100) throw new YamlError("it has more than 100 aliases");
      if (dialect === undefined && ownTag(node) !== undefined)
        throw new YamlError(`the tag ${String(ownTag(node))} has no meaning here`);
    },
  });
  return dataOf(document.contents, { document, dialect }, 0);
}

interface Context {
  readonly document: Document;
  readonly dialect: YamlDialect | undefined;
}

function ownTag(node: object): string | undefined {
  const tag = "tag" in node && typeof node.tag === "string" ? node.tag : undefined;
  return tag === undefined || /^(?:tag:yaml\.org,2002:|!$)/.test(tag) ? undefined : tag;
}

const MAX_DEPTH = 100;

function dataOf(node: unknown, context: Context, depth: number): ValueNode {
  if (depth > MAX_DEPTH) throw new YamlError("it is nested too deeply");
  const tag = typeof node === "object" && node !== null ? ownTag(node) : undefined;
  if (tag === undefined) return untagged(node, context, depth);
  const value = isScalar(node) ? (node.source ?? String(node.value)) : untagged(node, context, depth);
  const meant = context.dialect?.tagged(tag.slice(1), value);
  if (meant === undefined) throw new YamlError(`the tag ${tag} has no meaning here`);
  return meant;
}

function untagged(node: unknown, context: Context, depth: number): ValueNode {
  const inside = (one: unknown): ValueNode => dataOf(one, context, depth + 1);
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return inside(node.resolve(context.document));
  if (isScalar(node)) return scalar(node, context.dialect);
  if (isSeq(node)) return node.items.map(inside);
  if (!isMap(node)) throw new YamlError("it holds something that is no data");
  const merged: [string, ValueNode][] = [];
  const own: [string, ValueNode][] = [];
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : undefined;
    if (key === undefined) throw new YamlError("a key is no single value");
    if (key === "<<") merged.push(...mergedFrom(pair.value as Node | null, inside));
    else own.push([key, inside(pair.value)]);
  }
  return Object.fromEntries([...merged, ...own]);
}

/** The first of several maps wins. */
function mergedFrom(node: Node | null, inside: (one: unknown) => ValueNode): [string, ValueNode][] {
  const sources = isSeq(node) ? node.items : [node];
  return sources
    .map(inside)
    .reverse()
    .flatMap((one) => {
      if (typeof one !== "object" || one === null || Array.isArray(one)) throw new YamlError("<< merges no map");
      return Object.entries(one as Record<string, ValueNode>);
    });
}

/** Moments in time, numbers of other bases, and YAML 1.1's words for true and false, which Terraform still reads so. */
const DISPUTED =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s]|$)|^[-+]?[\d.][\d_.,:]*$|^[-+]?0[bB][01_]+$|^(?:y|yes|n|no|on|off)$|^[=~]$/i;
const VERSION = /^\d+\.\d+\.\d[\d.]*$/;

function scalar({ value, source, type }: Scalar, dialect: YamlDialect | undefined): ValueNode {
  if (typeof value === "string") {
    const word = type === "PLAIN" ? dialect?.words[value.toLowerCase()] : undefined;
    if (word !== undefined) return word;
    const disputed = type === "PLAIN" && DISPUTED.test(value) && !VERSION.test(value);
    return disputed ? new Unresolved("readers of YAML don't agree on what it is") : value;
  }
  if (typeof value === "boolean" || value === null || value === undefined) return value ?? null;
  if (typeof value === "number" && Number.isSafeInteger(value) && String(value) === source) return value;
  if (typeof value === "number" && source !== undefined && /^-?(?:0|[1-9]\d{0,8})\.\d{1,6}$/.test(source)) return value;
  return new Unresolved("a number that readers of YAML may hold differently");
}
