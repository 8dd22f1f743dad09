import { isRecord, isStrings, unknownKeys } from "./checks";
import { claimProblems, machineClaimProblems } from "./claim-problems";
import type { TokenKind } from "./mapping";
import { suppressingProblem } from "./protected-claims";

/** Everything that is wrong with a mapping; an empty list means that it is a `TokenClaims`. */
export function mappingProblems(mapping: unknown): readonly string[] {
  if (!isRecord(mapping)) return ["it must be a JSON object"];
  return [
    ...unknownKeys("the mapping", mapping, ["claims", "suppress", "scopes", "machine"]),
    ...rulesProblems("claims", mapping["claims"], claimProblems),
    ...suppressProblems(mapping["suppress"]),
    ...scopesProblems("scopes", mapping["scopes"]),
    ...clashes(mapping["claims"], mapping["suppress"]),
    ...machineProblems(mapping["machine"]),
  ];
}

function machineProblems(machine: unknown): readonly string[] {
  if (machine === undefined) return [];
  if (!isRecord(machine)) return ['"machine" must be an object'];
  return [
    ...unknownKeys('"machine"', machine, ["claims", "scopes"]),
    ...rulesProblems("machine.claims", machine["claims"], machineClaimProblems),
    ...scopesProblems("machine.scopes", machine["scopes"]),
  ];
}

function rulesProblems(
  path: string,
  rules: unknown,
  check: (claim: string, rule: unknown) => readonly string[],
): readonly string[] {
  if (rules === undefined) return [];
  if (!isRecord(rules)) return [`"${path}" must be an object from claim names to their sources`];
  return Object.entries(rules).flatMap(([claim, rule]) => check(claim, rule));
}

function suppressProblems(suppress: unknown): readonly string[] {
  if (suppress === undefined) return [];
  if (!isRecord(suppress)) return ['"suppress" must be an object with "id" and "access", each a list of claim names'];
  const lists = Object.entries(suppress).flatMap(([kind, names]) => {
    if (!isStrings(names)) return [`"suppress.${kind}" must be a list of claim names`];
    return names.flatMap((name) => {
      const reason = suppressingProblem(name);
      return reason === null ? [] : [`"suppress.${kind}": claim "${name}" ${reason}`];
    });
  });
  return [...unknownKeys('"suppress"', suppress, ["id", "access"]), ...lists];
}

/** Suppressing beats replacing, so a claim in both would silently vanish. */
function clashes(claims: unknown, suppress: unknown): readonly string[] {
  if (!isRecord(claims) || !isRecord(suppress)) return [];
  return (["id", "access"] satisfies TokenKind[]).flatMap((kind) => {
    const names = suppress[kind];
    if (!isStrings(names)) return [];
    return names
      .filter((name) => Object.hasOwn(claims, name) && reaches(claims[name], kind))
      .map((name) => `claim "${name}" is both added to and suppressed in the ${kind} token; drop one of the two`);
  });
}

function reaches(rule: unknown, kind: TokenKind): boolean {
  const tokens = isRecord(rule) ? rule["tokens"] : undefined;
  return !isStrings(tokens) || tokens.includes(kind);
}

function scopesProblems(path: string, scopes: unknown): readonly string[] {
  if (scopes === undefined) return [];
  if (!isRecord(scopes)) return [`"${path}" must be an object with "add" and "suppress", each a list of scopes`];
  const lists = Object.entries(scopes).flatMap(([key, names]) => {
    if (!isStrings(names)) return [`"${path}.${key}" must be a list of scopes`];
    // RFC 6749 section 3.3: printable ASCII without blanks, quotes and backslashes.
    const bad = names.filter((name) => !/^[\x21\x23-\x5B\x5D-\x7E]+$/.test(name));
    return bad.map((name) => `"${path}.${key}": "${name}" is not a scope: no blanks, quotes or backslashes`);
  });
  const { add, suppress } = scopes;
  const both = isStrings(add) && isStrings(suppress) ? add.filter((name) => suppress.includes(name)) : [];
  return [
    ...unknownKeys(`"${path}"`, scopes, ["add", "suppress"]),
    ...lists,
    ...both.map((name) => `"${path}": scope "${name}" is both added and suppressed; drop one of the two`),
  ];
}
