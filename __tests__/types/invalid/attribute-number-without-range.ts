import { UserPool } from "../../../constructs";
import { scope } from "../parts";

// refused: is not assignable to type 'CustomAttribute'
new UserPool(scope, "pool", { name: "notes", customAttributes: { age: { type: "Number" } } });
