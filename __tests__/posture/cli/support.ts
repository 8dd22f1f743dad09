import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fixture } from "../fixtures";
import { main } from "../../../posture/cli/run";

const FIXTURES = join(__dirname, "..", "fixtures");

/** Runs the command. `files`: texts, bytes, or values to be written as JSON, in place of files; `-` is standard input. Others are fixtures. */
export async function posture(args: readonly string[], files: Readonly<Record<string, unknown>> = {}, colour = false) {
  const said = { out: "", err: "" };
  const code = await main(args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    read: (file) => {
      const text = files[file] ?? (file.endsWith("/plan.json") ? fixture(dirname(file)) : undefined);
      if (text === undefined) return Promise.resolve(readFileSync(join(FIXTURES, file)));
      if (text instanceof Uint8Array) return Promise.resolve(text);
      return Promise.resolve(Buffer.from(typeof text === "string" ? text : JSON.stringify(text)));
    },
    colour,
    today: "2026-01-01",
  });
  return { code, ...said };
}

/** How many rules there are changes with each new one. */
export const steady = (text: string): string => text.replace(/\b\d+ rules/, "N rules");
