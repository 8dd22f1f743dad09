import type { Model } from "../../model/index";
import type { Detector } from "../change";

/** What keeps a comparison from being whole. */
export const completeness: Detector = {
  source:
    "Terraform: JSON Output Format, complete and errored https://developer.hashicorp.com/terraform/internals/json-format",
  codes: {
    "plan-incomplete": {
      title: "A plan was limited, stopped at an error, or leaves changes to a later one",
      kinds: ["unknown"],
    },
    "instances-unknown": { title: "How many instances a resource has isn't known", kinds: ["unknown"] },
  },
  detect({ before, after }, report) {
    for (const model of [before, after])
      if (!model.origin.complete)
        report({
          at: { address: "(plan)" },
          code: "plan-incomplete",
          kind: "unknown",
          summary: `The plan${model === before ? " of the base" : ""} isn't complete: it was limited (-target), stopped at an error or leaves changes to a later one. What it leaves out is taken to stay as it is, so there may be more than is listed here.`,
        });
    for (const resource of after.resources)
      if (resource.repeated && TYPES.test(resource.type) && !sameInstances(before, resource.address))
        report({
          at: resource,
          code: "instances-unknown",
          kind: "unknown",
          summary: `How many instances ${resource.address} has isn't known before a plan; it stands for all of them here.`,
        });
  },
};

const TYPES = /^aws_(apigatewayv2|cognito)_/;

/** The base repeats it as well: then it is held against itself like any other. */
const sameInstances = (before: Model, address: string): boolean => before.resource(address)?.repeated === true;
