import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../support/project";

/** The commands of a README's blocks of shell. */
function commandsOf(example: string): readonly string[] {
  const text = readFileSync(join(ROOT, "examples", example, "README.md"), "utf8");
  return [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = ""]) => block.split("\n"));
}

test("the command that serves the sign-in page, as documented, serves it", async () => {
  const [command = "", ...others] = commandsOf("sign-in-page").filter((line) => line.startsWith("npx esbuild "));
  expect(others).toEqual([]);
  // Another port, for several runs at once; and a folder of its own, for what it would leave behind if it left anything.
  const place = mkdtempSync(join(tmpdir(), "sign-in-page-"));
  cpSync(join(ROOT, "examples", "sign-in-page"), join(place, "examples", "sign-in-page"), { recursive: true });
  const before = readdirSync(join(place, "examples", "sign-in-page"));
  const [, , ...given] = command.replace("--serve=localhost:3000", "--serve=127.0.0.1:0").split(" ");
  const child = spawn(join(ROOT, "node_modules", ".bin", "esbuild"), given, { cwd: place, stdio: "pipe" });
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      let said = "";
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("exit", (code) => reject(new Error(`esbuild ended with ${code}: ${said}`)));
    });
    const page = await fetch(`${origin}/`);
    const html = await page.text();
    expect(page.status).toBe(200);
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
    expect(files.sort()).toEqual(["page.js", "style.css"]);
    for (const name of files) {
      const file = await fetch(`${origin}/${name}`);
      expect([name, file.status]).toEqual([name, 200]);
      expect(file.headers.get("content-type")).toMatch(name === "page.js" ? /javascript/ : /css/);
      expect((await file.text()).length).toBeGreaterThan(500);
    }
  } finally {
    child.removeAllListeners("exit");
    const gone = once(child, "exit");
    child.kill();
    await gone;
    expect(readdirSync(join(place, "examples", "sign-in-page"))).toEqual(before);
    rmSync(place, { recursive: true, force: true });
  }
});
