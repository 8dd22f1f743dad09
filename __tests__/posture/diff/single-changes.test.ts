import { holdTexts } from "./single-changes/held";
import { BESIDE, FILES, changesIn } from "./single-changes/table";
import type { SingleChange } from "./single-changes/table";

const beside: readonly string[] = Object.values(BESIDE).flat();
holdTexts(FILES.filter((file) => !beside.includes(file)));

describe("the table", () => {
  const changes = FILES.flatMap((file) => changesIn(file));
  const titlesWhere = (test: (change: SingleChange) => boolean) => changes.filter(test).map(({ title }) => title);

  test("is held whole, by one test file or another", () => {
    expect([...beside].filter((file) => !FILES.includes(file))).toEqual([]);
    expect(new Set(beside).size).toBe(beside.length);
  });

  test("holds at least 500 changes, and says of each that is unknown why it is", () => {
    expect(changes.length).toBeGreaterThanOrEqual(500);
    expect(
      titlesWhere(({ said, why }) => said.some((line) => line.slice(2).startsWith("unknown:")) && why === ""),
    ).toEqual([]);
  });

  test("says nothing of a change that opens or closes something that it says of its reversal too", () => {
    const turns = (said: readonly string[], mark: string) =>
      said
        .filter((line) => line.startsWith(mark) && /^. (broadened|narrowed|protective):/.test(line))
        .map((line) => line.slice(2));
    expect(titlesWhere(({ said }) => turns(said, ">").some((line) => turns(said, "<").includes(line)))).toEqual([]);
  });
});
