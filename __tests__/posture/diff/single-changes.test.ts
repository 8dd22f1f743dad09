import { mkdtempSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Model } from "../../../posture/model/index";
import { readFolder } from "../../../posture/model/read";
import { temporaryFolder } from "../../support/folder";
import { saidOf } from "./single-changes/held";
import { FILES, changesIn, writeDown } from "./single-changes/table";
import type { SingleChange } from "./single-changes/table";

const folder = temporaryFolder("single-changes");

function read(text: string): Promise<Model> {
  const own = mkdtempSync(path.join(folder(), "side-"));
  writeFileSync(path.join(own, "main.tf"), text);
  return readFolder(own);
}

describe.each(FILES)("%s", (file) => {
  const now = new Map<string, readonly string[]>();
  it.each(changesIn(file).map((change) => [change.title, change] as const))("%s", async (title, change) => {
    now.set(title, saidOf(await read(change.before), await read(change.after)));
    if (process.env["WRITE"] === undefined) expect(now.get(title)).toEqual(change.said);
  });
  if (process.env["WRITE"] !== undefined) afterAll(() => writeDown(file, now));
});

describe("the table", () => {
  const changes = FILES.flatMap((file) => changesIn(file));
  const titlesWhere = (test: (change: SingleChange) => boolean) => changes.filter(test).map(({ title }) => title);

  it("holds at least 500 changes, and says of each that is unknown why it is", () => {
    expect(changes.length).toBeGreaterThanOrEqual(500);
    expect(
      titlesWhere(({ said, why }) => said.some((line) => line.slice(2).startsWith("unknown:")) && why === ""),
    ).toEqual([]);
  });

  it("says nothing of a change that opens or closes something that it says of its reversal too", () => {
    const turns = (said: readonly string[], mark: string) =>
      said
        .filter((line) => line.startsWith(mark) && /^. (broadened|narrowed|protective):/.test(line))
        .map((line) => line.slice(2));
    expect(titlesWhere(({ said }) => turns(said, ">").some((line) => turns(said, "<").includes(line)))).toEqual([]);
  });
});
