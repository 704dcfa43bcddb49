import { options } from "../../tooling/tsup.options.mjs";

export default {
  ...options,
  entry: {
    main: "src/main.ts",
    "digest-child": "src/digest-child.ts",
    "pkcs11-campaign": "src/pkcs11-campaign.ts",
    "inbox/listener": "src/inbox/listener.ts",
    "proxy/load": "src/proxy/load.ts",
  },
  dts: false,
};
