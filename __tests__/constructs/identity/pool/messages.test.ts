import { checkMessage, invitation, verificationMessage } from "../../../../constructs/identity/pool/messages";
import { expectRefusal } from "../../../support/expect-error";

const code = { subject: "s", message: "Your code is {####}" };

test("nothing said is Cognito's own text", () => {
  expect([verificationMessage(undefined, "p"), verificationMessage({}, "p"), invitation({}, "p")]).toEqual([
    {},
    {},
    undefined,
  ]);
});

test("a code, or a link in its place", () => {
  expect(verificationMessage({ verification: code }, "p").verificationMessageTemplate).toEqual({
    defaultEmailOption: "CONFIRM_WITH_CODE",
    emailSubject: "s",
    emailMessage: code.message,
  });
  const link = { subject: "s", linkMessage: "Please {##click\nhere##}" };
  expect(verificationMessage({ verification: link }, "p").verificationMessageTemplate).toEqual({
    defaultEmailOption: "CONFIRM_WITH_LINK",
    emailSubjectByLink: "s",
    emailMessageByLink: link.linkMessage,
  });
});

test("an invitation brings the text message that AWS wants beside it", () => {
  expect(invitation({ invitation: { subject: "s", message: "{username}: {####}" } }, "p")).toEqual({
    emailSubject: "s",
    emailMessage: "{username}: {####}",
    smsMessage: "{username} {####}",
  });
});

test.each<[string, () => unknown]>([
  ["p lacks {####}", () => checkMessage({ subject: "s", message: "hello" }, "p")],
  ["{username}", () => invitation({ invitation: code }, "p")],
  [
    "{##Verify my address##}",
    () => verificationMessage({ verification: { subject: "s", linkMessage: "{####}" } }, "p"),
  ],
])("without its placeholder a message is refused: %s", (text, act) =>
  expectRefusal(act, "message-placeholder", text.split(" ").at(-1) ?? ""),
);
