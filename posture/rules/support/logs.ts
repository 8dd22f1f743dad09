import type { Model, Stage } from "../../model";
import type { Reporter } from "../rule";
import { ofHttp } from "./apis";
import { when } from "./known";

/** Every access log format of an HTTP API; one that isn't known is reported. */
export function eachFormat(
  model: Model,
  report: Reporter,
  evaluateRules: (stage: Stage, format: string) => void,
): void {
  for (const stage of ofHttp(model.stages)) {
    when(report, stage, stage.accessLog, "access_log_settings", (log) => {
      if (log) when(report, stage, log.format, "the access log format", (format = "") => evaluateRules(stage, format));
    });
  }
}
