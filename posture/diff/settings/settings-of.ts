import type { Resource } from "../../model/index";
import type { Comparison } from "../comparison";
import type { ResourcePair } from "../resource-pairs";
import type { ChangeMeaning, Setting } from "./setting";

/** What is said of one type: of its settings, and of its coming and going. */
export interface SettingsOfType {
  readonly settings: readonly Setting[];
  readonly added?: ChangeMeaning | ((resource: Resource) => ChangeMeaning);
  readonly removed?: ChangeMeaning | ((resource: Resource) => ChangeMeaning);
}

/** The settings of one service. */
export interface SettingsOf {
  /** Of every change that is reported here. */
  readonly code: string;
  readonly title: string;
  readonly source: string;
  /** Which resources are compared; left out: each with its partner. */
  readonly pairs?: (comparison: Comparison) => readonly ResourcePair[];
  readonly types: Readonly<Record<string, SettingsOfType>>;
}
