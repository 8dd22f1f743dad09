import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { table } from "./table";

const CONSTRUCTS = path.join(__dirname, "..", "..", "constructs");

/** The interfaces that make up the props: the second extends the first. */
const SOURCES = [
  { file: path.join(CONSTRUCTS, "identity", "identity-props.ts"), name: "IdentityProps" },
  { file: path.join(CONSTRUCTS, "secured-api", "props.ts"), name: "SecuredApiProps" },
] as const;

interface Prop {
  readonly name: string;
  readonly required: boolean;
  readonly says: string;
  readonly fallback: string | undefined;
}

/** The props of `SecuredApi` as a markdown table, made from their doc comments. */
export function propsTable(): string {
  const rows = SOURCES.flatMap(({ file, name }) => propsOf(file, name)).map(({ name, required, says, fallback }) => {
    const shown = required ? "required" : (fallback ?? "none");
    return [`\`${name}\``, cell(shown), cell(says)];
  });
  return table(["prop", "default", "what it says"], rows);
}

function propsOf(source: string, interfaceName: string): Prop[] {
  const file = ts.createSourceFile(source, readFileSync(source, "utf8"), ts.ScriptTarget.Latest, true);
  const declared = file.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === interfaceName);
  if (declared === undefined) throw new Error(`${source} declares no interface ${interfaceName}.`);
  return declared.members.filter(ts.isPropertySignature).map((member) => {
    const comments = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
    const fallback = comments
      .flatMap(({ tags }) => [...(tags ?? [])])
      .find(({ tagName }) => tagName.text === "default");
    return {
      name: member.name.getText(),
      required: member.questionToken === undefined,
      says: comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join(" "),
      fallback: fallback === undefined ? undefined : ts.getTextOfJSDocComment(fallback.comment),
    };
  });
}

const cell = (text: string): string => text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
