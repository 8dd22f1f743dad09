import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localCommand, openRunFolder } from "../../process/terraform-working-directory";
import { temporaryFolder } from "../support/folder";

test.each([
  ["/home/me/cognito-http-api", "npm run -s local --"],
  ["/home/me/shop/node_modules/cognito-http-api", "npx cognito-http-api local"],
  ["/home/me/shop/node_modules/cognito-http-api/dist", "npx cognito-http-api local"],
  ["/home/me/shop/node_modules/@shop/api/dist", "npx @shop/api local"],
  ["/shop/node_modules/.pnpm/x@1/node_modules/cognito-http-api", "npx cognito-http-api local"],
  ["C:\\shop\\node_modules\\cognito-http-api\\dist", "npx cognito-http-api local"],
])("from %s a local run is started by %s", (root, command) => expect(localCommand(root)).toBe(command));

describe("a run's folder", () => {
  const folder = temporaryFolder("work");
  /** No process has a number so high. */
  const GONE = `${String(2 ** 30)}-aaaaaa`;

  test("is its own, beside those of living processes, and git takes nothing of it", () => {
    const work = join(folder(), "new");
    const first = openRunFolder(work);
    for (const name of [GONE, "1-aaaaaa", "0-aaaaaa", "-1-aaaaaa", "notes"]) mkdirSync(join(work, "runs", name));
    const second = openRunFolder(work);
    expect(readFileSync(join(work, ".gitignore"), "utf8")).toBe("*\n");
    expect(
      readdirSync(join(work, "runs"))
        .map((name) => join(work, "runs", name))
        .sort(),
    ).toEqual(
      [first, second, ...["1-aaaaaa", "0-aaaaaa", "-1-aaaaaa", "notes"].map((name) => join(work, "runs", name))].sort(),
    );
    expect(first).toMatch(new RegExp(`/runs/${String(process.pid)}-\\w{6}$`));
    expect(statSync(first).mode & 0o077).toBe(0);
    expect(existsSync(join(work, "runs", GONE))).toBe(false);
  });

  test("leaves what a project wrote into .gitignore", () => {
    writeFileSync(join(folder(), ".gitignore"), "own\n");
    openRunFolder(folder());
    expect(readFileSync(join(folder(), ".gitignore"), "utf8")).toBe("own\n");
  });
});
