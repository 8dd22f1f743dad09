import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { compare, differenceIn } from "../../../../posture/diff/index";
import type { ChangeFinding } from "../../../../posture/diff/index";
import { readFolder, readPlan } from "../../../../posture/model/read";
import type { Model } from "../../../../posture/model/index";
import { temporaryFolder } from "../../../support/folder";
import { skippedUnless } from "../../../support/skip";
import { terraformHere } from "../../../support/terraform";
import { planAll } from "./plans";
import { changesIn, writeDown } from "./table";

/** All that is said of a change and of its reversal, as the table holds it: each sentence with what a machine reads of it below. */
export function saidOf(before: Model, after: Model): readonly string[] {
  const told = (mark: string, from: Model, to: Model) =>
    differenceIn(compare(from, to))
      .findings.map((finding) => `${mark} ${finding.kind}: ${finding.summary}\n${mark}   ${detailsOf(finding)}`)
      .sort()
      .flatMap((lines) => lines.split("\n"));
  return [...told(">", before, after), ...told("<", after, before)];
}

function detailsOf({ code, address, summary, route, attributes = [], before, after, cause }: ChangeFinding): string {
  const parts = Object.entries({ route, before, after, cause }).filter(([, text]) => text !== undefined);
  const short = (text = "") => (text !== "" && summary.includes(text) ? "as said" : text);
  const places = attributes.map((one) => `${one.address === address ? "" : one.address}.${one.attribute ?? ""}`);
  return [[code, address, ...places].join(" "), ...parts.map(([name, text]) => `${name}: ${short(text)}`)].join(" | ");
}

/** Without the details: of those a plan has others. */
const sentencesIn = (said: readonly string[]): string => said.filter((line) => !/^. {3}/.test(line)).join("\n");

/** Holds every single change of some files of the table, read from its text. */
export function holdTexts(files: readonly string[]): void {
  const folder = temporaryFolder("single-changes");
  const read = (text: string): Promise<Model> => {
    const own = mkdtempSync(path.join(folder(), "side-"));
    writeFileSync(path.join(own, "main.tf"), text);
    return readFolder(own);
  };

  describe.each(files)("%s", (file) => {
    const now = new Map<string, readonly string[]>();
    test.each(changesIn(file).map((change) => [change.title, change] as const))("%s", async (title, change) => {
      now.set(title, saidOf(await read(change.before), await read(change.after)));
      if (process.env["WRITE"] === undefined) expect(now.get(title)).toEqual(change.said);
    });
    if (process.env["WRITE"] !== undefined) afterAll(() => writeDown(file, now));
  });
}

/** Holds every single change of some files of the table, planned by Terraform itself. The snapshot has those of which a plan says something else than the text. */
export function holdSingleChanges(files: readonly string[]): void {
  const here = terraformHere();
  const folder = temporaryFolder("single-changes");
  const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

  for (const file of files)
    planned(
      `${file}: plans of each single change say what the table holds`,
      async () => {
        if (typeof here === "string") return;
        const changes = changesIn(file);
        const own = path.join(folder(), file);
        mkdirSync(own);
        const plans = await planAll(here, own, changes);
        const others = changes.flatMap(({ title, said }, i) => {
          const [before, after] = [readPlan(plans[i]?.before).after, readPlan(plans[i]?.after).after];
          const own = sentencesIn(saidOf(before, after));
          return own === sentencesIn(said) ? [] : [`${title}\n${own || "(nothing)"}`];
        });
        expect(others.join("\n")).toMatchSnapshot();
      },
      900_000,
    );
}
