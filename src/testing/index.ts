export { attributeBytesArbitrary, mutate, valueArbitrary } from "./arbitraries.ts";
export type { FastCheck } from "./arbitraries.ts";
export { canonical } from "./canonical.ts";
export { hexdiff, hexdump } from "./hexdump.ts";
export { scriptedKernel } from "./kernel.ts";
export type { KernelAction, KernelOptions, KernelScript, ScriptedKernel } from "./kernel.ts";
export { acknowledge, datagram, done, multipart, reply, requestsOf } from "./replies.ts";
export type { AcknowledgementOptions, KernelRequest, MultipartOptions, ReplyOptions } from "./replies.ts";
