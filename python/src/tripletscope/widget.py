"""The widget: traits are what the element takes, and what it reports comes back as records."""

from __future__ import annotations

import threading
from typing import Any

import anywidget
import traitlets

from . import data as given
from . import results as outcomes
from . import tables
from .history import History


class Tripletscope(anywidget.AnyWidget):
    """Trains the Siamese network in the cell and shows what rows and columns of S do.

    What is not allowed raises a ``traitlets.TraitError`` whose sentence names it and what is allowed.
    """

    _esm = tables.STATIC / "anywidget.js"

    link = traitlets.Unicode("", help="Where to begin: what stands behind the # of a copied link.").tag(sync=True)
    settings = traitlets.Dict(help="Settings by key, such as adam.learningRate; a change acts at once.").tag(sync=True)
    loss = traitlets.Any("", help="A preset's name, a loss as links write it, or a dict as the JavaScript package takes it.").tag(sync=True)
    data = traitlets.Any(None, help="What it trains on: a DataFrame of pairs, arrays (v1, v2) or (v1, v2, labels), or a file's path; None is the built-in questions.").tag(sync=True)
    reading = traitlets.Dict(help="What a file of pairs does not say of how it is read, such as {'delimiter': '|'}.").tag(sync=True)
    results = traitlets.Any(None, help="Results of a verdict that the page shows: the path of a file, or what verdict() or read() gave.").tag(sync=True)
    lesson = traitlets.Unicode("", help="The lesson that is open.").tag(sync=True)
    views = traitlets.List(traitlets.Unicode(), None, allow_none=True, help="The views that are open; None leaves the choice.").tag(sync=True)
    hide = traitlets.List(traitlets.Unicode(), help="Parts of the page that are not shown.").tag(sync=True)
    height = traitlets.Int(0, min=0, help="In pixels; 0 is as high as what is in it.").tag(sync=True)
    step = traitlets.Int(0, min=0, max=1_000_000, help="Where it stands. Another number trains on to it, or goes back.").tag(sync=True)
    state = traitlets.Dict(help="What the page says: its link, step, head, whether it plays, values and loss.").tag(sync=True)
    answers = traitlets.List(traitlets.Dict(), help="Predictions of lessons, in the order in which they were made.")
    completed = traitlets.List(traitlets.Unicode(), help="The lessons that were finished.")

    def __init__(self, **traits: Any) -> None:
        unknown = [name for name in traits if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"Tripletscope has no trait {unknown[0]!r}. Settings such as seed belong into settings={{...}}.")
        super().__init__(**traits)
        self._history = History()
        self._adding = threading.Lock()
        self.on_msg(self._hear)

    def play(self) -> None:
        """Trains until ``pause``."""
        self.send({"act": "play"})

    def pause(self) -> None:
        """Stands still."""
        self.send({"act": "pause"})

    def reset(self) -> None:
        """The same start again."""
        self.send({"act": "reset"})

    def records(self) -> list[dict[str, Any]]:
        """A dict for each step of each run: ``pandas.DataFrame(scope.records())``.

        Beside ``run`` and ``step`` each holds what that step reported (``loss``, ``meanPositive``, ``closestRow``, ...) and, where the held-out
        pairs were measured, ``recallAt1.forward``, ``auc`` and so on. Two displays of one widget are two trainings: these are the records of the
        one that has moved last.
        """
        return self._history.lines()

    def _hear(self, _: object, content: dict[str, Any], __: object) -> None:
        if "records" in content:
            if not self._history.take(content):
                self.send({"act": "report", "by": content["by"]})
        elif content.get("event") == "answer":
            self._add("answers", {name: value for name, value in content.items() if name != "event"})
        elif content.get("event") == "complete":
            self._add("completed", content["lesson"])

    def _add(self, trait: str, value: Any) -> None:
        with self._adding:
            setattr(self, trait, [*getattr(self, trait), value])

    @traitlets.validate("settings")
    def _check_settings(self, proposal: Any) -> dict[str, Any]:
        return _or_trait_error(tables.check_settings, proposal["value"])

    @traitlets.validate("loss")
    def _check_loss(self, proposal: Any) -> str:
        return _or_trait_error(tables.loss_text, proposal["value"])

    @traitlets.validate("data")
    def _check_data(self, proposal: Any) -> dict[str, Any] | None:
        value = proposal["value"]
        # What is packed already comes back from the page as it is.
        packed = value if value is None or isinstance(value, dict) else _or_trait_error(given.packed, value)
        _or_trait_error(given.check_reading, self.reading, packed)
        return packed

    @traitlets.validate("reading")
    def _check_reading(self, proposal: Any) -> dict[str, Any]:
        return _or_trait_error(given.check_reading, proposal["value"], self.data if isinstance(self.data, dict) else None)

    @traitlets.validate("results")
    def _check_results(self, proposal: Any) -> dict[str, Any] | None:
        value = proposal["value"]
        return value if value is None or isinstance(value, dict) else _or_trait_error(outcomes.packed, value)

    @traitlets.validate("lesson")
    def _check_lesson(self, proposal: Any) -> str:
        return proposal["value"] and _or_trait_error(tables.check_name, "lesson", proposal["value"], tables.LESSONS)

    @traitlets.validate("views")
    def _check_views(self, proposal: Any) -> list[str] | None:
        views = proposal["value"]
        return None if views is None else [_or_trait_error(tables.check_name, "view", view, tables.VIEWS) for view in views]


def _or_trait_error(check: Any, *values: Any) -> Any:
    try:
        return check(*values)
    except ValueError as error:
        raise traitlets.TraitError(str(error)) from None
