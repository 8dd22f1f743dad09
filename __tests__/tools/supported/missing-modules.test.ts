import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { leaveOutMissing } from "../../../tools/supported/missing-modules";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("missing-modules");
const PREFIX = "example.com/tool/internal/backend/remote-state";

const GO_MOD = `module example.com/tool

require (
\t${PREFIX}/s3 v0.0.0-00010101000000-000000000000
\t${PREFIX}/http v0.0.0-00010101000000-000000000000
\texample.com/other v1.0.0
)

replace ${PREFIX}/s3 => ./internal/backend/remote-state/s3

replace ${PREFIX}/http => ./internal/backend/remote-state/http
`;

const BACKENDS = `package init

import (
\tbackendHTTP "${PREFIX}/http"
\tbackendS3 "${PREFIX}/s3"
)

var backends = map[string]any{
\t"http": backendHTTP.New(),
\t"s3":   backendS3.New(),
}
`;

function sources(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder(), name, file)), { recursive: true });
    writeFileSync(join(folder(), name, file), text);
  }
  return join(folder(), name);
}

test("what the archive lacks is taken out of the requirements and of the list of backends, and nothing else", () => {
  const place = sources("partial", {
    "go.mod": GO_MOD,
    "internal/backend/init/init.go": BACKENDS,
    "internal/backend/remote-state/http/http.go": "package http",
  });
  expect(leaveOutMissing(place)).toEqual(["s3"]);
  const lines = (text: string): string[] => text.split("\n").filter((line) => !line.includes("s3"));
  expect(readFileSync(join(place, "go.mod"), "utf8").split("\n")).toEqual(lines(GO_MOD));
  const left = readFileSync(join(place, "internal/backend/init/init.go"), "utf8");
  expect(left.split("\n")).toEqual(lines(BACKENDS));
  expect(left).toContain("backendHTTP.New()");
});

test("whole sources stay as they are", () => {
  const place = sources("whole", {
    "go.mod": "module example.com/tool\n\nreplace example.com/a => example.com/b v1.0.0\n",
  });
  const before = readFileSync(join(place, "go.mod"), "utf8");
  expect(leaveOutMissing(place)).toEqual([]);
  expect(readFileSync(join(place, "go.mod"), "utf8")).toBe(before);
});

test("sources that lack modules elsewhere are refused by name", () => {
  const place = sources("strange", { "go.mod": GO_MOD });
  expect(existsSync(join(place, "internal"))).toBe(false);
  expect(() => leaveOutMissing(place)).toThrow(`${PREFIX}/s3`);
});
