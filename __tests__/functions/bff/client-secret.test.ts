import { AwsError } from "../../../functions/shared/aws/aws-error";
import { clientSecret } from "../../../functions/bff/client-secret";

describe("the client's secret", () => {
  test("is read once in five minutes, and again after a failure", async () => {
    let now = 0;
    const call = jest
      .fn(async (): Promise<unknown> => ({ SecretString: '{"client_id":"c","client_secret":"s"}' }))
      .mockRejectedValueOnce(new Error("away"));
    const secret = clientSecret("arn", call, () => now);
    await expect(secret.get()).rejects.toThrow("away");
    expect(await Promise.all([secret.get(), secret.get()])).toEqual(["s", "s"]);
    expect(call).toHaveBeenCalledTimes(2);
    now = 300;
    await secret.get();
    expect(call).toHaveBeenCalledTimes(3);
  });

  test("goes on while Secrets Manager is away, which the log says; where the secret itself is gone, it doesn't", async () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    let now = 0;
    let failure: Error | undefined;
    const secret = clientSecret(
      "arn",
      async () => {
        if (failure !== undefined) throw failure;
        return { SecretString: '{"client_secret":"s"}' };
      },
      () => now,
    );
    expect(await secret.get()).toBe("s");
    now = 300;
    failure = new AwsError("secretsmanager", "ThrottlingException", 400);
    expect(await secret.get()).toBe("s");
    expect(JSON.parse(String(warn.mock.calls[0]?.[0]))).toEqual({
      ...{ level: "warn", message: "the client's secret could not be read again", reason: "secret_not_read" },
      ...{ service: "secretsmanager", status: 400, code: "ThrottlingException" },
    });
    // Refused meanwhile: whoever asks learns that there is no other.
    expect(await secret.renew("s")).toBe("s");
    now = 900;
    failure = new AwsError("secretsmanager", "ResourceNotFoundException", 400);
    await expect(secret.get()).rejects.toBe(failure);
    warn.mockRestore();
  });

  test("that was refused is read again, once for many that were refused", async () => {
    const call = jest
      .fn(async (): Promise<unknown> => ({ SecretString: '{"client_secret":"new"}' }))
      .mockResolvedValueOnce({ SecretString: '{"client_secret":"old"}' });
    const secret = clientSecret("arn", call, () => 0);
    expect(await secret.get()).toBe("old");
    expect(await Promise.all([secret.renew("old"), secret.renew("old")])).toEqual(["new", "new"]);
    expect(await secret.renew("old")).toBe("new");
    expect(call).toHaveBeenCalledTimes(2);
  });

  test.each([undefined, "hunter2", "{}", '{"client_secret":""}', "null"])(
    "in the form %j is refused without being quoted",
    async (SecretString) => {
      const error = await clientSecret(
        "arn",
        async () => ({ SecretString }),
        () => 0,
      )
        .get()
        .catch((e: unknown) => e);
      expect(String(error)).toContain("not in Secrets Manager in the form");
      expect(String(error)).not.toContain("hunter2");
    },
  );
});
