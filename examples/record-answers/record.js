// Gives the frame the height of the page in it, and notes each answer and the completion of the lesson.
const frame = document.querySelector("#lesson");
const record = document.querySelector("#record");
const state = document.querySelector("#state");

/** A line of the table. */
function note({ event, lesson, page = "", choice = "", right = "" }) {
  const row = record.insertRow();
  for (const value of [event, lesson, page, choice, right]) row.insertCell().textContent = String(value);
}

/** What is done for each event; all others are left alone. */
const on = {
  height: ({ height }) => {
    frame.height = height;
  },
  answer: note,
  complete: (message) => {
    note(message);
    state.textContent = `Completed: ${message.lesson}.`;
  },
};

addEventListener("message", ({ source, data }) => {
  // Other frames and extensions send messages too.
  if (source !== frame.contentWindow || data?.subject !== "tripletscope") return;
  on[data.event]?.(data);
});
