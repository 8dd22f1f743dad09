import { execFileSync } from "node:child_process";
import { choosePython, LOOK, isNewEnough, pythonCandidates } from "../../../local/emulator/python";
import { emulatedAwsEnvironment, isAtLeast, parseVersion } from "../../../process/terraform";
import { UserError } from "../../../process/user-error";

const python = (version: string, venv = true) => ({ command: `python${version}`, args: [], version, venv });

const refusal = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.remedy ?? ""}`;
  }
  throw new Error("It was not refused.");
};

test.each([
  ["3.9.18", false],
  ["3.10.0", true],
  ["3.13.0", true],
  ["4.0.0", true],
  ["2.7.18", false],
])("Python %s is new enough: %p", (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test("a PYTHON that can't be run is named", () => {
  expect(refusal(() => choosePython([], "/nope"))).toMatch(/^The variable PYTHON names "\/nope"/);
  expect(refusal(() => choosePython([], ""))).toMatch(/^No Python was found/);
});

const installed = ["python3", "python2", "python2.7"].filter((command) => {
  try {
    return execFileSync(command, ["-c", ""], { stdio: "ignore" }) !== undefined || true;
  } catch {
    return false;
  }
});
test.each(installed)("%s tells its version as three numbers, whichever it is", (command) => {
  expect(execFileSync(command, ["-c", LOOK], { encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+ [01]\n$/);
});

test("the first usable Python is taken", () => {
  expect(choosePython([python("3.9.1"), python("3.12.0", false), python("3.11.2"), python("3.13.0")]).version).toBe(
    "3.11.2",
  );
});

test("no Python, too old, no venv: each is said, with what to do", () => {
  expect(refusal(() => choosePython([]))).toMatch(/No Python was found.*Install Python 3.*PYTHON/s);
  expect(refusal(() => choosePython([python("3.8.1")]))).toMatch(/3\.10 or newer; found 3\.8\.1/);
  expect(refusal(() => choosePython([python("3.11.1", false)]))).toMatch(/no venv module.*python3-venv/s);
});

test("PYTHON names the only candidate", () => {
  expect(pythonCandidates({ PYTHON: "/my/python" }, "linux")).toEqual([["/my/python"]]);
  expect(pythonCandidates({}, "win32")[0]).toEqual(["py", "-3"]);
});

test("versions are compared by number", () => {
  expect(isAtLeast("1.11.4", "1.5.7")).toBe(true);
  expect(isAtLeast("1.5.6", "1.5.7")).toBe(false);
  expect(isAtLeast("1.5.7-rc1", "1.5.7")).toBe(true);
});

test("Terraform and OpenTofu are told apart, warnings before the version don't matter", () => {
  expect(parseVersion("Warning: x\n\nTerraform v1.11.4\non linux_amd64")).toMatchObject({
    flavour: "terraform",
    version: "1.11.4",
  });
  expect(parseVersion("OpenTofu v1.8.2\n")).toEqual({ flavour: "tofu", version: "1.8.2" });
  expect(parseVersion("command not found")).toBeUndefined();
});

test("Terraform sees the AWS emulator and nothing of the person's own account or settings", () => {
  const env = emulatedAwsEnvironment("http://127.0.0.1:1", "eu-west-1", {
    PATH: "/bin",
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "x",
    AWS_ENDPOINT_URL_LAMBDA: "https://x",
    TF_CLI_ARGS_apply: "-destroy",
    TF_VAR_project: "x",
    TF_WORKSPACE: "x",
  });
  expect(env).toMatchObject({
    PATH: "/bin",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_REGION: "eu-west-1",
    CHECKPOINT_DISABLE: "1",
  });
  for (const name of [
    "AWS_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_ENDPOINT_URL_LAMBDA",
    "TF_CLI_ARGS_apply",
    "TF_VAR_project",
    "TF_WORKSPACE",
  ])
    expect(env).not.toHaveProperty(name);
});
