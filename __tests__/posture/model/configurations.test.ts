import { readSynth } from "../../../posture/model/read";
import { CONFIGURATIONS } from "./configurations";
import { lines } from "./short";

describe("the whole model, where partners are elsewhere, left out, unknown or misspelt", () => {
  test.each(Object.entries(CONFIGURATIONS))("of %s", (_, resource) =>
    expect(lines(readSynth({ resource }))).toMatchSnapshot(),
  );
});
