export declare const privateKey: string;
export declare const certificate: string;
export declare const serviceCertificate: string;
export declare function redirect(href: string | undefined): Promise<void>;
