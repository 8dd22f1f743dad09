import { httpHandler } from "../shared/handler";
import { createNote } from "./create-note";

export const handler = httpHandler((event) => createNote(event));
