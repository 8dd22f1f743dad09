import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { compare, differenceIn } from "../../../../posture/diff/index";
import type { ChangeFinding, ChangeKind } from "../../../../posture/diff/index";
import { readPlan } from "../../../../posture/model/read";
import { temporaryFolder } from "../../../support/folder";
import { skippedUnless } from "../../../support/skip";
import { terraformHere } from "../../../support/terraform";
import { planAll } from "./plans";
import type { Plans } from "./plans";
import { changesIn } from "./table";

interface ChangeText {
  readonly title: string;
  readonly forth: readonly ChangeFinding[];
  readonly back: readonly ChangeFinding[];
}

const kindsOf = (findings: readonly ChangeFinding[]): readonly ChangeKind[] =>
  [...new Set(findings.map(({ kind }) => kind))].sort();
const sentencesOf = (findings: readonly ChangeFinding[]): readonly string[] =>
  findings.map(({ kind, summary }) => `${kind}: ${summary}`).sort();

function tell(title: string, plans: Plans): ChangeText {
  const [before, after] = [readPlan(plans.before).after, readPlan(plans.after).after];
  const told = (from: typeof before, to: typeof before) => differenceIn(compare(from, to)).findings;
  return { title, forth: told(before, after), back: told(after, before) };
}

/** Holds every single change of some files of the table, planned by Terraform itself. In the snapshot, > is what is said of the change, < of its reversal. */
export function holdSingleChanges(files: readonly string[]): void {
  const here = terraformHere();
  const folder = temporaryFolder("single-changes");
  const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

  for (const file of files)
    planned(
      `${file}: each single change is told by its kinds, in both directions and in sentences that hold`,
      async () => {
        if (typeof here === "string") return;
        const changes = changesIn(file);
        const own = path.join(folder(), file);
        mkdirSync(own);
        const plans = await planAll(here, own, changes);
        const told = changes.map(({ title }, i) => tell(title, plans[i] as Plans));
        expect(told.map(({ title, forth, back }) => ({ title, forth: kindsOf(forth), back: kindsOf(back) }))).toEqual(
          changes.map(({ title, forth, back }) => ({ title, forth, back })),
        );
        // What opens something in one direction does not say the same of the other.
        for (const { title, forth, back } of told) {
          const said = sentencesOf(forth).filter((sentence) => /^(broadened|narrowed|protective):/.test(sentence));
          expect([title, said.filter((sentence) => sentencesOf(back).includes(sentence))]).toEqual([title, []]);
        }
        // Each was read, and is true of the change that its title names.
        expect(
          told
            .flatMap(({ title, forth, back }) => [
              title,
              ...sentencesOf(forth).map((sentence) => `> ${sentence}`),
              ...sentencesOf(back).map((sentence) => `< ${sentence}`),
            ])
            .join("\n"),
        ).toMatchSnapshot();
      },
      900_000,
    );
}
