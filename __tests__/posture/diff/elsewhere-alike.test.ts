import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { readFolder } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { temporaryFolder } from "../../support/folder";
import { saidOf } from "./single-changes/held";
import { FILES, changesIn } from "./single-changes/table";

const folder = temporaryFolder("renamed");

/** The same under other labels, in a module of its own. */
function renamed(text: string): string {
  const declared = [...text.matchAll(/^(?:resource|data) "(\w+)" "(\w+)"/gm)];
  return declared.reduce(
    (all, [, type, label]) =>
      all
        .replaceAll(`"${type}" "${label}"`, `"${type}" "${label}_zz"`)
        .replaceAll(new RegExp(`\\b${type}\\.${label}\\b`, "g"), `${type}.${label}_zz`),
    text,
  );
}

async function read(text: string): Promise<Model> {
  const own = mkdtempSync(path.join(folder(), "side-"));
  mkdirSync(path.join(own, "inner"));
  writeFileSync(path.join(own, "main.tf"), 'module "inner" {\n  source = "./inner"\n}\n');
  writeFileSync(path.join(own, "inner", "main.tf"), renamed(text));
  return readFolder(own);
}

const plain = (line: string) => line.replaceAll("module.inner.", "").replaceAll("_zz", "");

test.each(FILES)("%s: the same change under other addresses is told in the same words", async (file) => {
  const others: string[] = [];
  for (const { title, before, after, said } of changesIn(file)) {
    const own = saidOf(await read(before), await read(after)).map(plain);
    if (own.toSorted().join("\n") !== said.toSorted().join("\n"))
      others.push(
        [
          title,
          ...own.filter((l) => !said.includes(l)).map((l) => `+ ${l}`),
          ...said.filter((l) => !own.includes(l)).map((l) => `- ${l}`),
        ].join("\n"),
      );
  }
  expect(others).toEqual([]);
});
