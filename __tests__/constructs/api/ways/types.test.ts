import * as path from "node:path";
import ts from "typescript";

test("what leaves a route open, or asks what nobody checks, does not compile", () => {
  const root = path.resolve(__dirname, "../../../..");
  const file = path.join(__dirname, "access-types.ts");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (name) => ts.sys.readFile(name)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, incremental: false }, root);
  const program = ts.createProgram([file], { ...options, tsBuildInfoFile: undefined });
  const source = program.getSourceFile(file);
  // An expected error that doesn't come is an error too.
  const found = program.getSemanticDiagnostics(source).map(({ messageText, start = 0 }) => {
    const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  expect(found).toEqual([]);
  expect(source?.text.match(/@ts-expect-error/g)).toHaveLength(9);
}, 60_000);
