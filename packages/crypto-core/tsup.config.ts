import { options } from "../../tooling/tsup.options.mjs";

export default {
  ...options,
  entry: {
    index: "src/index.ts",
    pkcs11: "src/pkcs11/index.ts",
    "aws-kms": "src/kms/aws-kms.ts",
    "azure-key-vault": "src/kms/azure-key-vault.ts",
    "google-kms": "src/kms/google-kms.ts",
  },
};
