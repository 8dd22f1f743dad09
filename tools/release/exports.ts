import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/**
 * Every name that a module exports, types included, sorted.
 * @param file a TypeScript source
 */
export function exportsOf(file: string): string[] {
  return [...new Set(names(file))].sort();
}

function names(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (exportClause !== undefined && ts.isNamedExports(exportClause))
        return exportClause.elements.map(({ name }) => name.text);
      if (exportClause !== undefined) return [exportClause.name.text];
      return names(resolve(file, (moduleSpecifier as ts.StringLiteral).text));
    }
    if (!ts.canHaveModifiers(statement)) return [];
    if (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text);
    return [(statement as ts.DeclarationStatement).name?.getText(source) ?? "default"];
  });
}

function resolve(from: string, module: string): string {
  const target = path.resolve(path.dirname(from), module);
  const found = [`${target}.ts`, path.join(target, "index.ts")].find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`${from} exports from ${module}, which isn't there.`);
  return found;
}
