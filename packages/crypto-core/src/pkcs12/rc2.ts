/**
 * RC2 in CBC mode, decryption only: certificates in PKCS#12 files of Windows and of openssl before 3.0 are encrypted
 * with it, and OpenSSL 3 has it only in a provider that Node does not load. It keeps no secret from anyone.
 *
 * @param effectiveBits - what the key is worth: 40 or 128
 * @throws RangeError where the padding is wrong, or the ciphertext is not whole blocks.
 * @see RFC 2268
 */
export function decryptRc2Cbc(
  ciphertext: Uint8Array,
  key: Uint8Array,
  iv: Uint8Array,
  effectiveBits: number,
): Uint8Array {
  if (ciphertext.length % 8 !== 0) throw new RangeError("not whole blocks");
  const schedule = expandKey(key, effectiveBits);
  const plaintext = new Uint8Array(ciphertext.length);
  let previous = iv;
  for (let start = 0; start < ciphertext.length; start += 8) {
    const block = ciphertext.subarray(start, start + 8);
    const decrypted = decryptBlock(block, schedule);
    for (let i = 0; i < 8; i++) plaintext[start + i] = (decrypted[i] ?? 0) ^ (previous[i] ?? 0);
    previous = block;
  }
  return withoutPadding(plaintext);
}

/** RFC 2268 section 4: the eight steps of encryption in reverse. */
export function decryptBlock(block: Uint8Array, schedule: Uint16Array): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, 8);
  const r = Uint16Array.from([0, 2, 4, 6], (offset) => view.getUint16(offset, true));
  const word = (index: number): number => r[index & 3] ?? 0;
  let next = 63;

  const reverseMix = () => {
    for (let i = 3; i >= 0; i--) {
      const rotation = rotations[i] ?? 0;
      const rotated = (word(i) >>> rotation) | (word(i) << (16 - rotation));
      r[i] = rotated - (schedule[next--] ?? 0) - (word(i - 1) & word(i - 2)) - (~word(i - 1) & word(i - 3));
    }
  };
  const reverseMash = () => {
    for (let i = 3; i >= 0; i--) r[i] = word(i) - (schedule[word(i - 1) & 63] ?? 0);
  };

  for (const rounds of [5, 6, 5]) {
    for (let round = 0; round < rounds; round++) reverseMix();
    if (next >= 0) reverseMash();
  }
  const output = new Uint8Array(8);
  const outputView = new DataView(output.buffer);
  for (const [index, value] of r.entries()) outputView.setUint16(index * 2, value, true);
  return output;
}

/** RFC 2268 section 2: 64 words from a key of any length, cut down to its effective bits on the way. */
export function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const bytes = new Uint8Array(128);
  const at = (index: number): number => bytes[index] ?? 0;
  bytes.set(key);
  for (let i = key.length; i < 128; i++) bytes[i] = piTable[(at(i - 1) + at(i - key.length)) & 0xff] ?? 0;

  const effectiveBytes = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * effectiveBytes - effectiveBits);
  const first = 128 - effectiveBytes;
  bytes[first] = piTable[at(first) & mask] ?? 0;
  for (let i = first - 1; i >= 0; i--) bytes[i] = piTable[at(i + 1) ^ at(i + effectiveBytes)] ?? 0;
  return Uint16Array.from({ length: 64 }, (_, index) => at(2 * index) | (at(2 * index + 1) << 8));
}

/** PKCS#7: n bytes of value n. */
function withoutPadding(plaintext: Uint8Array): Uint8Array {
  const count = plaintext.at(-1) ?? 0;
  const padding = plaintext.subarray(plaintext.length - count);
  if (count < 1 || count > 8 || padding.some((byte) => byte !== count)) throw new RangeError("wrong padding");
  return plaintext.subarray(0, plaintext.length - count);
}

const rotations = [1, 2, 3, 5];

/** "Random" bytes from the digits of pi. */
const piTable = Buffer.from(
  "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2" +
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82" +
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626" +
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7" +
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec" +
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731" +
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9" +
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad",
  "hex",
);
