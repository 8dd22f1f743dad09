import { holdSingleChanges } from "./single-changes/held";

// Planning one web ACL takes the provider two seconds of the processor: its rules nest every kind of statement.
holdSingleChanges(["entries", "pools", "settings", "web-acl"]);
