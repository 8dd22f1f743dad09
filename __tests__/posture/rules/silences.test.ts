import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../posture/rules";
import { SILENCES } from "./silences";

/** What a rule says when an argument isn't known, as `holds()` keeps it in snapshots: by rule, argument by argument. */
interface Answers {
  /** `TYPE.ARGUMENT` of which it says that it isn't known. */
  readonly speaks: Set<string>;
  /** Those without which it says nothing at all, where it reported a mistake. */
  readonly silent: Set<string>;
}

const answers = new Map<string, Answers>();
for (const file of readdirSync(__dirname, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".snap")) continue;
  const text = readFileSync(join(__dirname, file), "utf8");
  for (const [, code = "", body = ""] of text.matchAll(
    /^exports\[`.*?([a-z0-9-]+), an argument otherwise: .*`\] = `\n?"?([^]*?)"?\n?`;$/gm,
  )) {
    const own = answers.get(code) ?? { speaks: new Set(), silent: new Set() };
    answers.set(code, own);
    for (const group of body.split("\n\n")) {
      const said = group.split("\n").filter((line) => line.startsWith("  "));
      const of =
        said.join() === "  nothing"
          ? own.silent
          : said.some((line) => line.startsWith("  unknown "))
            ? own.speaks
            : undefined;
      for (const [, type, path] of group.matchAll(/^(\w+)\.[^.\n]+\.(\S+): .*\bunknown\b/gm))
        of?.add([type, ...(path ?? "").split(".").filter((step) => !/^\d+$/.test(step))].join("."));
    }
  }
}

/** Of one that no argument of its stacks makes silent or unsure, the rule itself. */
const casesOf = (code: string, { silent, speaks }: Answers): readonly string[] =>
  (silent.size + speaks.size > 0 ? [...silent] : [""]).map((place) => `${code} ${place}`);

const cases = [...answers].flatMap(([code, own]) => casesOf(code, own));

test.each(RULES.map(({ code }) => code))(
  "%s speaks where an argument isn't known, or needs not for a reason",
  (code) => {
    const own = answers.get(code);
    expect(own).toBeDefined();
    expect((own ? casesOf(code, own) : []).filter((one) => !SILENCES.some(({ of }) => of.test(one)))).toEqual([]);
  },
);

test.each(SILENCES.map((one) => [String(one.of), one] as const))(
  "a silence is one, and has its reason: %s",
  (_, { of, by, why }) => {
    const places = cases.filter((one) => of.test(one)).map((one) => one.split(" ")[1] ?? "");
    expect(places).not.toEqual([]);
    expect(by ?? why).toBeDefined();
    if (by !== undefined)
      expect([...new Set(places)].filter((place) => answers.get(by)?.speaks.has(place) !== true)).toEqual([]);
  },
);
