import { progressOn } from "../../process/progress";

function terminal(columns?: number): { lines: string[]; isTTY: true; columns?: number; write(text: string): void } {
  const lines: string[] = [];
  return { lines, isTTY: true, ...(columns === undefined ? {} : { columns }), write: (text) => void lines.push(text) };
}
const visible = (text: string): string => text.replace(/[\r\n]|\u001b\[K/g, "");

test("the running step fits a terminal of 40, 60, 200 and unknown columns", async () => {
  const linesOf = async (columns?: number) => {
    const sink = terminal(columns);
    await progressOn(sink).step("x".repeat(300), async (detail) => {
      detail("y".repeat(300));
      await new Promise((resolve) => setTimeout(resolve, 1100));
    });
    return { columns, running: sink.lines.filter((text) => text.includes("…")) };
  };
  for (const { columns, running } of await Promise.all([40, 60, 200, undefined].map(linesOf))) {
    expect(running.length).toBeGreaterThan(1);
    for (const text of running) expect(visible(text).length).toBeLessThan(columns ?? 80);
  }
});

test("a pipe gets a line at the start and at the end of a step, and the error passes", async () => {
  const lines: string[] = [];
  const progress = progressOn({ write: (text: string) => lines.push(text) });
  await expect(progress.step("work", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(lines[0]).toBe("… work\n");
  expect(lines[1]).toMatch(/^✗ work \(\d+\.\d s\)\n$/);
});
