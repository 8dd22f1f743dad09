import { join } from "node:path";
import { LISTS, type Model } from "../../../posture/model/model";
import { readFolder } from "../../../posture/model/read";
import { planned } from "../fixtures";
import { short } from "./short";

/** A model's things, a line each. */
function lines(model: Model): Readonly<Record<string, readonly string[]>> {
  const lists = [...LISTS, "restApis", "entryPoints", "outputs"] as const;
  return Object.fromEntries(
    lists.flatMap((list) =>
      model[list].length > 0 ? [[list, model[list].map((thing) => JSON.stringify(short(thing)))]] : [],
    ),
  );
}

describe("the whole model", () => {
  test.each(["every-entry-point", "existing-pool", "for-each", "nested-modules"])("of the plan of %s", (name) =>
    expect(lines(planned(name))).toMatchSnapshot(),
  );

  test.each(["every-entry-point", "rest-beside"])("of the folder of %s", async (name) =>
    expect(lines(await readFolder(join(__dirname, "..", "fixtures", name)))).toMatchSnapshot(),
  );
});
