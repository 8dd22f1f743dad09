import type { Attributes, LambdaFunction, Link } from "../index";

const VARIABLE = /\$\{stageVariables\.(\w+)\}/;

/**
 * Which function a URI with a stage variable names: it may be another one on each stage, and on one that is made elsewhere.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html
 * @param found what the URI names as it is written; returned where it has no stage variable
 * @param stages of the API
 * @param variables the attribute that holds a stage's variables
 * @param named the functions of this input that a text names
 */
export function onStages(
  found: Link<LambdaFunction>,
  stages: () => readonly Attributes[],
  variables: "stage_variables" | "variables",
  named: (text: string) => readonly LambdaFunction[],
): Link<LambdaFunction> {
  if (found.kind !== "external" || !VARIABLE.test(found.id)) return found;
  const uri = found.id;
  const onEach = stages().map((stage) => {
    const filled = uri.replace(new RegExp(VARIABLE, "g"), (whole, name: string) => {
      const value = stage.text(variables, name);
      return value.known ? (value.value ?? whole) : whole;
    });
    return [...new Set(named(filled))];
  });
  const why = `the stage variable ${VARIABLE.exec(uri)?.[1] ?? ""} names the function`;
  if (onEach.length === 0 || onEach.some(({ length }) => length !== 1)) return { kind: "unknown", why, candidates: [] };
  const all = [...new Set(onEach.flat())];
  const [only] = all;
  return only !== undefined && all.length === 1
    ? { kind: "resource", target: only }
    : { kind: "unknown", why, candidates: all };
}
