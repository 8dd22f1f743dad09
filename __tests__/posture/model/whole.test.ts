import { join } from "node:path";
import { readFolder } from "../../../posture/model/read";
import { planned } from "../fixtures";
import { lines } from "./short";

describe("the whole model", () => {
  test.each(["every-entry-point", "existing-pool", "for-each", "nested-modules"])("of the plan of %s", (name) =>
    expect(lines(planned(name))).toMatchSnapshot(),
  );

  test.each(["every-entry-point", "rest-beside"])("of the folder of %s", async (name) =>
    expect(lines(await readFolder(join(__dirname, "..", "fixtures", name)))).toMatchSnapshot(),
  );
});
