import { listing, valueOr, type Model, type Pieces, type Reference, type Resource } from "../model";
import type { Template } from "./glob";
import { belongsTo } from "./references";
import type { Patterns, Policies, Statement } from "./statement";

/**
 * Puts in what patterns of resources that aren't known yet say of one resource: `${aws_lambda_function.x.arn}:*` is about
 * that function and no other, although nobody knows its ARN.
 * @param asked begins with the ARN of the resource, and names it in a gap (`of`)
 */
export function withOwnArn(model: Model, policies: Policies, asked: Template): Policies {
  const address = asked.flatMap((part) => (typeof part === "string" ? [] : [part.of])).find((of) => of !== undefined);
  const about = address === undefined ? undefined : model.resource(address);
  if (!about || !policies.statements.some(({ resources }) => resources.referring)) return policies;
  const arn = arnIn(asked);
  const filled = (statement: Statement): Statement => {
    const { resources } = statement;
    return resources.referring
      ? { ...statement, resources: patternsAbout(model, resources, resources.referring, about, arn) }
      : statement;
  };
  return { ...policies, statements: policies.statements.map(filled) };
}

/** The resource's own ARN with stars for what isn't known; a call's stage, a function's alias follow it. */
function arnIn(asked: Template): string {
  const text = asked.map((part) => (typeof part === "string" ? part : "*")).join("");
  return /^(?:[^:/]*:){6}[^:/]*|^[^/]*/.exec(text)?.[0] ?? text;
}

function patternsAbout(
  model: Model,
  { not, list }: Patterns,
  referring: readonly Pieces[],
  about: Resource,
  arn: string,
): Patterns {
  const items = [...list.items];
  const left: Pieces[] = [];
  for (const pieces of referring) {
    const text = said(model, pieces, about, arn);
    if (text === undefined) left.push(pieces);
    else if (text !== NOTHING) items.push(text);
  }
  const missing = list.missing.slice(0, list.missing.length - referring.length + left.length);
  return { not, list: listing(items, missing), ...(left.length > 0 && { referring: left }) };
}

/** Another resource: the pattern doesn't speak of this one. */
const NOTHING = Symbol("nothing");

function said(model: Model, pieces: Pieces, about: Resource, arn: string): string | typeof NOTHING | undefined {
  const [first, ...rest] = pieces;
  if (first === undefined) return undefined;
  if (typeof first === "string") return segments(model, pieces, about);
  const [attribute, ...deeper] = first.attribute;
  if (deeper.length > 0 || (attribute !== "arn" && attribute !== "execution_arn")) return undefined;
  const other = model.resource(first.address);
  if (other?.mode !== "managed") return undefined;
  if (other.address === about.address)
    return rest.every((piece) => typeof piece === "string") ? arn + rest.join("") : undefined;
  if (other.type === "aws_lambda_alias" && about.type === "aws_lambda_function") {
    const own = belongsTo(model, other, "function_name", about);
    const name = valueOr(other.attributes.text("name"), undefined);
    if (own === false) return NOTHING;
    return own === true && name !== undefined && rest.length === 0 ? `${arn}:${name}` : undefined;
  }
  // A stage's ARN begins with its API's, an alias' with its function's.
  const related = attribute === "execution_arn" || /^aws_(?:lambda|api_gateway|apigatewayv2)_/.test(other.type);
  return other.type === about.type || !related ? NOTHING : undefined;
}

/**
 * `arn:aws:lambda:${data.aws_region.here.name}:…:function:${aws_lambda_function.x.function_name}`: parts of an ARN that are
 * the same for all of one provider, or name a resource.
 */
function segments(model: Model, pieces: Pieces, about: Resource): string | typeof NOTHING | undefined {
  let text = "";
  let another = false;
  for (const [i, piece] of pieces.entries()) {
    const next = pieces[i + 1];
    if (typeof piece === "string") text += piece;
    else if (!text.endsWith(":") || !(next === undefined || (typeof next === "string" && /^[:/]/.test(next))))
      return undefined;
    else {
      const named = isShared(model, piece, about) || names(model, piece, about);
      if (named === undefined) return undefined;
      another ||= named === "another";
      text += "*";
    }
  }
  return another ? NOTHING : text;
}

/** Does a part name this resource by its id or name, or another one of its type? */
function names(model: Model, { address, attribute }: Reference, about: Resource): true | "another" | undefined {
  const other = model.resource(address);
  if (other?.mode !== "managed" || other.type !== about.type || attribute.length !== 1) return undefined;
  if (!["id", "function_name"].includes(String(attribute[0]))) return undefined;
  return other.address === about.address ? true : "another";
}

const SHARED: Readonly<Record<string, readonly string[]>> = {
  aws_caller_identity: ["account_id", "id"],
  aws_region: ["name", "id", "region"],
  aws_partition: ["partition", "id"],
};

function isShared(model: Model, { address, attribute }: Reference, about: Resource): true | undefined {
  const source = model.resource(address);
  const [name] = attribute;
  const shared =
    source?.mode === "data" &&
    source.provider === about.provider &&
    attribute.length === 1 &&
    (SHARED[source.type] ?? []).includes(String(name));
  return shared || undefined;
}
