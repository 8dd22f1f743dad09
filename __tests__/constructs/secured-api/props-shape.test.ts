import { places } from "../mistakes";

test.each([
  ["project", "input-missing project"],
  ["domain", "input-missing domain"],
  ["scopes", "input-missing scopes"],
  ["functions", "input-missing functions"],
  ["routes", "input-missing routes"],
])("%s left out is told as missing", (prop, expected) => expect(places({ [prop]: undefined })).toContain(expected));
