import { options } from "../../tooling/tsup.options.mjs";

export default {
  ...options,
  entry: ["src/main.ts", "src/digest-child.ts", "src/pkcs11-campaign.ts"],
  dts: false,
};
