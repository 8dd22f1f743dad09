import * as path from "node:path";
import { buildPackage } from "./build";

// `npm run build`, and what npm runs before it packs.
buildPackage(path.resolve(__dirname, "../../dist"));
