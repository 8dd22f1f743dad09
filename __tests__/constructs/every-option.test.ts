import { everyOption } from "../support/every-option";
import { emitted } from "../support/synth";
import { withoutCode } from "../support/terraform-json";

/** What no default shows, to the letter: an argument that is lost, or another, is seen in a review. */
test.each(Object.entries(emitted((stack) => everyOption(stack)).resource ?? {}))("%s", (_, resources) =>
  expect(withoutCode(resources)).toMatchSnapshot(),
);
