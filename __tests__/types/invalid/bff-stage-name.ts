import type { BackendForFrontendOptions } from "../../../constructs";

export const options: BackendForFrontendOptions = {
  origin: "https://app.example.com",
  // refused: 'name' does not exist in type
  stage: { name: "v1", throttling: { burstLimit: 10, rateLimit: 5 } },
};
