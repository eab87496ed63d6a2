// How far a reader has come in each lesson, where the browser keeps it.
import { recall, remember } from "../host/memory.js";

/** `page` counts from 0. @typedef {{page: number, done: boolean}} Progress */

/** @param {string} id @returns {Progress} */
export function progressOf(id) {
  const [page, done] = (recall(`lesson.${id}`) ?? "").split(" ");
  return { page: Number.isInteger(Number(page)) ? Math.max(0, Number(page)) : 0, done: done === "done" };
}

/** @param {string} id @param {Progress} progress */
export const keepProgress = (id, { page, done }) => remember(`lesson.${id}`, done ? `${page} done` : String(page));
