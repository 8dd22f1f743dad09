import { UsageError } from "../../posture/cli/command";
import { describeError, systemCode, UserError } from "../../process/user-error";

test.each<[unknown, string]>([
  [new UserError("python", "No Python was found.", "Install it."), "No Python was found. [python]\nInstall it."],
  [new UserError("usage", "--port is missing."), "--port is missing."],
  [new UsageError("There is no option --x."), "There is no option --x."],
  ["a text", "a text"],
  [
    Object.assign(new Error("x"), { code: "EROFS", path: "/work/runs/1", syscall: "mkdir" }),
    "/work/runs/1 can't be written (EROFS): its disk is read-only. Work in a folder that can be written to, then run the command again.",
  ],
  [
    Object.assign(new Error("x"), { code: "ENOSPC", syscall: "write" }),
    "A file can't be written (ENOSPC): no space is left on its disk. Free some, then run the command again.",
  ],
  [
    Object.assign(new Error("x"), { code: "ENOENT", path: "results", syscall: "scandir" }),
    "results can't be used (ENOENT): there is no such file or folder.",
  ],
  [
    Object.assign(new Error("x"), { code: "EISDIR", path: "access.json", syscall: "read" }),
    "access.json can't be used (EISDIR): it is a folder.",
  ],
])("%s is printed without a stack", (error, text) => expect(describeError(error)).toBe(text));

test("a defect keeps its stack, a program that can't be started too", () => {
  const spawned = Object.assign(new Error("m"), { code: "ENOENT", path: "terraform", syscall: "spawn terraform" });
  for (const error of [new TypeError("m"), spawned]) expect(describeError(error)).toContain("user-error.test.ts");
});

test("a system error's code, whatever realm its class is of", () => {
  expect(systemCode(Object.assign(Object.create(null), { code: "ENOENT" }))).toBe("ENOENT");
  expect([systemCode(new Error("m")), systemCode(null), systemCode("ENOENT")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
