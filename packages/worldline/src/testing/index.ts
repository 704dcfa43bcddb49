export {
  type ExampleNotifications,
  exampleNotification,
  notificationTypes,
} from "./example-notification.js";
export {
  type SignedTestNotification,
  signTestNotification,
  type TestNotification,
} from "./sign-test-notification.js";
