"""Runs what README.md tells its reader to type.

The convention. A part of README.md that stands between the lines

    <!-- test: begin -->
    <!-- test: end -->

is run: every ```sh block in it, in order, as one bash script with `set -euo pipefail`, from the
root of the checkout. There may be several parts; they make one script. A line

    <!-- test: expect In Progress -->

inside a part says that the output of the blocks before it, since the last such line, has to contain
this text. Blocks of other languages are shown and not run.

Before the script runs, an engine is started as `kod dev --no-traffic` with a home folder of its
own, and these stand for what the reader has:

  * lines that start with `scripts/run`, `git clone` or `cd ` are left out: this is done already;
  * `127.0.0.1:8080` and `localhost:8080` become the engine's address;
  * `kod` is on the PATH, and `build/release/app/kod` is read as that; KOD_SERVER names the engine
    to verbs that are typed without `--server`;
  * HOME and XDG_STATE_HOME are the test's own, so `~/.local/state/kod-dev` is the engine's folder.

A command that fails, an `expect` that isn't met, or a README without any marked block fails.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from tests.end_to_end.checks import eventually
from tests.end_to_end.engine import Engine, binary, clean_environment

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"
SCRIPT_SECONDS = 120
DONE_ALREADY = ("scripts/run", "git clone", "cd ")


def marked_parts(text):
    return re.findall(r"^<!-- test: begin -->$(.*?)^<!-- test: end -->$", text, re.M | re.S)


def steps_of(part):
    """In order: ("run", script) and ("expect", text)."""
    pattern = r"^```sh\n(.*?)^```$|^<!-- test: expect (.*?) -->$"
    for block, wanted in re.findall(pattern, part, re.M | re.S):
        yield ("expect", wanted) if wanted else ("run", block)


def as_typed_here(block, port):
    lines = [line for line in block.splitlines() if not line.startswith(DONE_ALREADY)]
    text = "\n".join(lines).replace("build/release/app/kod", "kod")
    return re.sub(r"(?:127\.0\.0\.1|localhost):8080", f"127.0.0.1:{port}", text)


def one_script(steps, port):
    """Each stretch between two expectations writes to a file of its own."""
    script = ["set -euo pipefail", "exec 2>&1"]
    stretch, wanted = 0, {}
    script.append(f'exec > "$OUT/{stretch}"')
    for kind, text in steps:
        if kind == "run":
            script.append(as_typed_here(text, port))
        else:
            wanted[stretch] = text
            stretch += 1
            script.append(f'exec > "$OUT/{stretch}" 2>&1')
    return "\n".join(script) + "\n", wanted


class Readme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kod-e2e-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        state = self.home / ".local" / "state"
        self.env = {"HOME": str(self.home), "XDG_STATE_HOME": str(state)}
        self.engine = Engine("--no-traffic", verb="dev", env=self.env)
        self.engine.data = state / "kod-dev"
        self.addCleanup(self.engine.close)
        self.engine.start()
        self.await_roster()

    def await_roster(self):
        eventually(lambda: "the sample roster is loaded" in self.engine.stdout(),
                   "the sample roster", seconds=120)

    def test_the_marked_commands_run(self):
        steps = [
            step for part in marked_parts(README.read_text(encoding="utf-8"))
            for step in steps_of(part)
        ]
        self.assertTrue([each for each in steps if each[0] == "run"], "README marks nothing to run")
        script, wanted = one_script(steps, self.engine.port)
        out = self.home / "out"
        out.mkdir()
        bin_folder = self.home / "bin"
        bin_folder.mkdir()
        (bin_folder / "kod").symlink_to(binary())
        env = clean_environment(
            self.env | {
                "OUT": str(out), "PATH": f"{bin_folder}:{os.environ['PATH']}",
                "KOD_SERVER": f"http://127.0.0.1:{self.engine.port}"
            })
        done = subprocess.run(["bash", "-c", script],
                              cwd=README.parent,
                              env=env,
                              text=True,
                              stdin=subprocess.DEVNULL,
                              timeout=SCRIPT_SECONDS,
                              check=False)
        said = {int(each.name): each.read_text(errors="replace") for each in out.iterdir()}
        shown = "\n".join(said[each] for each in sorted(said))
        self.assertEqual(0, done.returncode, f"{shown}\n{self.engine.transcript()}")
        for stretch, text in wanted.items():
            self.assertIn(text, said[stretch], shown)


class Convention(unittest.TestCase):
    """The reader of README.md above is a small program of its own."""

    TEXT = ("a\n<!-- test: begin -->\n```sh\nscripts/run\necho 127.0.0.1:8080\n```\n"
            "<!-- test: expect 127 -->\n```json\n{}\n```\n```sh\ntrue\n```\n<!-- test: end -->\n"
            "```sh\nfalse\n```\n")

    def test_only_marked_shell_blocks_are_taken_in_order(self):
        steps = list(steps_of(marked_parts(self.TEXT)[0]))
        self.assertEqual([("run", "scripts/run\necho 127.0.0.1:8080\n"), ("expect", "127"),
                          ("run", "true\n")], steps)

    def test_addresses_are_replaced_and_what_is_done_is_left_out(self):
        self.assertEqual("echo 127.0.0.1:4711",
                         as_typed_here("scripts/run\necho 127.0.0.1:8080", 4711))

    def test_each_expectation_looks_at_its_own_stretch(self):
        script, wanted = one_script([("run", "a"), ("expect", "x"), ("run", "b"), ("expect", "y")],
                                    1)
        self.assertEqual({0: "x", 1: "y"}, wanted)
        self.assertLess(script.index("$OUT/0"), script.index("$OUT/1"))


if __name__ == "__main__":
    unittest.main()
