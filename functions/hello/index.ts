import { httpHandler } from "../shared/handler";
import { hello } from "./hello";

export const handler = httpHandler(hello);
