"""The installed package, without a browser: what traits take, what they say, and what becomes of messages from the page."""

import io
import json
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

from traitlets import TraitError
from tripletscope import Tripletscope, tables


class Traits(unittest.TestCase):
    def refused(self, sentence, **traits):
        with self.assertRaises((TraitError, TypeError)) as caught:
            Tripletscope(**traits)
        self.assertIn(sentence, str(caught.exception))

    def test_every_setting_of_the_page_takes_its_default_and_nothing_beyond_its_range(self):
        rows = [row for row in tables.SETTINGS.values() if row["group"] not in ("", "loss")]
        self.assertGreater(len(rows), 30)
        defaults = {row["key"]: row["default"] for row in rows}
        self.assertEqual(Tripletscope(settings=defaults).settings, defaults)
        for row in rows:
            beyond = row["max"] + 1 if "max" in row else "purple"
            self.refused(f"{row['key']} is {beyond!r}; allowed is", settings={row["key"]: beyond})

    def test_a_fault_is_a_sentence_that_names_the_value_and_what_is_allowed(self):
        self.refused("batchSize is 1; allowed is a whole number from 2 to 1024.", settings={"batchSize": 1})
        self.refused("batchSize is 2.5; allowed is a whole number from 2 to 1024.", settings={"batchSize": 2.5})
        self.refused("swap is 1; allowed is True or False.", settings={"swap": 1})
        self.refused("adam.learningRate is nan; allowed is a number from 1e-06 to 1", settings={"adam.learningRate": float("nan")})
        self.refused("model.pooling is 'max'; allowed is one of masked-mean, mean, units.", settings={"model.pooling": "max"})
        self.refused("There is no setting 'batchsize'. There are: data.edition, seed, batchSize,", settings={"batchsize": 8})
        self.refused("There is no loss 'rows'. There are: course-2020,", loss="rows")
        self.refused("A loss is a preset's name or a dict, not 3.", loss=3)
        self.refused("There is no lesson 'none'. There are: ", lesson="none")
        self.refused("There is no view 'matrx'. There are: cell,", views=["matrx"])
        self.refused("Tripletscope has no trait 'seed'. Settings such as seed belong into settings={...}.", seed=7)

    def test_data_are_packed_as_files_and_what_is_no_data_is_refused(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("there is no NumPy")
        one, two = numpy.arange(12.0).reshape(4, 3) + 1, numpy.ones((4, 3), "float16")
        data = Tripletscope(data=(one, two, [1, 0, 1, 1])).data
        self.assertEqual((data["kind"], data["dim"], data["arrays"]), ("vectors", 3, ["v1", "v2", "labels"]))
        with numpy.load(io.BytesIO(data["bytes"])) as file:
            self.assertEqual({name: (file[name].dtype.str, file[name].shape) for name in file}, {"v1": ("<f4", (4, 3)), "v2": ("<f4", (4, 3)), "labels": ("<i8", (4,))})
            numpy.testing.assert_array_equal(file["v1"], one)
        self.assertEqual(Tripletscope(data=(one, two)).data["arrays"], ["v1", "v2"])
        self.refused("v1 has the shape (4, 3) and v2 (4, 2)", data=(one, two[:, :2]))
        self.refused("v2 is an array of shape (4,)", data=(one, one[:, 0]))
        self.refused("labels is an array of shape (3,) and type int64; allowed is a number or a word for each of the 4 pairs", data=(one, two, [0, 1, 2]))
        self.refused("data is int; allowed is a DataFrame of pairs", data=3)

    def test_files_of_vectors_go_as_they_are_and_say_which_arrays_they_hold(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("there is no NumPy")
        folder = Path(tempfile.mkdtemp())
        one, two = numpy.arange(12.0).reshape(4, 3) + 1, numpy.ones((4, 3), "float16")
        file = folder / "own.npz"
        numpy.savez(file, v1=one, v2=two, right=["a"] * 4, further=one)
        data = Tripletscope(data=file).data
        self.assertEqual((data["kind"], data["name"], data["dim"], data["arrays"]), ("vectors", "own.npz", 3, ["v1", "v2", "right"]))
        self.assertEqual(data["bytes"], file.read_bytes())
        numpy.save(folder / "v1.npy", one)
        numpy.save(folder / "v2.npy", two)
        self.assertEqual(Tripletscope(data=(folder / "v1.npy", folder / "v2.npy")).data, Tripletscope(data=(one, two)).data)
        self.refused("data is one array of shape (4, 3); vectors of pairs have two sides: data=(v1, v2), or one array of shape (pairs, 2, dim).", data=folder / "v1.npy")
        numpy.save(folder / "both.npy", numpy.stack([one, two], axis=1))
        of_two = Tripletscope(data=(one, two)).data
        self.assertEqual(Tripletscope(data=folder / "both.npy").data, {**of_two, "name": "both.npy"})
        for array in (numpy.stack([one, two], axis=1), numpy.stack([one, two])):
            self.assertEqual(Tripletscope(data=array).data, of_two)
        self.refused("own.csv', but there is no such file", data=folder / "own.csv")
        numpy.savez(file, v1=one, other=two)
        self.refused("own.npz holds no array v2; it has v1, other.", data=file)
        numpy.savez(file, v1=one, v2=two, labels=[0, 1, 0.5])
        self.refused("allowed is a number or a word for each of the 4 pairs", data=file)
        file.write_bytes(b"PK")
        self.refused("own.npz cannot be read as .npz", data=file)

    def test_a_file_of_tensors_goes_as_it_is(self):
        try:
            import numpy
            from safetensors.numpy import save_file
        except ImportError:
            self.skipTest("there is no safetensors")
        file = Path(tempfile.mkdtemp()) / "own.safetensors"
        save_file({"v1": numpy.ones((4, 3), "float32"), "v2": numpy.ones((4, 3), "float32"), "labels": numpy.ones(4, "uint8")}, file)
        data = Tripletscope(data=file).data
        self.assertEqual((data["dim"], data["arrays"], data["bytes"]), (3, ["v1", "v2", "labels"], file.read_bytes()))
        file.write_bytes(b"no tensors")
        self.refused("own.safetensors cannot be read as .safetensors", data=file)

    def test_how_a_file_is_read_goes_along_with_it(self):
        said = {"delimiter": "|", "label": None}
        self.assertEqual(Tripletscope(reading=said).reading, said)
        self.refused("reading is {'label': {1}}; allowed is a dict of what JSON holds", reading={"label": {1}})
        try:
            import pandas
        except ImportError:
            self.skipTest("there is no pandas")
        frame = pandas.DataFrame([["How?", "Why?", "p"]])
        data = Tripletscope(data=frame, reading={"label": "2"}).data
        self.assertEqual(data["bytes"], b"0,1,2\nHow?,Why?,p\n")
        self.assertEqual((data["reading"]["header"], data["reading"]["delimiter"]), (True, ","))
        self.refused("reading.label is 2, but the columns of the DataFrame are named by numbers", data=frame, reading={"label": 2})
        scope = Tripletscope(data=frame)
        with self.assertRaisesRegex(TraitError, "reading.negative is 2, but"):
            scope.reading = {"negative": ["1", 2]}
        self.refused("reading names 'delimiter', but data are vectors; of them it may say duplicate, different, split.", data=([[1, 2]], [[1, 2]]), reading=said)

    def test_a_frame_goes_as_csv(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("there is no pandas")
        frame = pandas.DataFrame({"question1": ['How, "so"?', "Why?"], "question2": ["How\nso?", "Wherefore?"], "label": [1, 0]})
        data = Tripletscope(data=frame).data
        self.assertEqual(data["kind"], "pairs")
        self.assertTrue(pandas.read_csv(io.BytesIO(data["bytes"])).equals(frame))
        self.refused("data has 1 column", data=frame[["question1"]])

    def test_results_go_as_files_and_what_is_none_is_refused(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("there is no pandas")
        from tripletscope import read

        file = Path(__file__).parents[1] / "witness" / "results.json"
        self.assertEqual(Tripletscope(results=file).results, {"name": "results.json", "bytes": file.read_bytes()})
        frame = read(file)
        given = Tripletscope(results=frame).results
        again = Path(tempfile.mkdtemp()) / given["name"]
        again.write_bytes(given["bytes"])
        pandas.testing.assert_frame_equal(read(again), frame)
        self.refused("There is no file none.json.", results="none.json")
        self.refused("results is DataFrame without steps", results=frame.drop(columns="steps"))
        self.refused("results is int without data; allowed is a file of results", results=3)

    def test_a_change_that_is_refused_leaves_what_was(self):
        scope = Tripletscope(settings={"seed": 7}, loss="both")
        with self.assertRaises(TraitError):
            scope.settings = {"seed": -1}
        with self.assertRaises(TraitError):
            scope.loss = "neither"
        self.assertEqual((scope.settings, scope.loss), ({"seed": 7}, "both"))

    def test_a_loss_as_a_dict_is_written_as_in_links(self):
        along = {"negative": "hardest", "margin": 0.25}
        terms = [{**along, "along": "rows"}, {**along, "along": "columns", "weight": 0.5}]
        scope = Tripletscope(loss={"kind": "triplet", "reduction": "mean", "terms": terms})
        self.assertEqual(scope.loss, "mean~hardest_rows_0.25_1.0~hardest_columns_0.25_0.5")
        scope.loss = {"kind": "softmax", "reduction": "sum", "along": "averaged", "scale": 20}
        self.assertEqual(scope.loss, "sum~softmax_averaged_20.0")
        self.refused('A part of the loss lacks "margin"', loss={"kind": "triplet", "reduction": "mean", "terms": [{"negative": "mean", "along": "rows"}]})
        self.refused('A triplet loss needs "terms"', loss={"kind": "triplet", "reduction": "mean", "terms": []})
        self.refused("loss.along is 'up'; allowed is one of rows,", loss={"kind": "softmax", "reduction": "mean", "along": "up", "scale": 20})

    def test_presets_as_dicts_are_all_taken(self):
        for name, loss in tables.LOSSES.items():
            self.assertEqual(Tripletscope(loss=name).loss, name)
            self.assertIn("~", Tripletscope(loss=loss).loss)

    def test_the_version_is_the_javascript_package_s(self):
        with open("package.json", encoding="utf-8") as file:
            self.assertEqual(metadata.version("tripletscope"), json.load(file)["version"])


class Records(unittest.TestCase):
    def say(self, scope, **content):
        scope._handle_custom_msg(content, [])

    def tell(self, scope, turn, records, since=0, by=1):
        self.say(scope, records=records, by=by, turn=turn, **{"from": since})

    def line(self, step, run="A", **numbers):
        return {"run": run, "step": step, **numbers}

    def test_what_comes_again_is_replaced_and_what_was_before_stays(self):
        scope = Tripletscope()
        self.assertEqual(scope.records(), [])
        self.tell(scope, 1, [self.line(1, loss=0.5), self.line(2, loss=0.4)])
        self.tell(scope, 2, [self.line(2, loss=0.4, auc=0.9), self.line(3, loss=0.3)], since=2)
        self.assertEqual(scope.records(), [self.line(1, loss=0.5), self.line(2, loss=0.4, auc=0.9), self.line(3, loss=0.3)])
        self.tell(scope, 3, [])
        self.assertEqual(scope.records(), [])

    def test_what_comes_late_changes_nothing_and_what_is_missing_is_asked_for(self):
        scope, asked = Tripletscope(), []
        scope.send = asked.append
        steps = lambda: [line["step"] for line in scope.records()]
        self.tell(scope, 1, [self.line(1), self.line(2)])
        self.tell(scope, 3, [self.line(5)], since=5)
        self.assertEqual((steps(), asked), ([1, 2], [{"act": "report", "by": 1}]))
        self.tell(scope, 2, [self.line(3), self.line(4), self.line(5)], since=3)
        self.assertEqual(steps(), [1, 2, 3, 4, 5])
        self.tell(scope, 5, [self.line(1)])
        self.tell(scope, 4, [self.line(6)], since=6)
        self.assertEqual(steps(), [1])
        self.tell(scope, 1, [self.line(7)], since=7, by=2)
        self.assertEqual((steps(), asked[1:]), ([1], [{"act": "report", "by": 2}]))
        self.tell(scope, 2, [self.line(1), self.line(7)], by=2)
        self.assertEqual((steps(), len(asked)), ([1, 7], 2))

    def test_messages_in_several_threads_lose_nothing(self):
        scope = Tripletscope()
        self.tell(scope, 1, [self.line(step) for step in range(200)])

        def speak(by):
            for turn in range(1, 301):
                self.tell(scope, turn, [self.line(step) for step in range(200 if turn % 2 else 1)], by=by)
                self.say(scope, event="complete", lesson=str(by))
                scope.records()

        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            with ThreadPoolExecutor() as pool:
                list(pool.map(speak, range(4)))
        finally:
            sys.setswitchinterval(interval)
        self.assertEqual(len(scope.completed), 4 * 300)
        self.assertEqual([line["step"] for line in scope.records()], [0])

    def test_runs_side_by_side_come_one_after_the_other(self):
        scope = Tripletscope()
        self.tell(scope, 1, [self.line(1), self.line(1, "B"), self.line(2), self.line(2, "B")])
        self.assertEqual([(line["run"], line["step"]) for line in scope.records()], [("A", 1), ("A", 2), ("B", 1), ("B", 2)])

    def test_answers_and_completed_lessons_can_be_observed(self):
        scope, heard = Tripletscope(), []
        scope.observe(lambda change: heard.append(change["new"]), ["answers", "completed"])
        self.say(scope, event="answer", lesson="rows", page=1, choice=2, right=True)
        self.say(scope, event="complete", lesson="rows")
        self.assertEqual(heard, [[{"lesson": "rows", "page": 1, "choice": 2, "right": True}], ["rows"]])


if __name__ == "__main__":
    unittest.main()
