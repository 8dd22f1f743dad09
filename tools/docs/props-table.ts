import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const SOURCE = path.join(__dirname, "..", "..", "constructs", "secured-api", "props.ts");

interface Prop {
  readonly name: string;
  readonly required: boolean;
  readonly says: string;
  readonly fallback: string | undefined;
}

/** The props of `SecuredApi` as a markdown table, made from their doc comments: what stands in the README can't drift from the code. */
export function propsTable(): string {
  const rows = props().map(({ name, required, says, fallback }) => {
    const shown = required ? "required" : (fallback ?? "none");
    return `| \`${name}\` | ${cell(shown)} | ${cell(says)} |`;
  });
  return ["| prop | default | what it says |", "| --- | --- | --- |", ...rows].join("\n");
}

function props(): Prop[] {
  const file = ts.createSourceFile(SOURCE, readFileSync(SOURCE, "utf8"), ts.ScriptTarget.Latest, true);
  const declared = file.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === "SecuredApiProps");
  if (declared === undefined) throw new Error(`${SOURCE} declares no interface SecuredApiProps.`);
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

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
}
