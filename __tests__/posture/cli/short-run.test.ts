import * as v8 from "node:v8";
import { delayOptimization } from "../../../posture/cli/short-run";

jest.mock("node:v8", () => ({ setFlagsFromString: jest.fn() }));

test("the flag is set on a Node.js whose engine knows it, and on no other", () => {
  const major = Number(process.versions.node.split(".")[0]);
  delayOptimization();
  expect(jest.mocked(v8.setFlagsFromString).mock.calls).toEqual(
    major >= 20 && major <= 24 ? [["--interrupt-budget=1000000"]] : [],
  );
});
