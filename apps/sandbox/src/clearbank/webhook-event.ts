/** Something that happened, of which webhooks tell. */
export interface WebhookEvent {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly version: number;
  readonly isSent: boolean;
  /** Why it was not sent. */
  readonly reason?: "not subscribed" | "disabled";
  /** The ids of its deliveries. */
  readonly deliveries: readonly string[];
}
