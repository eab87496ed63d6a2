// The element in Vue 3: settings as properties and attributes, what it says as @step, its methods through a ref. Its file must have run first: import "tripletscope/element".
import { createApp, h, ref } from "vue";
import "tripletscope/element";

const Lab = {
  setup() {
    const [scope, loss, step, shown] = [ref(), ref("course-2020"), ref(0), ref(true)];
    const button = (id, text, onClick) => h("button", { type: "button", id, onClick }, text);
    return () => [
      button("both", "Columns too", () => (loss.value = "both")),
      button("on", "One step", () => scope.value.step()),
      button("toggle", "Show or hide", () => (shown.value = !shown.value)),
      h("output", step.value),
      shown.value &&
        h("triplet-scope", {
          ...{ ref: scope, seed: 7, batchSize: 8, loss: loss.value, hide: "header data", views: ["curves"] },
          onStep: (event) => (step.value = event.detail.step),
        }),
    ];
  },
};

createApp(Lab).mount("#app");
