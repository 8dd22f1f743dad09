import { Token } from "cdktf";
import { record, addProblem, text, type Shape } from "./shape";

/** What begins the names in AWS. */
export const project: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (typeof value !== "string" || Token.isUnresolved(value) || /^[a-z][a-z0-9-]{0,31}$/.test(value)) return;
  addProblem(
    look,
    "project",
    prop,
    `"${value}" can't begin the names of AWS resources`,
    "Write 1 to 32 of a-z, 0-9 and -, beginning with a letter",
  );
};

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
export const tags: Shape = record(text, (name, prop, look) => {
  if (/^aws:/i.test(name))
    addProblem(look, "tag-key", prop, "AWS reserves tags that begin with aws:", "Write another name");
  else if (name.length === 0 || name.length > 128)
    addProblem(look, "tag-key", prop, `its name has ${String(name.length)} characters`, "Write 1 to 128");
});
