import { main } from "../../../posture/cli/run";
import { synth, testStack } from "../../support/synth";
import { asPlan } from "./as-plan";
import { PLANTED, TWENTY } from "./planted";

const PRINTED = /\b(?:error|warning|note) (?:\[([a-z-]+)\] (\S+)|(\S+)(?: \([^)]*\))? \[([a-z-]+)\])/g;

/** Code and address of each finding, in the form of either door, by code. */
function printed(text: string): string[][] {
  return [...text.matchAll(PRINTED)].map(([, a = "", b = "", c = "", d = ""]) => [a || d, b || c]).sort(byCode);
}

function byCode([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a.localeCompare(b);
}

async function check(json: unknown): Promise<{ code: number; out: string }> {
  let out = "";
  const code = await main(["check", "input.json"], {
    out: (text) => void (out += text),
    err: (text) => void (out += text),
    read: () => Promise.resolve(Buffer.from(JSON.stringify(json))),
    colour: false,
    today: "2026-06-01",
  });
  return { code, out };
}

describe("twenty planted mistakes", () => {
  test("are twenty, each of another kind", () => {
    expect(new Set(TWENTY.map(([code]) => code)).size).toBe(20);
  });

  test("stop a synth that prints all of them at once", () => {
    const stack = testStack();
    stack.addOverride("resource", JSON.parse(JSON.stringify(PLANTED.resource)));
    let message = "";
    try {
      synth(stack);
    } catch (error) {
      message = String(error);
    }
    expect(printed(message)).toEqual(TWENTY.map((entry) => [...entry]).sort(byCode));
  });

  test("are printed in one run of posture check", async () => {
    const { code, out } = await check(PLANTED);
    expect(code).toBe(5);
    expect(printed(out)).toEqual(TWENTY.map((entry) => [...entry]).sort(byCode));
  });

  test("are found in their plan as well, where all but the issuer's slash can be seen", async () => {
    const { code, out } = await check(asPlan(PLANTED));
    expect(code).toBe(5);
    expect(printed(out)).toEqual(
      TWENTY.filter(([rule]) => rule !== "issuer-shape")
        .map((entry) => [...entry])
        .sort(byCode),
    );
    expect(out).toContain("[issuer-shape]");
  });
});
