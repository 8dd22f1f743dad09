import { COMMENT_LIMIT } from "../../posture/render/markdown";
import { upsertComment } from "../../action/comment";
import { upsertIssue } from "../../action/drift";
import { GitHub } from "../../action/github";
import { labelsFor } from "../../action/labels";
import { isMarked, marker } from "../../action/marker";
import { publish } from "../../action/publish";
import { NO_CHANGES } from "../../action/result";
import type { Result } from "../../action/result";
import { FakeGitHub, TOKEN } from "./fake-github";

let fake: FakeGitHub;
let github: GitHub;
beforeEach(async () => {
  fake = new FakeGitHub();
  github = await fake.start();
});
afterEach(() => fake.stop());

function result(
  stack: string,
  open: Partial<Result["open"]> = {},
  verdict: Result["verdict"] = "nothing broader",
): Result {
  return { version: 1, stack, verdict, open: { ...NO_CHANGES, ...open }, acknowledged: 0 };
}

describe("the sticky comment", () => {
  const say = (text: string, more: object = {}) => upsertComment(github, { pull: 7, stack: "auth-api", text, ...more });

  test("is written once and updated in place from then on", async () => {
    expect(await say("one")).toBe("created");
    expect(await say("two")).toBe("updated");
    expect(await say("two")).toBe("unchanged");
    expect(fake.comments.map((one) => one.body)).toEqual(["<!-- posture:auth-api -->\ntwo"]);
    expect(fake.writes).toHaveLength(2);
  });

  test("is found beyond the first page, and doubles go", async () => {
    for (let i = 0; i < 130; i++) fake.comment(`chat ${String(i)}`, "somebody");
    fake.comment(`${marker("auth-api")}\nold`);
    fake.comment(`${marker("auth-api")}\nolder version of it`);
    expect(await say("new")).toBe("updated");
    expect(fake.comments.filter((one) => isMarked(one.body, "auth-api"))).toHaveLength(1);
    expect(fake.comments).toHaveLength(131);
  });

  test("isn't looked for in what others wrote, nor in quotations", async () => {
    fake.comment(`${marker("auth-api")}\n✅ all is well, believe me`, "mallory");
    fake.comment(`> ${marker("auth-api")}\nquoted`);
    expect(await say("real")).toBe("created");
    expect(fake.comments.map((one) => one.user.login)).toEqual(["mallory", fake.author, fake.author]);
    expect(fake.comments[0]?.body).toContain("believe me");
  });

  test("belongs to one stack", async () => {
    await say("a");
    await upsertComment(github, { pull: 7, stack: "auth-api-2", text: "b" });
    expect(fake.comments).toHaveLength(2);
  });

  test("isn't written when there is nothing to say, but updated", async () => {
    expect(await say("quiet", { onlyUpdate: true })).toBe("left out");
    await say("loud");
    expect(await say("quiet", { onlyUpdate: true })).toBe("updated");
  });

  test("refuses what GitHub would refuse, before asking", async () => {
    await expect(say("x".repeat(COMMENT_LIMIT))).rejects.toThrow("characters");
    expect(fake.writes).toEqual([]);
  });

  test("has a marker that no stack's name can end early", () => {
    for (const name of ["a --> <script>", "a--b", "ä\n\u202e", "x -- y"]) {
      expect(marker(name)).toMatch(/^<!-- posture:[^<>\n]* -->$/);
      expect(marker(name).slice(4, -3)).not.toContain("--");
    }
  });
});

describe("labels", () => {
  test("say what all stacks together do", () => {
    expect(labelsFor([result("a", { broadened: 1 }), result("b", { breaking: 2, narrowed: 1 })])).toEqual([
      "posture: breaking",
      "posture: broadened",
      "posture: narrowed",
    ]);
    expect(labelsFor([result("a", {}, "failed")])).toEqual(["posture: unknown"]);
    expect(labelsFor([result("a")])).toEqual([]);
  });

  test("are put on and taken off, and others are left alone", async () => {
    fake.labels = new Set(["bug", "posture: breaking"]);
    fake.known = new Set(["posture: broadened"]);
    await publish(github, 7, [{ result: result("a", { broadened: 1 }, "broadened"), comment: "text" }]);
    expect([...fake.labels].sort()).toEqual(["bug", "posture: broadened"]);
    await publish(github, 7, [{ result: result("a"), comment: "text" }]);
    expect([...fake.labels]).toEqual(["bug"]);
    expect(fake.comments).toHaveLength(1);
  });
});

describe("GitHub", () => {
  test("is asked again after a passing fault", async () => {
    fake.faults.push({ status: 502 }, { status: 403, headers: { "retry-after": "0" } });
    expect(await upsertComment(github, { pull: 7, stack: "a", text: "x" })).toBe("created");
    expect(fake.comments).toHaveLength(1);
  });

  test("that says no is quoted with what to do, and without the token", async () => {
    fake.faults.push({ status: 403 });
    const error = await upsertComment(github, { pull: 7, stack: "a", text: "x" }).catch((one: unknown) => one as Error);
    expect((error as Error).message).toContain("pull-requests: write");
    expect(String((error as Error).stack)).not.toContain(TOKEN);
  });

  test.each([
    [401, {}, "wrong, revoked or expired"],
    [403, { "x-ratelimit-remaining": "0" }, "rate limit is used up"],
    [429, {}, "rate limit is used up"],
    [404, {}, "the token may not see it"],
  ] as const)("that answers %s with %j is quoted with the cause", async (status, headers, cause) => {
    for (let i = 0; i < 3; i++) fake.faults.push({ status, headers });
    await expect(github.call("GET", "/issues/7/comments")).rejects.toThrow(cause);
  });

  test("out of reach is said so, with the network's code", async () => {
    await fake.stop();
    await expect(github.call("GET", "/labels")).rejects.toThrow("could not be reached (GET /labels): ECONNREFUSED");
    await fake.start();
  });

  test("that breaks off in the middle of an answer is asked again", async () => {
    fake.faults.push({ status: 200, headers: { "content-length": "900" } });
    expect(await upsertComment(github, { pull: 7, stack: "a", text: "x" })).toBe("created");
  });

  test("needs a repository's name that fits into an address", () => {
    expect(() => new GitHub({ url: "https://x", token: "t", repository: "../../x" })).toThrow("OWNER/NAME");
  });
});

test("keeps one issue for the drift of a stack, and closes it when it is gone", async () => {
  const drift = { drifted: true, verdict: "broadened", text: "opened by hand" } as const;
  expect(await upsertIssue(github, "a", drift)).toBe("opened");
  expect(await upsertIssue(github, "a", drift)).toBe("updated");
  expect(fake.issues).toHaveLength(1);
  expect(await upsertIssue(github, "a", { ...drift, drifted: false })).toBe("closed");
  expect(await upsertIssue(github, "a", { ...drift, drifted: false })).toBe("nothing");
  expect(fake.issues[0]?.state).toBe("closed");
});
