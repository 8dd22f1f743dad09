import { httpHandler } from "../shared/handler";
import { profile } from "./profile";

export const handler = httpHandler(profile);
