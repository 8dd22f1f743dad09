import { withMarked } from "../../../tools/docs/marked";

test("what stands between the markers is replaced, and nothing else", () => {
  expect(withMarked("a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb", "x", "new")).toBe(
    "a\n<!-- x:begin -->\n\nnew\n\n<!-- x:end -->\nb",
  );
});

test.each(["nothing", "<!-- x:begin -->", "<!-- x:end --> <!-- x:begin -->", "<!-- y:begin --><!-- y:end -->"])(
  "%j has no such pair",
  (page) => expect(() => withMarked(page, "x", "new")).toThrow("<!-- x:begin -->"),
);
