import { nameOneOf } from "../../constructs/nearest";

test.each([
  ["itmes", ["items", "notes"], 'Did you mean "items"?'],
  ["billing", ["items", "notes"], "Name one of items, notes"],
  ["items", [], "Declare it in functions"],
])("%s of %j: %s", (name, names, remedy) => expect(nameOneOf(name, names, "Declare it in functions")).toBe(remedy));
