import { entryAccesses } from "../../../../posture/access/index";
import { readSynth } from "../../../../posture/model/read";
import { short } from "../short";

export type Resources = Record<string, Record<string, object>>;

/** Address of the function that every case leads to. */
export const ARN = "${aws_lambda_function.f.arn}";

/** Every way to the function `f`: is it open, and for whom, by id. A snapshot holds whatever else is known of it. */
export function waysOf(resource: Resources): Record<string, readonly [open: boolean | "unknown", who: string]> {
  const model = readSynth({ resource: { aws_lambda_function: { f: { function_name: "f" } }, ...resource } });
  const ways = entryAccesses(model).filter(({ function: fn }) => fn?.address === "aws_lambda_function.f");
  expect(ways.map(({ entryPoint }) => JSON.stringify(short(entryPoint)))).toMatchSnapshot();
  return Object.fromEntries(ways.map(({ entryPoint, open, who }) => [entryPoint.id, [open, who]]));
}
