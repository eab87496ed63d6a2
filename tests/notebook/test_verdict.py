"""Verdicts in Python: any executor gives the same lines, nothing that was made is lost, and what is not allowed is said before anything is trained."""

import contextlib
import importlib.util
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import warnings
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from unittest.mock import DEFAULT, Mock, patch

import numpy
import pandas
from distributed import Client, LocalCluster
from tripletscope import engine, read, results, tables, verdict
from tripletscope.results import Results
from tripletscope.plan import _text

SMALL = {"losses": ["course-2020", "both+swap"], "seeds": 3, "steps": 8, "settings": {"batchSize": 8}, "progress": False}
PAIRS = "question1,question2\n" + "".join(f"how does thing {k} work,what makes thing {k} go\n" for k in range(40))


def until(call, seconds=60):
    """What a call gives that might wait for ever."""
    with contextlib.ExitStack() as after:
        threads = ThreadPoolExecutor(1)
        after.callback(threads.shutdown, wait=False)
        return threads.submit(call).result(timeout=seconds)


class Here(Executor):
    """Does at once what it is given, and counts; from a call on it breaks, as a machine does that is gone."""

    def __init__(self, breaks_after=None):
        self.calls, self._breaks_after = 0, breaks_after

    def submit(self, call, /, *args, **more):
        future = Future()
        self.calls += 1
        if self._breaks_after is not None and self.calls > self._breaks_after:
            future.set_exception(ConnectionError("the machine is gone"))
            return future
        try:
            future.set_result(call(*args, **more))
        except Exception as error:
            future.set_exception(error)
        return future


class Verdicts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def same(self, one, other):
        pandas.testing.assert_frame_equal(one, other, check_exact=True)

    def test_processes_threads_and_one_after_the_other_give_the_same_lines_in_the_order_that_was_asked_for(self):
        here = verdict(executor=Here(), **SMALL)
        self.assertEqual(list(here["seed"]), [1, 1, 2, 2, 3, 3])
        self.assertEqual(list(here["loss"]), ["course-2020", "both+swap"] * 3)
        self.assertTrue(((here["recall"] - (here["forward"] + here["backward"]) / 2).abs() < 1e-15).all())
        self.assertGreater(here["forward"].nunique(), 1)
        self.same(verdict(**SMALL), here)
        with ThreadPoolExecutor(2) as threads:
            self.same(verdict(executor=threads, runs_per_task=1, **SMALL), here)

    @unittest.skipUnless("fork" in get_all_start_methods(), "no process can be forked here")
    def test_processes_that_are_forked_when_the_core_has_run_give_the_same_lines_and_the_same_sentences(self):
        wanted = verdict(executor=Here(), **SMALL)
        forked = ProcessPoolExecutor(2, mp_context=get_context("fork"))
        wrong = [{"loss": "both", "asymmetry": "0.5", "seed": 1, "steps": 1, "settings": "batchSize=1"}]
        try:
            self.same(until(lambda: verdict(executor=forked, **SMALL)), wanted)
            self.same(until(lambda: verdict(executor=forked, data=PAIRS.encode(), **SMALL)), verdict(executor=Here(), data=PAIRS.encode(), **SMALL))
            with self.assertRaises(ValueError) as here:
                engine.check(wrong)
            with self.assertRaises(ValueError) as there:
                forked.submit(engine.check, wrong).result(timeout=60)
            self.assertEqual(str(there.exception), str(here.exception))
        finally:
            for process in list((forked._processes or {}).values()):
                process.kill()
            forked.shutdown(cancel_futures=True)

    def test_a_scheduler_with_a_worker_that_is_killed_in_the_middle_makes_every_run_once(self):
        wanted = verdict(executor=Here(), **SMALL)
        with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, Client(cluster) as client:
            pids = list(client.run(os.getpid).values())
            executor = client.get_executor(retries=3)

            class Killing(Executor):
                """Passes everything on, and kills a worker once something is under way."""

                def submit(self, call, /, *args, **more):
                    future = executor.submit(call, *args, **more)
                    if pids:
                        os.kill(pids.pop(), signal.SIGKILL)
                        pids.clear()
                    return future

            self.same(verdict(executor=Killing(), runs_per_task=1, **SMALL), wanted)
            self.assertEqual(pids, [])

    def test_what_a_file_holds_is_not_made_again_and_the_file_is_read_back(self):
        out = self.folder / "out.json"
        first, more = Here(), Here()
        verdict(executor=first, out=out, **{**SMALL, "seeds": 1})
        whole = verdict(executor=more, out=out, runs_per_task=1, **SMALL)
        self.assertEqual((first.calls, more.calls), (1, 4))
        self.same(read(out).sort_values(["seed", "loss"], ignore_index=True), whole.sort_values(["seed", "loss"], ignore_index=True))
        again = Here()
        self.same(verdict(executor=again, out=out, **SMALL), whole)
        self.assertEqual(again.calls, 0)

    def test_an_executor_that_ends_loses_no_run_that_was_made(self):
        out = self.folder / "out.json"
        with self.assertRaises(RuntimeError) as caught:
            verdict(executor=Here(breaks_after=2), out=out, runs_per_task=1, **SMALL)
        for part in ("ConnectionError: the machine is gone", "out.json", "call again"):
            self.assertIn(part, str(caught.exception))
        kept = len(read(out))
        rest = Here()
        verdict(executor=rest, out=out, runs_per_task=1, **SMALL)
        self.assertEqual(rest.calls, 6 - kept)
        self.assertEqual(kept, 2)

    def test_one_experiment_has_one_name_however_it_is_spelt(self):
        spelt = {**SMALL, "losses": ["both"], "seeds": [2], "asymmetry": [0.5, 1e-7]}
        out = self.folder / "out.json"
        first = verdict(out=out, executor=Here(), **{**spelt, "settings": {"batchSize": 8, "adam.learningRate": 0.02, "model.hiddenDim": 32, "page.stopAt": 5}})
        self.assertEqual(len(first), 2)
        again = Here()
        self.same(verdict(out=out, executor=again, **{**spelt, "settings": {"adam.learningRate": 0.02, "batchSize": 8}}), first)
        self.assertEqual(again.calls, 0)

    def test_what_is_named_twice_is_made_once_and_said_however_it_is_spelt(self):
        spelt = "mean~mean_rows_0.25_1~hardest_rows_0.25_1"
        with self.assertWarns(UserWarning) as told:
            lines = verdict(executor=Here(), **{**SMALL, "losses": ["course-2020", "both", spelt], "seeds": [2, 2]})
        self.assertEqual(list(lines["loss"]), ["course-2020", "both"])
        said = [str(warning.message) for warning in told.warnings]
        self.assertEqual(said, ["losses names course-2020 more than once; it is made once.", "seeds names 2 more than once; it is made once."])
        self.assertEqual(told.filename, __file__)

    def test_every_setting_that_the_sentence_names_can_be_written(self):
        with self.assertRaises(ValueError) as caught:
            verdict(**{**SMALL, "settings": {"learning_rate": 0.1}})
        names = str(caught.exception).removesuffix(".").split("There are: ")[1].split(", ")
        self.assertIn("adam.learningRate", names)
        for name in names:
            row = tables.SETTINGS[name]
            run = {"asymmetry": "0.5", "loss": "both", "seed": 1, "steps": 1, "settings": f"{name}={_text(row['default'])}"}
            engine.check([run])

    def test_arrays_a_file_of_them_and_the_program_that_reads_it_train_the_same_head(self):
        random = numpy.random.default_rng(1)
        v1 = random.normal(size=(60, 4)).astype("float32")
        v2 = (v1 + 0.3 * random.normal(size=v1.shape)).astype("float32")
        labels = numpy.arange(60) % 4 > 0
        path = self.folder / "own.npz"
        numpy.savez(path, v1=v1, v2=v2, labels=labels.astype("uint8"))
        of_file = verdict(executor=Here(), data=path, **SMALL)
        self.assertRegex(of_file["data"][0], r"^own\.npz \([0-9a-f]{8}\)$")
        for part in ("model.encoder=linear", "model.hiddenDim=4", "model.initialisation=identity", "batchSize=8"):
            self.assertIn(part, of_file["settings"][0])
        of_arrays = verdict(executor=Here(), data=(v1, v2, labels), **SMALL)
        self.same(of_arrays.drop(columns="data"), of_file.drop(columns="data"))
        self.assertEqual(of_arrays["data"][0].split("(")[1], of_file["data"][0].split("(")[1])
        files = [self.folder / f"{name}.npy" for name in ("v1", "v2", "labels")]
        for file, array in zip(files, (v1, v2, labels)):
            numpy.save(file, array)
        self.same(verdict(executor=Here(), data=tuple(files), **SMALL), of_arrays)
        numpy.save(self.folder / "both.npy", numpy.stack([v1, v2], axis=1))
        of_both = verdict(executor=Here(), data=self.folder / "both.npy", **SMALL)
        self.assertRegex(of_both["data"][0], r"^both\.npy \(")
        self.same(of_both.drop(columns="data"), verdict(executor=Here(), data=(v1, v2), **SMALL).drop(columns="data"))
        scores = numpy.where(labels, 0.9, 0.2)
        self.same(verdict(executor=Here(), data=(v1, v2, scores), reading={"duplicate": {"from": 0.5}}, **SMALL), of_arrays)
        words = numpy.where(labels, "p", "q")
        self.same(verdict(executor=Here(), data=(v1, v2, words), reading={"duplicate": ["p"], "different": ["q"]}, **SMALL), of_arrays)
        with self.assertRaisesRegex(ValueError, 'vectors.npz: .*"p"'):
            verdict(executor=Here(), data=(v1, v2, words), **SMALL)
        unlabelled = verdict(executor=Here(), data=(v1, v2), **SMALL)
        self.assertNotEqual(list(unlabelled["forward"]), list(of_arrays["forward"]))
        program = shutil.which("tripletscope-verdict") or os.environ.get("VERDICT")
        if program:
            out = self.folder / "program.json"
            options = ["--losses", "course-2020,both+swap", "--seeds", "3", "--steps", "8", "--settings", "batchSize=8"]
            subprocess.run([program, *options, "--data", path, "--out", out], check=True, capture_output=True)
            self.same(read(out).sort_values(["seed", "loss"], ignore_index=True), of_file.sort_values(["seed", "loss"], ignore_index=True))

    def test_each_loss_is_trained_at_the_rate_that_is_best_for_it_with_other_seeds_on_other_questions(self):
        rates, out = [0.03, 0.003, 0.01], self.folder / "out.json"
        small = {**SMALL, "steps": 40, "seeds": 2}
        first = Here()
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            lines = verdict(executor=first, out=out, tune=rates, tune_seeds=2, **small)
        self.assertEqual(len(lines), 4)
        tried = {
            rate: verdict(executor=Here(), **{**small, "seeds": [1001, 1002], "settings": {"batchSize": 8, "data.seed": 1001, "adam.learningRate": rate}})
            for rate in rates
        }
        means = pandas.DataFrame({rate: own.groupby("loss")["recall"].mean() for rate, own in tried.items()})
        for loss, best in means.idxmax(axis="columns").items():
            parts = lines[lines["loss"] == loss]["settings"].str.split("&")
            self.assertTrue(parts.map(lambda own: sorted(own) == ["adam.learningRate=%g" % best, "batchSize=8"]).all(), lines["settings"])
            edge = {min(rates): "lowest", max(rates): "highest"}.get(best)
            self.assertEqual(sum(f"{loss} (asymmetry 0.5) does best at" in str(one.message) for one in told), int(edge is not None))
        tuning = read(self.folder / "out.tuning.json")
        self.assertEqual(len(tuning), 12)
        self.assertEqual(sorted(tuning["recall"]), sorted(pandas.concat(tried.values())["recall"]))
        again = Here()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.same(verdict(executor=again, out=out, tune=rates, tune_seeds=2, **small), lines)
            self.assertEqual(again.calls, 0)
            with ThreadPoolExecutor(2) as threads:
                self.same(verdict(executor=threads, runs_per_task=1, tune=[*rates, 0.01], tune_seeds=2, **small), lines)
        program = shutil.which("tripletscope-verdict") or os.environ.get("VERDICT")
        if program:
            of_program = self.folder / "program.json"
            options = ["--losses", "course-2020,both+swap", "--asymmetry", "0.5", "--seeds", "2", "--steps", "40", "--settings", "batchSize=8"]
            tune = ["--tune", "0.003,0.01,0.03", "--tune-seeds", "2", "--only-tuned"]
            subprocess.run([program, *options, *tune, "--out", of_program], check=True, capture_output=True)
            self.assertEqual(json.loads(of_program.read_text()), json.loads(out.read_text()))

    def test_a_script_that_every_process_would_run_again_is_told_what_it_lacks(self):
        script = self.folder / "script.py"
        script.write_text('from tripletscope import verdict\nprint(len(verdict("both", seeds=2, steps=2, settings={"batchSize": 8}, progress=False)))\n')
        done = subprocess.run([sys.executable, script], capture_output=True, text=True)
        self.assertRegex(done.stderr.splitlines()[-1], r'^RuntimeError: .*[^.]\. A script must call verdict under `if __name__ == "__main__":`.* 0 runs are kept\.$')
        start, call = script.read_text().splitlines()
        script.write_text(f'{start}\nif __name__ == "__main__":\n    {call}\n')
        self.assertEqual(subprocess.run([sys.executable, script], capture_output=True, text=True, check=True).stdout, "2\n")

    def test_tuning_that_is_broken_off_goes_on_where_it_was(self):
        out = self.folder / "out.json"
        small = {**SMALL, "losses": ["both"], "seeds": 1, "out": out, "tune": [0.01, 0.02], "tune_seeds": 2, "runs_per_task": 1}
        with self.assertRaisesRegex(RuntimeError, "1 run is kept in .*out.tuning.json; call again"):
            verdict(executor=Here(breaks_after=1), **small)
        self.assertFalse(out.exists())
        rest = Here()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.assertEqual(len(verdict(executor=rest, **small)), 1)
        self.assertEqual(rest.calls, 4)
        with self.assertWarnsRegex(UserWarning, "seeds names 1001, by which learning rates are chosen"):
            verdict(executor=Here(), **{**small, "seeds": [1001]})

    def test_a_file_is_read_as_is_said(self):
        path = self.folder / "pairs.txt"
        path.write_text("left|right|kind\n" + "".join(f"how does thing {k} work?|what makes thing {k} go?|{'pq'[k // 30]}\n" for k in range(40)), encoding="utf-8")
        said = {"label": "kind", "duplicate": ["p"], "different": ["q"]}
        lines = verdict(executor=Here(), data=path, reading=said, **SMALL)
        self.assertFalse(lines["auc"].isna().any())
        without = verdict(executor=Here(), data=path, reading={"label": None}, **SMALL)
        self.assertTrue(without["auc"].isna().all())
        self.assertNotEqual(without["data"][0], lines["data"][0])
        with self.assertRaisesRegex(ValueError, 'pairs.txt: .*"kind"'):
            verdict(executor=Here(), data=path, **SMALL)
        program = shutil.which("tripletscope-verdict") or os.environ.get("VERDICT")
        if program:
            out = self.folder / "program.json"
            options = ["--losses", "course-2020,both+swap", "--seeds", "3", "--steps", "8", "--settings", "batchSize=8"]
            subprocess.run([program, *options, "--data", path, "--reading", json.dumps(said), "--out", out], check=True, capture_output=True)
            self.same(read(out).sort_values(["seed", "loss"], ignore_index=True), lines.sort_values(["seed", "loss"], ignore_index=True))

    def test_a_test_file_is_tested_with_and_nothing_of_the_other_one_is_held_out(self):
        def rows(first, last, labels=True):
            label = lambda k: f",{k % 2}" if labels else ""
            return "".join(f"how does thing {k} work?,what makes thing {k} go?{label(k)}\n" for k in range(first, last))

        head = "question1,question2,is_duplicate\n"
        train, test = self.folder / "train.csv", self.folder / "test.csv"
        train.write_text(head + rows(0, 80), encoding="utf-8")
        test.write_text(head + rows(80, 100), encoding="utf-8")
        lines = verdict(executor=Here(), data=train, test=test, **SMALL)
        self.assertRegex(lines["data"][0], r"^train\.csv \+ test\.csv \([0-9a-f]{8}\)$")
        self.assertFalse(lines["auc"].isna().any())
        # The same as one file whose column says it.
        both = "question1,question2,is_duplicate,split\n" + rows(0, 80).replace("\n", ",train\n") + rows(80, 100).replace("\n", ",test\n")
        measured = ["forward", "backward", "auc"]
        self.same(lines[measured], verdict(executor=Here(), data=both.encode(), **SMALL)[measured])
        test.write_text("question1,question2\n" + rows(80, 100, labels=False), encoding="utf-8")
        with self.assertRaisesRegex(ValueError, "train.csv: .*label: null"):
            verdict(executor=Here(), data=train, test=test, **SMALL)
        unlabelled = verdict(executor=Here(), data=train, test=test, test_reading={"label": None}, **SMALL)
        self.assertTrue(unlabelled["auc"].isna().all())
        frame = pandas.read_csv(test)
        of_frame = verdict(executor=Here(), data=train, test=frame, test_reading={"label": None}, **SMALL)
        self.same(of_frame[measured], unlabelled[measured])
        with self.assertRaisesRegex(ValueError, "test is given, but data are vectors"):
            verdict(executor=Here(), data=(numpy.eye(40), numpy.eye(40) + 0.1), test=test, **SMALL)
        with self.assertRaisesRegex(ValueError, "test_reading is given, but there is no test"):
            verdict(executor=Here(), data=train, test_reading={"label": None}, **SMALL)

    def test_the_examples_of_the_document_on_data_run(self):
        document = Path(__file__).parents[2] / "docs" / "data.md"
        blocks = re.findall(r"```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
        rows = "".join(f"How does thing {k} work?|What makes thing {k} go?|{'match' if k % 3 else 'clash'}\n" for k in range(90))
        (self.folder / "pairs.txt").write_text("first|second|verdict\n" + rows, encoding="utf-8")
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        names = {}
        for block in blocks:
            names["lines"] = None
            exec(block.replace("settings=", "progress=False, settings="), names)
            self.assertEqual(set(names["lines"]["seed"]), {1, 2})
            self.assertFalse(names["lines"]["auc"].isna().any())
        self.assertGreaterEqual(len(blocks), 3)

    def test_columns_of_a_frame_that_are_numbers_are_a_header_and_no_row_of_texts(self):
        rows = [line.split(",") for line in PAIRS.splitlines()]
        named = verdict(executor=Here(), data=pandas.DataFrame(rows[1:], columns=rows[0]), **SMALL)
        self.same(verdict(executor=Here(), data=pandas.DataFrame(rows[1:]), **SMALL), named)
        self.same(verdict(executor=Here(), data=pandas.DataFrame(rows[1:]), reading={"question1": "0", "question2": "1"}, **SMALL), named)
        swapped = verdict(executor=Here(), data=pandas.DataFrame(rows[1:]), reading={"question1": "1", "question2": "0"}, **SMALL)
        self.assertNotEqual(list(swapped["data"]), list(named["data"]))
        with self.assertRaisesRegex(ValueError, "reading.question1 is 0, but the columns of the DataFrame are named by numbers; write '0' for the one of that name."):
            verdict(executor=Here(), data=pandas.DataFrame(rows[1:]), reading={"question1": 0}, **SMALL)

    def test_an_executor_that_takes_no_more_calls_keeps_what_it_has_made(self):
        class Closed(Here):
            def submit(self, call, /, *args, **more):
                if self.calls == 2:
                    raise RuntimeError("cannot schedule new futures after shutdown")
                return super().submit(call, *args, **more)

        out = self.folder / "out.json"
        with self.assertRaisesRegex(RuntimeError, "cannot schedule new futures after shutdown.* 2 runs are kept in .*out.json; call again"):
            verdict(executor=Closed(), out=out, runs_per_task=1, **SMALL)
        self.assertEqual(len(read(out)), 2)

    def test_futures_that_cannot_be_cancelled_are_left_alone(self):
        class Lasting(Future):
            def cancel(self):
                raise NotImplementedError("Cancel not implemented")

        class Parallel(Here):
            def submit(self, call, /, *args, **more):
                future = Lasting()
                future.set_result(super().submit(call, *args, **more).result())
                return future

        class Breaking(Parallel):
            def submit(self, call, /, *args, **more):
                if self.calls == 2:
                    raise RuntimeError("no more of them")
                return super().submit(call, *args, **more)

        out = self.folder / "out.json"
        with self.assertRaisesRegex(RuntimeError, "no more of them.* 2 runs are kept"):
            verdict(executor=Breaking(), out=out, runs_per_task=1, **SMALL)
        self.same(verdict(executor=Parallel(), out=out, runs_per_task=1, **SMALL), verdict(executor=Here(), **SMALL))

    def test_a_worker_of_another_version_is_named_and_its_runs_are_not_kept(self):
        class Other(Here):
            def submit(self, call, /, *args, **more):
                future = Future()
                future.set_result(("0badc0de", call(*args, **more)[1]))
                return future

        out = self.folder / "out.json"
        with self.assertRaisesRegex(RuntimeError, f"version 0badc0de of the core, this process {engine.version()}"):
            verdict(executor=Other(), out=out, **SMALL)
        self.assertFalse(out.exists())

    def test_two_writers_keep_the_runs_of_both(self):
        out = self.folder / "out.json"
        one, other = Results(out), Results(out)
        run = {"asymmetry": "0.5", "loss": "both", "seed": 1, "steps": 8, "settings": ""}
        outcome = {"forward": 0.5, "backward": 0.25, "auc": None}
        one.add([(run, outcome)])
        other.add([({**run, "seed": 2}, outcome)])
        self.assertEqual(sorted(read(out)["seed"]), [1, 2])
        with self.assertRaisesRegex(ValueError, "two outcomes"):
            one.add([(run, {**outcome, "forward": 0.75})])

    def test_a_run_that_diverges_says_at_which_step_wherever_its_result_goes(self):
        wild = {"batchSize": 8, "adam.beta2": 0, "adam.epsilon": 1e-12, "adam.learningRate": 1}
        out = self.folder / "out.json"
        lines = verdict(executor=Here(), out=out, **{**SMALL, "losses": ["course-2020"], "seeds": 2, "steps": 30, "settings": wild})
        self.assertEqual(lines["diverged"].dtype, "Int64")
        self.assertTrue(lines["diverged"].between(1, 30).all(), lines["diverged"])
        self.assertTrue((lines["recall"] == 0).all() and lines["auc"].isna().all())
        self.same(read(out), lines)
        kept = list(Results(out))
        run, outcome = kept[0]
        self.assertEqual(outcome["diverged"], lines["diverged"][0])
        one = {**run, "seeds": [1, 7], "forward": [0, 0.5], "backward": [0, 0.5], "auc": [None, None], "diverged": [outcome["diverged"], None]}
        out.write_text(json.dumps([{name: value for name, value in one.items() if name != "seed"}]), encoding="utf-8")
        self.assertEqual([own.get("diverged") for _, own in Results(out)], [outcome["diverged"], None])
        self.assertEqual(json.loads(results.packed(lines)["bytes"]), [[{"data": "", **run}, outcome] for run, outcome in kept])
        with self.assertRaisesRegex(ValueError, "two outcomes"):
            Results(out).add([(run, {"forward": 0, "backward": 0, "auc": None})])
        plain = verdict(executor=Here(), **{**SMALL, "seeds": 1})
        self.assertTrue(plain["diverged"].isna().all())
        self.assertNotIn(b"diverged", results.packed(plain)["bytes"])

    def test_a_file_that_takes_long_is_written_less_often_and_whole_in_the_end(self):
        out = self.folder / "out.json"
        outcome = {"forward": 0.5, "backward": 0.25, "auc": None}
        slow = Mock(wraps=results._write, side_effect=lambda *_: time.sleep(0.1) or DEFAULT)
        with patch.object(results, "_write", slow):
            kept = Results(out)
            for seed in range(1, 21):
                kept.add([({"asymmetry": "0.5", "loss": "both", "seed": seed, "steps": 8, "settings": ""}, outcome)])
            self.assertEqual(slow.call_count, 1)
            kept.write()
        self.assertEqual(list(read(out)["seed"]), list(range(1, 21)))

    def test_a_file_a_frame_and_its_bytes_are_the_same_data(self):
        path = self.folder / "pairs.csv"
        path.write_text(PAIRS, encoding="utf-8")
        of_file = verdict(executor=Here(), data=path, **SMALL)
        self.assertRegex(of_file["data"][0], r"^pairs\.csv \([0-9a-f]{8}\)$")
        lines = [line.split(",") for line in PAIRS.splitlines()]
        of_frame = verdict(executor=Here(), data=pandas.DataFrame(lines[1:], columns=lines[0]), **SMALL)
        self.same(of_frame.drop(columns="data"), of_file.drop(columns="data"))
        self.same(verdict(executor=Here(), data=PAIRS.encode(), **SMALL), of_frame)

    def test_what_is_not_allowed_is_a_sentence_before_anything_is_trained(self):
        for sentence, given in {
            "There is no loss 'bath'. There are: course-2020,": {"losses": ["both", "bath"]},
            "losses is empty": {"losses": []},
            "steps is 0, but it must be a whole number from 1": {"steps": 0},
            "seed is -1, but it must be a whole number from 0": {"seeds": [1, -1]},
            "asymmetry is 2; allowed is a number from 0 to 1": {"asymmetry": 2},
            "asymmetry is -0.5; allowed is a number from 0 to 1": {"asymmetry": [0, -0.5]},
            "asymmetry is 'half'; allowed is a number from 0 to 1, or a list": {"asymmetry": "half"},
            "asymmetry is empty": {"asymmetry": []},
            "steps is 1.9, but it must be a whole number from 1": {"steps": 1.9},
            "seeds is '12', but it must say how many, or which": {"seeds": "12"},
            "seeds is -3, but it must be a whole number from 1": {"seeds": -3},
            "seed is 1.7, but it must be a whole number from 0": {"seeds": [1.7]},
            "runs_per_task is 0, but it must be a whole number from 1": {"runs_per_task": 0},
            "there is no folder": {"out": self.folder / "none" / "out.json"},
            "settings names 'seed'; say it by the argument seeds.": {"settings": {"seed": 3}},
            "settings names 'data.asymmetry'; say it by the argument asymmetry.": {"settings": {"data.asymmetry": 1}},
            "There is no setting 'learningRate'. There are: ": {"settings": {"learningRate": 0.1}},
            "data is int; allowed is": {"data": 3},
            "v1 has the shape (4, 2) and v2 (3, 2)": {"data": (numpy.ones((4, 2)), numpy.ones((3, 2)))},
            "model.encoder is 'lstm', but vectors": {"data": (numpy.eye(40), numpy.eye(40) + 0.1), "settings": {"model.encoder": "lstm"}},
            "The data are texts, but the linear encoder": {"data": PAIRS.encode(), "settings": {"model.encoder": "linear"}},
            "vectors.npz: ": {"data": (numpy.zeros((40, 2)), numpy.zeros((40, 2)))},
            "reading is 'csv'; allowed is a dict": {"data": PAIRS.encode(), "reading": "csv"},
            "there is no data": {"reading": {"delimiter": "|"}},
            "data.csv: reading.delimeter is not a known field": {"data": PAIRS.encode(), "reading": {"delimeter": "|"}},
            "data.csv: reading.header is 1": {"data": PAIRS.encode(), "reading": {"header": 1}},
            "reading names 'header', but data are vectors; of them it may say duplicate, different, split": {"data": (numpy.eye(40), numpy.eye(40)), "reading": {"header": True}},
            "data has columns of 2 levels": {"data": pandas.DataFrame([["a", "b"]], columns=[["x", "x"], ["y", "z"]])},
            "v1 is 'none.npy', but there is no such file": {"data": ("none.npy", "v2.npy")},
            "which is no .npy file of numbers": {"data": (__file__, __file__)},
            "tune is empty": {"tune": []},
            "tune is '0.01', but it must list learning rates": {"tune": "0.01"},
            "adam.learningRate is 5; allowed is a number from 1e-06 to 1": {"tune": [0.01, 5]},
            "tune_seeds is 0, but it must be a whole number from 1": {"tune": [0.01], "tune_seeds": 0},
            "settings names 'adam.learningRate', which tune chooses": {"tune": [0.01], "settings": {"adam.learningRate": 0.01}},
            "batchSize is 1; allowed is a whole number from 2": {"settings": {"batchSize": 1}},
            "there is no such file": {"data": self.folder / "none.csv"},
            "PDF": {"data": b"%PDF-1.4"},
        }.items():
            executor = Here()
            with self.subTest(sentence), self.assertRaises(ValueError) as caught:
                verdict(executor=executor, **{**SMALL, **given})
            self.assertIn(sentence, str(caught.exception))
            self.assertEqual(executor.calls, 0)
        with self.assertRaisesRegex(ValueError, "executor is 3; allowed is a concurrent.futures.Executor"):
            verdict(executor=3, **SMALL)

    def test_a_file_that_holds_no_results_is_refused_by_its_name(self):
        out = self.folder / "broken.json"
        out.write_bytes(b"\x89PNG\r\n\x1a\n\xff")
        with self.assertRaisesRegex(ValueError, "broken.json is no JSON"):
            read(out)
        for text, sentence in {"[[": "is no JSON", "{}": "holds no results", "[[1, 2]]": "entry 0 is no pair"}.items():
            out.write_text(text, encoding="utf-8")
            with self.subTest(text), self.assertRaisesRegex(ValueError, f"broken.json.*{sentence}"):
                read(out)
        with self.assertRaises(FileNotFoundError):
            read(self.folder / "none.json")

    def test_results_that_are_kept_in_little_room_are_read(self):
        out = self.folder / "packed.json"
        packed = {"asymmetry": "0.5", "loss": "both", "steps": 300, "settings": "", "seeds": [1, 2], "forward": [0.5, 0.75], "backward": [0.5, 0.25], "auc": [None, 0.5]}
        counted = {**packed, "outOf": [4, 1000], "forward": [2, 3], "backward": [2, 1], "auc": [None, 500]}
        for kept in (packed, counted):
            out.write_text(json.dumps([kept]), encoding="utf-8")
            lines = read(out)
            self.assertEqual(list(lines["recall"]), [0.5, 0.5])
            self.assertEqual(list(lines["auc"])[1], 0.5)

    def test_an_area_in_thousandths_is_that_which_it_was_made_of_and_no_other(self):
        def agree(one, other):
            return results._agree({"forward": 0.5, "backward": 0.5, "auc": one}, {"forward": 0.5, "backward": 0.5, "auc": other})

        self.assertTrue(agree(0.77949, 0.779))
        self.assertFalse(agree(0.7796, 0.779))
        self.assertFalse(agree(0.77949, 0.77943))

    def test_what_a_verdict_costs_beside_the_training_is_measured_by_one_command(self):
        given = importlib.util.spec_from_file_location("cost", Path(__file__).parents[2] / "examples" / "cluster" / "cost.py")
        cost = importlib.util.module_from_spec(given)
        given.loader.exec_module(cost)
        cost.WHOLE.update(steps=2)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            cost.main(seeds=1, many=(10,))
        self.assertRegex(said.getvalue(), r"whole runs, 1 process \| [0-9.]+ a second")
        self.assertRegex(said.getvalue(), r"Dask, 1 worker \| [0-9.]+ ms a run, [+-][0-9.]+ ms")
        self.assertRegex(said.getvalue(), r"carried with a file of [0-9]+ kB \| [0-9]+,[0-9,]+ bytes a call, [0-9]+ back a run")
        self.assertRegex(said.getvalue(), r"reading 10 runs on a file \| [0-9.]+ s, 2[0-9]{2} bytes a run")
