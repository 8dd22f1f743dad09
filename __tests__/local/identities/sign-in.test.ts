import { hiddenFields } from "../../../local/identities/sign-in";

test("hidden fields of the sign-in form are read and decoded", () => {
  const html = `<input type="hidden" name="state" value="a&amp;b&#x27;"><input type="text" name="username" value="x"><input type="hidden" name="np">`;
  expect(hiddenFields(html)).toEqual({ state: "a&b'", np: "" });
});
