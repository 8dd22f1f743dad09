import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../process/terraform-working-directory";

const blocks = readFileSync(join(ROOT, "local", "emulator", "requirements.txt"), "utf8")
  .split("\n")
  .filter((line) => !line.startsWith("#"))
  .join("\n")
  .split(/\n(?=[a-z])/);

test("every package is pinned to one version and carries hashes", () => {
  expect(blocks.length).toBeGreaterThan(15);
  for (const block of blocks) {
    expect(block).toMatch(/^[a-z0-9-]+==[\d.a-z]+( ;.*)? \\$/m);
    expect(block).toMatch(/--hash=sha256:[0-9a-f]{64}/);
  }
});

test("the emulator and the library that verifies signatures are among them, and no index is named", () => {
  const names = blocks.map((block) => block.split("==")[0]);
  expect(names).toEqual(expect.arrayContaining(["ministack", "cryptography"]));
  expect(blocks.join("\n")).not.toMatch(/https?:|--index/);
});
