// In a worker of its own: a partner of a run's worker. It takes parts of that run's steps and needs none of its data.
import { Partner } from "../../pkg/web/tripletscope.js";
import { saidOf } from "../model/problems.js";

/** @import {PartGradients} from "../../pkg/web/tripletscope.js" */
/** @import {FromPartner, ToPartner} from "./protocol.js" */

/** Serves the leader at the other end. @param {MessagePort} port */
export function serveLeader(port) {
  /** @type {Partner | undefined} */
  let partner;
  /** The parts that it has made of the step, and which the first of them is. @type {{first: number, parts: PartGradients[]}} */
  let made = { first: 0, parts: [] };
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
      made = { first, parts: there().partGradients(vectors, first, last, of, loss, pairs).parts };
      return { type: "judged", parts: made.parts };
    }
    const parts = message.parts.map((part, k) => part ?? made.parts[k - made.first]);
    there().finish(parts, message.adam);
    return undefined;
  };
  port.onmessage = ({ data }) => {
    try {
      const said = answer(data);
      if (said) port.postMessage(said);
    } catch (error) {
      port.postMessage(/** @type {FromPartner} */ ({ type: "failed", sentence: saidOf(error).sentence }));
    }
  };
}
