import { FACTS } from "../../../posture/aws";

describe("facts about AWS", () => {
  it.each(Object.entries(FACTS))("%s has a source with an address, and a day on which it was read", (_, fact) => {
    expect(fact.source).toMatch(/^\S.+ https:\/\/\S+$/);
    expect(fact.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Date.parse(fact.asOf)).not.toBeNaN();
  });

  it("hold every group", () => {
    expect(Object.keys(FACTS).length).toBeGreaterThan(35);
  });
});
