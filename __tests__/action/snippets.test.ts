import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../posture/cli/commands";
import { ROOT } from "../support/project";

const text = readFileSync(join(ROOT, "docs", "pull-requests.md"), "utf8");

/** The block behind `<!-- snippet: NAME -->`. */
function snippet(name: string): string {
  const found = new RegExp(`<!-- snippet: ${name} -->\\s+\`\`\`yaml\\n([^]*?)\`\`\``).exec(text)?.[1];
  if (found === undefined) throw new Error(`docs/pull-requests.md has no snippet ${name}.`);
  return found;
}

/** Each call of posture, as its words up to the end of the shell command. */
function calls(yaml: string): string[][] {
  return [...yaml.matchAll(/(?:\$POSTURE|npx aws-api-posture) ([^>|;\n]+)/g)].map(([, words = ""]) =>
    words.trim().split(/\s+/),
  );
}

describe.each([
  ["gitlab", 2],
  ["atlantis", 1],
])("the snippet for %s", (name, times) => {
  test("calls commands that there are, with options that they have", () => {
    const found = calls(snippet(name));
    expect(found).toHaveLength(times);
    for (const [command, ...words] of found) {
      const help = COMMANDS.find((one) => one.name === command)?.help;
      expect({ command, known: help !== undefined }).toEqual({ command, known: true });
      for (const option of words.filter((word) => word.startsWith("--")))
        expect(help).toMatch(new RegExp(`${option}[ ,]`));
    }
  });

  test("is indented by two spaces and holds no tab, as YAML wants it", () => {
    for (const line of snippet(name).split("\n")) expect(line).toMatch(/^(?: {2})*(?:[^\s].*)?$/);
  });
});

test("the workflow for another repository asks for nothing that a fork's pull request doesn't get", () => {
  const own = "github.event.pull_request.head.repo.full_name == github.repository";
  const steps = snippet("github").split(/^ +- uses: /m);
  for (const word of ["role-to-assume", "command: publish"]) {
    const [step = ""] = steps.filter((one) => one.includes(word));
    expect({ word, condition: /^ +if: (.*)$/m.exec(step)?.[1] }).toEqual({ word, condition: own });
  }
  const [run = ""] = steps.filter((one) => one.includes("command: run"));
  expect(run).toContain(`without-plan: "\${{ ${own.replace("==", "!=")} }}"`);
});
