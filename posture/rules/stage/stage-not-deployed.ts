import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { when } from "../support/known";

/** Without auto_deploy or a deployment, what is applied never reaches callers. */
export const stageNotDeployed: Rule = {
  code: "stage-not-deployed",
  severity: "error",
  title: "A stage that deploys nothing: neither auto_deploy nor a deployment",
  source: `${SOURCES.stages}; ${SOURCES.providerStage}#auto_deploy-1`,
  check(model, report) {
    for (const stage of ofHttp(model.stages)) {
      when(report, stage, stage.autoDeploy, "auto_deploy", (auto) => {
        const deployment = stage.resource.attributes.text("deployment_id");
        if (auto || !deployment.known || (deployment.value !== undefined && deployment.value !== "")) return;
        report({
          at: stage,
          message: "auto_deploy is false and no deployment is named: changes to routes never reach callers.",
          remedy: "Set auto_deploy = true.",
        });
      });
    }
  },
};
