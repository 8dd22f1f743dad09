import { groupBy } from "../group-by";
import { listing } from "../model";
import { statementText, type CompareOptions, type NamedStatement, type OpenList } from "./named-statements";
import type { OpenItem } from "./statement";

type Layers = readonly (readonly NamedStatement[])[];
type Side = "before" | "after";

/** The service in ARNs of a resource's type, by the beginning of the type; AWS names most of them alike. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/^aws_api_?gateway(v2)?_/, "execute-api"],
  [/^aws_s3_/, "s3"],
  [/^aws_dynamodb_/, "dynamodb"],
  [/^aws_lambda_/, "lambda"],
  [/^aws_sqs_/, "sqs"],
  [/^aws_sns_/, "sns"],
  [/^aws_kms_/, "kms"],
  [/^aws_secretsmanager_/, "secretsmanager"],
  [/^aws_iam_/, "iam"],
  [/^aws_cloudwatch_log_/, "logs"],
  [/^aws_kinesis_stream$/, "kinesis"],
  [/^aws_sfn_/, "states"],
  [/^aws_ssm_/, "ssm"],
];

/**
 * Resources that are known only after apply stand for themselves: `"${aws_s3_bucket.uploads.arn}/*"` becomes an item of
 * its own, the same on both sides where they write it by the same expression, as far as a plan shows that. So what else
 * a statement says of them can be compared.
 */
export function withSymbols(
  sides: { readonly before: Layers; readonly after: Layers },
  { listAt }: CompareOptions,
): typeof sides {
  if (!listAt) return sides;
  const open = (["before", "after"] as const).flatMap((side) =>
    sides[side].flat().flatMap((statement): readonly Open[] => {
      const list = listOf(statement, side, listAt);
      return list ? [{ side, statement, list }] : [];
    }),
  );
  if (open.length === 0) return sides;
  const numbers = numbered(open);
  const names = new Map<string, number>();
  const texts = new Map<NamedStatement, OpenItem>();
  const known = new Map<string, OpenItem>();
  for (const { statement, list } of open) {
    const number = numbers.get(statement) ?? "";
    let symbol = known.get(number);
    if (!symbol) {
      const plain = `what is known only after apply, from ${list.from.join(" and ")}`;
      const seen = (names.get(plain) ?? 0) + 1;
      names.set(plain, seen);
      symbol = { text: seen === 1 ? plain : `${plain} (${seen})`, from: list.from, services: servicesOf(list) };
      known.set(number, symbol);
    }
    texts.set(statement, symbol);
  }
  const filled = (layers: Layers): Layers =>
    layers.map((layer) =>
      layer.map((statement) => {
        const symbol = texts.get(statement);
        if (!symbol) return statement;
        const { resources } = statement;
        const list = listing([...resources.list.items, symbol.text]);
        const filledIn = { ...statement, resources: { ...resources, list, symbol } };
        return isOpen(filledIn) ? filledIn : { ...filledIn, open: "" };
      }),
    );
  return { before: filled(sides.before), after: filled(sides.after) };
}

interface Open {
  readonly side: Side;
  readonly statement: NamedStatement;
  readonly list: OpenList;
}

function listOf(
  { at, resources, effect }: NamedStatement,
  side: Side,
  listAt: NonNullable<CompareOptions["listAt"]>,
): OpenList | undefined {
  if (resources.list.missing.length === 0 || !effect.known || !at.resource) return undefined;
  return listAt(at, side, resources.not ? "not_resources" : "resources");
}

function isOpen({ actions, principals, conditions }: NamedStatement): boolean {
  const parts = [actions, ...(principals ? [principals] : [])];
  return (
    conditions.missing.length > 0 ||
    conditions.items.some(({ values }) => values.missing.length > 0) ||
    parts.some(({ list }) => list.missing.length > 0)
  );
}

/**
 * Which lists are the same: of statements with equal lists those that say the same, then those that are left where there
 * is one on either side. Where more are left, it can't be told which belong together.
 */
function numbered(open: readonly Open[]): ReadonlyMap<NamedStatement, string> {
  const found = new Map<NamedStatement, string>();
  let next = 0;
  for (const group of grouped(open).values()) {
    const left = { before: new Set<NamedStatement>(), after: new Set<NamedStatement>() };
    for (const { side, statement } of group) left[side].add(statement);
    const pair = (was: NamedStatement, is: NamedStatement): void => {
      const number = String(next++);
      found.set(was, number);
      found.set(is, number);
      left.before.delete(was);
      left.after.delete(is);
    };
    const text = (one: NamedStatement) => statementText({ ...one, open: "" });
    for (const was of [...left.before]) {
      const same = [...left.after].find((is) => text(is) === text(was));
      if (same) pair(was, same);
    }
    const [[was, ...moreBefore], [is, ...moreAfter]] = [[...left.before], [...left.after]];
    if (was && is && moreBefore.length + moreAfter.length === 0) pair(was, is);
    for (const one of [...left.before, ...left.after]) found.set(one, String(next++));
  }
  return found;
}

const grouped = (open: readonly Open[]): ReadonlyMap<string, Open[]> => groupBy(open, ({ list }) => list.key);

/** Undefined: any. */
function servicesOf({ from }: OpenList): readonly string[] | undefined {
  const found = from.map((one) => {
    const type = /(?:^|\.)(aws_\w+)\./.exec(one)?.[1] ?? "";
    return /(^|\.)data\./.test(one) ? undefined : SERVICES.find(([pattern]) => pattern.test(type))?.[1];
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

/**
 * May a pattern match some of what a symbol stands for? Then this isn't settled at its atom. ARNs of other resources are
 * taken to be others, but by what takes away (a Deny, NotResource), which has to be sure of that.
 */
export function mayMatch(pattern: string, own: OpenItem | undefined, symbol: OpenItem, takesAway: boolean): boolean {
  if (pattern === symbol.text || pattern === "*") return false;
  if (own?.text === pattern) {
    if (!takesAway && !own.from.some((one) => symbol.from.includes(one))) return false;
    return !own.services || !symbol.services || own.services.some((one) => symbol.services?.includes(one));
  }
  const service = pattern.split(":")[2];
  return service === undefined || /[*?]/.test(service) || !symbol.services || symbol.services.includes(service);
}
