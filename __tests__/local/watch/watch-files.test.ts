import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileWatch } from "../../../local/watch/watch-files";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("watch-files");

test("several writes of one save come together, also where an editor replaces the file", async () => {
  const [file, other] = [join(folder(), "a.ts"), join(folder(), "b.ts")];
  writeFileSync(file, "1");
  const seen: string[][] = [];
  let told = (): void => undefined;
  const files = new FileWatch((changed) => {
    seen.push([...changed]);
    told();
  });
  files.add([file, other]);
  const change = (act: () => void): Promise<void> =>
    new Promise((done) => {
      told = done;
      act();
    });
  await change(() => {
    writeFileSync(file, "2");
    writeFileSync(file, "3");
  });
  await change(() => {
    writeFileSync(`${file}.tmp`, "4");
    renameSync(`${file}.tmp`, file);
  });
  files.close();
  expect(seen).toHaveLength(2);
  for (const changed of seen) expect(changed).toContain(file);
});
