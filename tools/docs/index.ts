import * as path from "node:path";
import { rewriteMarked } from "./marked";
import { propsTable } from "./props-table";

const ROOT = path.join(__dirname, "..", "..");

/** Every generated part of a document: the file, the marker's name, and what makes the text. */
const PARTS = [{ file: "README.md", name: "props", text: propsTable }] as const;

for (const { file, name, text } of PARTS) {
  const changed = rewriteMarked(path.join(ROOT, file), name, text());
  console.log(`${file}, ${name}: ${changed ? "written" : "up to date"}`);
}
