// What a person has done before: an API consumer made in the portal, and its files kept beside the program.
import { copyFile, writeFile } from "node:fs/promises";
import { prepareConsumer } from "@countersign/clearstream";
import { portal, world } from "./portal.mjs";

const userId = "a00012345_0012345";
const password = "correct horse battery staple";
await portal("POST", "/clearstream/consumers", { userId, apis: ["ocapi-playground-v1"] });
const { certificateRequests, complete } = await prepareConsumer(userId);
const certificates = await portal("POST", `/clearstream/consumers/${userId}/certificates`, {
  password,
  ...certificateRequests,
});
for (const { name, content } of complete(certificates)) await writeFile(name, content);
await copyFile(world.trusted, "server-cert-cacerts.pem");
process.env.CLEARSTREAM_PASSWORD = password;
