import { holdTexts } from "../single-changes/held";
import { BESIDE } from "../single-changes/table";

holdTexts(BESIDE.settings);
