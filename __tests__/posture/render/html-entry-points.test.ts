import { join } from "node:path";
import { entryAccesses } from "../../../posture/access/index";
import type { EntryAccess } from "../../../posture/access/index";
import { readFolder } from "../../../posture/model/read";
import { entryPointHtml, entryPointPicture } from "../../../posture/render/html-entry-points";
import { ROOT } from "../../support/project";

let accesses: readonly EntryAccess[] = [];
beforeAll(async () => {
  accesses = entryAccesses(await readFolder(join(ROOT, "examples", "authgoat", "vulnerable")));
});

describe("the picture of every way to a function", () => {
  test("leads from each entry point over what it demands to the function, the open ones first", () => {
    const [orders = ""] = entryPointPicture(accesses).text.split("</section>");
    expect(orders).toContain('aria-label="Ways to aws_lambda_function.orders"');
    const classes = [...orders.matchAll(/<li class="(\w+)">/g)].map(([, open]) => open);
    expect(classes).toEqual([...classes].sort().reverse());
    const own = accesses.filter(({ function: fn }) => fn?.address === "aws_lambda_function.orders");
    expect(classes).toHaveLength(own.length);
    for (const { entryPoint } of own) expect(orders).toContain(`<small>${entryPoint.group}</small>`);
  });

  test("says so where nothing leads to a function", () => {
    expect(entryPointPicture([]).text).toBe("<p>Nothing leads to a function of this input.</p>");
  });

  test("stands in the page of entry points, whose style sheet is whole", () => {
    const page = entryPointHtml(accesses);
    expect(page).toContain('class="to"');
    expect(page).toContain('content:"\\2192"');
    expect(page).not.toMatch(/<script|\son\w+=|\sstyle=|url\(/i);
  });
});
