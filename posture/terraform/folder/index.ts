import type { Origin } from "../origin";
import { resourceIndexOfConfiguration } from "../configuration/read";
import type { ResourceIndex } from "../resource-index";
import { loadFolder } from "./load";

export { isFolder } from "./files";
export { expressionTexts } from "./expression-texts";
const ORIGIN: Origin = { format: "folder", side: "after", complete: true };

/** Reads a folder of `.tf` files. Throws InputError, with file and line, for what can't be read. */
export async function resourceIndexOfFolder(folder: string): Promise<ResourceIndex> {
  const { root, given } = await loadFolder(folder);
  return resourceIndexOfConfiguration(root, ORIGIN, given);
}
