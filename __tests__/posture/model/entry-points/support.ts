import { entryAccesses } from "../../../../posture/access/index";
import { readSynth } from "../../../../posture/model/read";

export type Resources = Record<string, Record<string, object>>;

/** Address of the function that every case leads to. */
export const ARN = "${aws_lambda_function.f.arn}";

/** Every way to the function `f`: is it open, and for whom, by id. */
export function waysOf(resource: Resources): Record<string, readonly [open: boolean | "unknown", who: string]> {
  const model = readSynth({ resource: { aws_lambda_function: { f: { function_name: "f" } }, ...resource } });
  return Object.fromEntries(
    entryAccesses(model)
      .filter(({ function: fn }) => fn?.address === "aws_lambda_function.f")
      .map(({ entryPoint, open, who }) => [entryPoint.id, [open, who]]),
  );
}
