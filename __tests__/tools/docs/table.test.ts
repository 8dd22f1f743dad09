import { escaped, linked, table } from "../../../tools/docs/table";

test("a table has its head, a rule and a line for each row", () => {
  expect(table(["a", "b"], [["1", "2"]])).toBe("| a | b |\n| --- | --- |\n| 1 | 2 |");
});

test("what Markdown would read is escaped", () => {
  expect(escaped("a|b *c* <d>")).toBe("a\\|b \\*c\\* &lt;d>");
});

test("each source with an address is a link, the words after it stay", () => {
  expect(linked("AWS: Routes: https://a.example/x (page 2); a talk; Other https://b.example")).toBe(
    "[AWS: Routes](https://a.example/x) (page 2); a talk; [Other](https://b.example)",
  );
});
