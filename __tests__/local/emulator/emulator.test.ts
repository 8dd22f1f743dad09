import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorEnvironment, nodeOption, startEmulator } from "../../../local/emulator/emulator";

test("the AWS emulator listens on the loopback and its functions inherit no secret", () => {
  const env = emulatorEnvironment(
    { PATH: "/bin", AWS_SECRET_ACCESS_KEY: "x", GITHUB_TOKEN: "x", HTTPS_PROXY: "x" },
    "/run",
    4567,
  );
  expect(emulatorEnvironment({}, "/run")).not.toHaveProperty("GATEWAY_PORT");
  expect(env).toMatchObject({ BIND_HOST: "127.0.0.1", GATEWAY_PORT: "4567", HOME: "/run" });
  for (const name of ["AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "HTTPS_PROXY"]) expect(env).not.toHaveProperty(name);
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "emulator-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a function's Node finds what it has to load, whatever the project's folder is called", () => {
  const place = join(folder, `a b"c\\d'$HOME ü\n#%`);
  mkdirSync(place);
  const file = join(place, "loaded.cjs");
  writeFileSync(file, 'console.log("loaded")');
  const env = { NODE_OPTIONS: `--enable-source-maps --require ${nodeOption(file)}` };
  expect(execFileSync(process.execPath, ["-e", ""], { env, encoding: "utf8" })).toBe("loaded\n");
});

describe("an AWS emulator", () => {
  /** One that answers so many requests, and then does this. */
  const emulator = (requests: number, then: string) =>
    running(`let left = ${String(requests)};
const server = require("node:http").createServer((_, answer) => { answer.end("ok"); if (--left === 0) setTimeout(() => { ${then} }, 20); });
server.listen(0, "127.0.0.1", () => console.log("\\u001e" + JSON.stringify({ kind: "listening", port: server.address().port })));`);
  const running = (program: string) => {
    const python = join(folder, "python");
    writeFileSync(python, `#!${process.execPath}\n${program}`);
    chmodSync(python, 0o755);
    return startEmulator({ python, folder, port: 4567, silence: 0.3, patience: 20 });
  };

  test("that no longer answers is ended, and says so", async () => {
    const { died } = await emulator(3, 'process.kill(process.pid, "SIGSTOP");');
    await expect(died).rejects.toThrow("The AWS emulator has not answered for 0.3 s and was ended.");
  });

  test("that ends by itself is told with its code", async () => {
    const { died } = await emulator(2, "process.exit(3);");
    await expect(died).rejects.toThrow("The AWS emulator ended with code 3.");
  });

  test("whose port was taken after it was looked at says that, not how its program ended", async () => {
    const refused =
      'console.log("\\u001e" + JSON.stringify({ kind: "listening", port: "EADDRINUSE" })); process.exitCode = 1;';
    await expect(running(refused)).rejects.toThrow("Port 4567 of 127.0.0.1 is taken.");
  });

  test("that is stopped has not died", async () => {
    const { died, stop } = await emulator(100, "");
    await stop();
    expect(await Promise.race([died, new Promise((resolve) => setTimeout(() => resolve("still"), 500))])).toBe("still");
  });
});
