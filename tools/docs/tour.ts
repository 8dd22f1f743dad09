import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { entryAccesses } from "../../posture/access/index";
import { readFolder } from "../../posture/model/read";
import { RULES, evaluateRules } from "../../posture/rules/index";

const GOAT = path.join(__dirname, "..", "..", "examples", "authgoat");
const VULNERABLE = "examples/authgoat/vulnerable";

/** A walk through authgoat: each mistake with what posture says of it, and the command that says so. */
export async function tour(): Promise<string> {
  const model = await readFolder(path.join(GOAT, "vulnerable"));
  const accesses = entryAccesses(model).filter(({ open }) => open === true);
  const { findings } = evaluateRules(model, RULES);
  const stops = readdirSync(path.join(GOAT, "vulnerable"))
    .filter((name) => /^\d/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(GOAT, "vulnerable", name), "utf8");
      const comment = (/^(?:#.*\n)+/.exec(text)?.[0] ?? "").replace(/^# ?/gm, "").trim().replaceAll("\n", " ");
      const declared = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, own]) => `${type}.${own}`);
      const isHere = (id: string): boolean => declared.some((one) => new RegExp(`${one}(?![\\w])`).test(id));
      const ways = accesses.filter(({ entryPoint }) => isHere(entryPoint.id));
      const told = findings.filter(
        ({ address, severity, kind }) => isHere(address) && severity !== "note" && kind === "mistake",
      );
      const [number = "", ...words] = name.replace(/\.tf$/, "").split("-");
      return [
        `### ${Number(number)}. ${words.join(" ")}`,
        `${comment} [Vulnerable](../${VULNERABLE}/${name}), [fixed](../examples/authgoat/fixed/${name}).`,
        ...ways.map(({ entryPoint, who, fix }) =>
          [
            "```sh",
            `npx tsx posture/cli/index.ts explain ${VULNERABLE} --entry-point '${entryPoint.id}'`,
            "```",
            "",
            `\`${entryPoint.name}\` of ${entryPoint.group}: **${who}**. To close it: ${(fix ?? "").replaceAll("*", "\\*")}.`,
          ].join("\n"),
        ),
        told.map(({ code, message }) => `- \`${code}\`: ${message.replaceAll("*", "\\*")}`).join("\n"),
      ]
        .filter((part) => part !== "")
        .join("\n\n");
    });
  return stops.join("\n\n");
}
