// In a worker of its own: a partner of a run's worker. It takes parts of that run's steps and needs none of its data.
import { Partner } from "../../pkg/web/tripletscope.js";
import { saidOf } from "../model/problems.js";
import { buffersOf } from "./crew.js";

/** @import {FromPartner, ToPartner} from "./protocol.js" */

/** Serves the leader at the other end. @param {MessagePort} port */
export function serveLeader(port) {
  /** @type {Partner | undefined} */
  let partner;
  const there = () => {
    if (!partner) throw new Error("This partner follows no run yet.");
    return partner;
  };
  /** @param {ToPartner} message @returns {FromPartner | undefined} */
  const answer = (message) => {
    if (message.type === "join") {
      partner?.free();
      partner = Partner.restore(message.saved);
      return { type: "joined" };
    }
    if (message.type === "encode") return { type: "encoded", vectors: there().encode(message.tokens, message.questions) };
    if (message.type === "judge") {
      const { vectors, pairs, first, last, of, loss } = message;
      return { type: "judged", parts: there().partGradients(vectors, first, last, of, loss, pairs).parts };
    }
    there().finish(message.parts, message.adam);
    return undefined;
  };
  port.onmessage = ({ data }) => {
    try {
      const said = answer(data);
      // It keeps what it needs of them.
      if (said) port.postMessage(said, said.type === "judged" ? buffersOf(said.parts) : []);
    } catch (error) {
      port.postMessage(/** @type {FromPartner} */ ({ type: "failed", sentence: saidOf(error).sentence }));
    }
  };
}
