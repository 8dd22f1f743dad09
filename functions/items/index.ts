import { httpHandler } from "../shared/handler";
import { items } from "./items";

export const handler = httpHandler(items);
