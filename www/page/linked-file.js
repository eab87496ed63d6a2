// The file that a link was made with: it is asked for by name or fetched, and told from another one; once it is open, the run is that of the link.
import { readPlan } from "../model/settings.js";
import { words } from "../words/index.js";
import { nameIn, neededBy, neededOf, samePairs } from "./file-link.js";

/** @import {Experiment, Standing} from "../model/experiment.js" */
/** @import {App, State} from "../model/state.js" */
/** @import {Needed} from "./file-link.js" */
/** @import {Pairs} from "./open-files.js" */
/** @import {Source} from "../types/run.js" */

/** @param {App} app @param {Pairs} pairs */
export function linkedFile(app, pairs) {
  /** @type {Needed & {link: string, begun?: Source} | undefined} until it is open; `begun`: its run has begun with that */
  let needs;
  const notice = (/** @type {string} */ sentence) => app.dispatch({ type: "notice", notice: { sentence, again: false, of: "file" } });

  return {
    /** What a link says of its file holds until that is open. @param {string} link @param {Source} [begun] with what its run begins, if not with what is open */
    need: (link, begun) => {
      const { file, data, reading } = neededOf(link);
      // What was said of another link's file is not true of this one's.
      app.dispatch({ type: "dismiss", of: "file" });
      needs = file || data ? { file, data, reading, link, begun } : undefined;
      pairs.expect(file ? { names: nameIn(file).split(" + "), reading } : undefined);
      if (file && !data && !begun) notice(words.kept.needs(file));
    },
    /** Fetches the file where the link says where it lies, and begins the link's run on it. @param {string} link @param {Experiment} experiment @param {Standing} standing @returns {boolean} */
    fetch: (link, experiment, standing) => {
      const { data, reading = {} } = neededOf(link);
      const of = needs;
      if (data) pairs.follow(experiment, standing, data, reading, () => needs === of);
      return data !== undefined;
    },
    /** What the link of now says of the file that is open, or that is to be. */
    inLink: () => {
      const { source, called } = app.own();
      return source?.kind === "file" ? neededBy(source, called) : (needs ?? {});
    },
    /** @param {State} state @param {State} before */
    follow: ({ data, source, parked }, before) => {
      // A lesson's file is not what the reader's own link needs.
      if (!needs || parked || !data || data === before.data || source?.kind !== "file") return;
      const { file, link, begun } = needs;
      if (file && ![data.called, data.calledWithNegatives].some((called) => samePairs(called, file)))
        return void notice(words.kept.other(file, data.called));
      needs = undefined;
      pairs.expect(undefined);
      // What lies where the link says has begun with the link's run, and so has what was kept.
      if (source.address || source === begun) return;
      const { experiment, standing } = readPlan(link);
      app.dispatch({ type: "dismiss", of: "file" });
      app.dispatch({ type: "follow", experiment, ...standing, reads: false });
    },
  };
}
