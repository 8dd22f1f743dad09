import { readFileSync } from "node:fs";
import { UserError } from "./user-error";

/**
 * What a JSON file holds, behind a byte order mark or without.
 * @throws UserError `json-file` that names the file and what is wrong with it
 */
export const readJsonFile = (file: string): unknown => parseJson(readFileSync(file, "utf8"), file);

/** @param where what the error calls the text */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new UserError(
      "json-file",
      `${where} is not JSON: ${(error as Error).message}`,
      "Fix it, or let it be written again.",
    );
  }
}
