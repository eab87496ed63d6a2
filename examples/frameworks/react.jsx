// The element in React 19: settings as props, what it says as onStep, its methods through a ref. Its file must have run first: import "tripletscope/element".
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "tripletscope/element";

function Lab() {
  const scope = useRef(null);
  const [loss, setLoss] = useState("course-2020");
  const [step, setStep] = useState(0);
  const [shown, setShown] = useState(true);
  return (
    <>
      <button type="button" id="both" onClick={() => setLoss("both")}>
        Columns too
      </button>
      <button type="button" id="on" onClick={() => scope.current.step()}>
        One step
      </button>
      <button type="button" id="toggle" onClick={() => setShown(!shown)}>
        Show or hide
      </button>
      <output>{step}</output>
      {shown && (
        <triplet-scope ref={scope} seed={7} batchSize={8} loss={loss} hide="header data" views={["curves"]} onstep={(event) => setStep(event.detail.step)} />
      )}
    </>
  );
}

createRoot(document.querySelector("#app")).render(<Lab />);
