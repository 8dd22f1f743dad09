import { holdSingleChanges } from "./single-changes/held";

holdSingleChanges(["elsewhere", "rest"]);
