export declare const listener: { readonly url: string; readonly certificate: string };
export declare function callClient(
  sandbox: { readonly urls: { readonly clearbank: string }; readonly ca: string },
  token: string,
): Promise<void>;
