/** What the service's error objects say beside their code. */
export const codeMessages: Record<string, string> = {
  "001": "A mandatory header is missing or unusable",
  "002": "The message does not follow the schema",
  "003": "The signature is not valid",
  "008": "The message was received before",
  "017": "The access token has expired",
  "021": "Not authorized",
  "101": "The initiating party is unknown",
  "110": "The resource was not found",
  "154": "The digest is not valid",
  "158": "The content type is not supported",
};
