// What the linter's own rules can't see of the tree, types included: circles of imports, folders that need each other, names that only their
// authors understood, and how many sources have a test of their name. `npm run lint` runs it; it prints every problem.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { FORBIDDEN } from "./names.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** What the files of each folder may import from, in the order of CONTRIBUTING's picture. The most exact row of a file counts. */
const MAY_IMPORT = {
  // The claim check, which the deployed authorizer and posture share, holds the root of all errors too.
  "posture/claims": ["posture/claims"],
  posture: ["posture"],
  functions: ["functions", "posture/claims"],
  process: ["process", "posture/claims"],
  constructs: ["constructs", "functions", "posture"],
  local: ["local", "process", "constructs", "functions", "posture"],
  action: ["action", "local", "process", "posture"],
  cli: ["cli", "local", "process", "constructs", "posture"],
  tools: ["tools", "cli", "local", "process", "constructs", "functions", "posture"],
};
const TOP = Object.keys(MAY_IMPORT).filter((folder) => !folder.includes("/"));

function* filesIn(folder) {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const file = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "dist" && entry.name !== "node_modules") yield* filesIn(file);
    else if (/\.(ts|mjs)$/.test(entry.name)) yield file;
  }
}

/** Every source by its path, parsed. */
export function readSources(folders = TOP) {
  const sources = new Map();
  for (const top of folders)
    for (const file of filesIn(top))
      sources.set(
        file,
        ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, false),
      );
  return sources;
}

/** Each relative import, types, re-exports and those made while it runs too, as [from, to]. */
export function importsOf(sources) {
  const found = [];
  for (const [file, source] of sources)
    for (const from of [
      ...source.statements.map((statement) => statement.moduleSpecifier?.text),
      ...[...source.text.matchAll(/\b(?:import|require)\(\s*"([^"]+)"/g)].map(([, name]) => name),
    ]) {
      if (from === undefined || !from.startsWith(".")) continue;
      const base = join(dirname(file), from);
      const to = [base, `${base}.ts`, base.replace(/\.js$/, ".ts"), join(base, "index.ts")].find((one) =>
        sources.has(one),
      );
      if (to !== undefined) found.push([file, to]);
    }
  return found;
}

/** Imports from a folder that is not below: `MAY_IMPORT` says which are. */
export function upwardImports(imports) {
  const lies = (file, folder) => file.startsWith(folder + sep);
  return imports.flatMap(([from, to]) => {
    const row = Object.entries(MAY_IMPORT).find(([folder]) => lies(from, folder));
    if (row === undefined || row[1].some((folder) => lies(to, folder))) return [];
    return [`${from} imports ${to}; ${row[0]} may import from ${row[1].join(", ")}`];
  });
}

/** Files that import each other in a loop (Tarjan's algorithm). */
export function circlesOf(imports) {
  const next = new Map();
  for (const [from, to] of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const index = new Map();
  const low = new Map();
  const stack = [];
  const circles = [];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file), low.get(to)));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1 || (next.get(file) ?? []).includes(file)) circles.push(circle.sort());
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return circles;
}

/** Sibling folders of which each imports from the other, with what ties the weaker side. */
export function mutualFolders(imports) {
  const folders = new Set(imports.flat().map((file) => dirname(file)));
  const houses = new Set([".", ...[...folders].flatMap((folder) => ancestors(folder))]);
  const problems = [];
  for (const house of houses) {
    const ties = new Map();
    for (const [from, to] of imports) {
      const [a, b] = [roomOf(house, from), roomOf(house, to)];
      if (a === undefined || b === undefined || a === b) continue;
      const key = `${a} ${b}`;
      ties.set(key, [...(ties.get(key) ?? []), `${from} -> ${to}`]);
    }
    for (const [key, one] of ties) {
      const [a, b] = key.split(" ");
      const other = ties.get(`${b} ${a}`);
      if (other === undefined || a > b) continue;
      const few = one.length <= other.length ? one : other;
      problems.push(`${join(house, a)} and ${join(house, b)} import from each other, by\n    ${few.join("\n    ")}`);
    }
  }
  return problems;
}

function ancestors(folder) {
  const parent = dirname(folder);
  return parent === "." ? [folder] : [folder, ...ancestors(parent)];
}

/** The folder directly below `house` that a file lies in; undefined for a file of the house itself and for what lies elsewhere. */
function roomOf(house, file) {
  const below = house === "." ? file : relative(house, file);
  return below.startsWith("..") || !below.includes(sep) ? undefined : below.split(sep)[0];
}

/** `alsoLive`, `ALSO_LIVE` and `also_live` as `also-live`. */
const wordsOf = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();

/** What to write instead of a name that is on the list; undefined where it isn't. */
export function insteadOf(kind, name) {
  const words = wordsOf(name);
  if (Object.hasOwn(FORBIDDEN[kind], words)) return FORBIDDEN[kind][words];
  const part = Object.keys(FORBIDDEN.anywhere).find((one) => `-${words}-`.includes(`-${one}-`));
  return part === undefined ? undefined : FORBIDDEN.anywhere[part];
}

/** Is it the declaration of an option of a command: `name: { type: "string" }`? */
const isOption = (node) =>
  ts.isPropertyAssignment(node) &&
  ts.isObjectLiteralExpression(node.initializer) &&
  node.initializer.properties.some(
    ({ name, initializer }) => name?.text === "type" && ["string", "boolean"].includes(initializer?.text),
  );

/** Every name of a source that others meet: `[kind, name]`. */
function* namesOf(source) {
  for (const statement of source.statements) {
    yield* optionsIn(statement);
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined)
      for (const { name } of statement.exportClause.elements ?? [statement.exportClause]) yield ["export", name.text];
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        for (const one of name.elements?.map((element) => element.name) ?? [name]) yield ["export", one.text];
    else if (statement.name !== undefined) yield ["export", statement.name.text];
    yield* membersIn(statement);
  }
}

function* optionsIn(node) {
  if (isOption(node)) yield ["option", node.name.text];
  for (const child of childrenOf(node)) yield* optionsIn(child);
}

/** Members of types and classes, however deep; bodies of functions hold nobody else's. */
function* membersIn(node) {
  if (ts.isBlock(node)) return;
  const isMember =
    ts.isTypeElement(node) || ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node);
  const isParameterProperty = ts.isParameter(node) && node.modifiers !== undefined;
  if ((isMember || isParameterProperty) && node.name?.text !== undefined) {
    const hidden = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
    if (!hidden) yield ["prop", node.name.text];
  }
  for (const child of childrenOf(node)) yield* membersIn(child);
}

function childrenOf(node) {
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** Variables of a module and members of their types, which are its users' props. */
export const inputsIn = (hcl) => [
  ...[...hcl.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name),
  ...[...hcl.matchAll(/^\s+(\w+)\s+=\s+(?:optional\(|(?:string|number|bool|any|object\(|map\(|list\(|set\())/gm)].map(
    ([, name]) => name,
  ),
];

/**
 * Names that are on the list: folders and files, exported names, members of exported types, options of commands, inputs of the module.
 * @param files further files, whose names alone count
 * @param modules text of the module's files, by path
 */
export function forbiddenNames(sources, files = [], modules = new Map()) {
  const problems = new Set();
  const check = (file, kind, name) => {
    const instead = insteadOf(kind, name);
    if (instead !== undefined) problems.add(`${file}: the ${kind} "${name}" says little to others; write ${instead}`);
  };
  for (const file of [...sources.keys(), ...files, ...modules.keys()]) {
    check(file, "file", basename(file).replace(/(\.(e2e|nightly))?(\.test)?\.\w+$/, ""));
    for (const part of dirname(file).split(sep)) check(file, "folder", part);
  }
  for (const [file, source] of sources) for (const [kind, name] of namesOf(source)) check(file, kind, name);
  for (const [file, text] of modules) for (const name of inputsIn(text)) check(file, "prop", name);
  return [...problems];
}

/** Nothing of it is left once it is compiled: the compiler tests types. */
const isTypesOnly = ({ statements }) =>
  statements.every(
    (one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one) || ts.isImportDeclaration(one),
  );

/** Data: no function in it, types aside. */
function isTable(node) {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  return !ts.isFunctionLike(node) && !ts.isClassLike(node) && !ts.forEachChild(node, (child) => !isTable(child));
}

const path = (file) =>
  file
    .split(sep)
    .join("/")
    .replace(/(\.(e2e|nightly))?(\.test)?\.(ts|mjs)$/, "");

/**
 * Share of the sources with a test of their name: a file, or a `describe` in a test of their folder, so that what shares a synthesized stack or a
 * plan shares a suite. Tables of data have one test a folder, which walks them. Index files hand on, and types are the compiler's.
 * @param tests text of the tests by their path below __tests__
 */
export function mirrored(sources, tests, folder) {
  const own = [...sources.keys()].filter(
    (file) =>
      file.startsWith(`${folder}${sep}`) && !/(^|[\\/])index\.ts$/.test(file) && !isTypesOnly(sources.get(file)),
  );
  const all = [...tests].map(([file, text]) => ({
    of: path(file),
    parts: new Set([...text.matchAll(/^describe\("([\w-]+)"/gm)].map(([, name]) => name)),
  }));
  const bases = new Set(all.map(({ of }) => basename(of)));
  const without = own.filter((file) => {
    const name = path(file);
    if (bases.has(basename(name))) return false;
    const near = all.filter(({ of }) => dirname(of) === dirname(name) || name.startsWith(`${of}/`));
    return !near.some(({ parts }) => parts.has(basename(name))) && !(near.length > 0 && isTable(sources.get(file)));
  });
  return { share: own.length === 0 ? 1 : 1 - without.length / own.length, without };
}
