// What is fuzzed: the public protocol entry and the test kit, as built.
export * from "../dist/protocol/index.js";
export { canonical, mutate, valueArbitrary } from "../dist/testing/index.js";
