import { LostResponse } from "../../local/terraform/apply";
import { retry } from "../../process/retry";
import { UserError } from "../../process/user-error";

/** An apply that fails with each of these in turn, then succeeds. */
function faked(failures: readonly Error[]) {
  const seen: string[] = [];
  const run = (most?: number) =>
    retry(
      (error) => error instanceof LostResponse,
      async (number) => {
        seen.push(`apply ${String(number)}`);
        const failure = failures[number - 1];
        if (failure !== undefined) throw failure;
        return number;
      },
      async (number) => {
        seen.push(`clear ${String(number)}`);
      },
      most,
    );
  return { seen, run };
}
const lost = () => new LostResponse("response-lost", "already exists");

test("nothing is cleared when the first apply succeeds", async () => {
  const { seen, run } = faked([]);
  expect(await run()).toBe(1);
  expect(seen).toEqual(["apply 1"]);
});

test("a lost answer is cleared away before the next apply", async () => {
  const { seen, run } = faked([lost(), lost()]);
  expect(await run()).toBe(3);
  expect(seen).toEqual(["apply 1", "clear 1", "apply 2", "clear 2", "apply 3"]);
});

test("the third lost answer is the end, and is told", async () => {
  const { seen, run } = faked([lost(), lost(), lost(), lost()]);
  await expect(run()).rejects.toBeInstanceOf(LostResponse);
  expect(seen).toEqual(["apply 1", "clear 1", "apply 2", "clear 2", "apply 3"]);
});

test("any other failure is told at once", async () => {
  const { seen, run } = faked([new UserError("usage", "terraform apply failed")]);
  await expect(run()).rejects.toThrow("terraform apply failed");
  expect(seen).toEqual(["apply 1"]);
});
