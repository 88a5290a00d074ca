"""`kod top`: what a watcher sees in a terminal of tmux, and what is printed where there is none."""

import itertools
import os
import subprocess
import unittest

from tests.end_to_end.case import SharedEngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.engine import binary, clean_environment, run_verb

_numbers = itertools.count()


class Terminal:
    """A tmux of its own, with one command in it."""
    def __init__(self, *command):
        self.name = f"kod-e2e-{os.getpid()}-{next(_numbers)}"
        quoted = " ".join(f"'{each}'" for each in map(str, command))
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "30", quoted)

    def _tmux(self, *arguments):
        return subprocess.run(["tmux", "-L", self.name, *arguments],
                              capture_output=True,
                              text=True,
                              timeout=30,
                              env=clean_environment({"TERM": "xterm"}))

    def screen(self):
        return self._tmux("capture-pane", "-p").stdout

    def press(self, *keys):
        self._tmux("send-keys", *keys)

    def close(self):
        self._tmux("kill-server")

    def is_open(self):
        return self._tmux("has-session").returncode == 0


class Top(SharedEngineCase):
    def arguments(self):
        engine = self.world.engine
        return "--server", f"http://127.0.0.1:{engine.port}", "--data", engine.data

    def see(self, terminal, wanted):
        eventually(lambda: wanted in terminal.screen(), f"'{wanted}' on the screen")

    def open(self):
        terminal = Terminal(binary(), "top", "--every", "0.2", *self.arguments())
        self.addCleanup(terminal.close)
        return terminal

    def test_agents_and_referrals_at_work_are_seen(self):
        terminal = self.open()
        self.see(terminal, "by mailbox")
        self.see(terminal, "dispatcher")
        waiting = expect(self.world.operator.get("/v1/stats"))["referrals"]["by_status"]["Pending"]
        self.world.post()
        self.see(terminal, f"Pending {waiting + 1} ")
        self.see(terminal, "referral")

    def test_keys_sort_choose_and_open(self):
        terminal = self.open()
        self.see(terminal, "[MAILBOX]")
        terminal.press("s")
        self.see(terminal, "[HANDLED]")
        terminal.press("k")
        self.see(terminal, " only")
        terminal.press("Enter")
        self.see(terminal, "99 of 100 within")
        terminal.press("Escape")
        self.see(terminal, "[HANDLED]")
        terminal.press("q")
        eventually(lambda: not terminal.is_open(), "the terminal is given back")

    def test_without_a_terminal_it_prints_once(self):
        said = run_verb("top", *self.arguments())
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn("Referrals  Pending", said.stdout)
        self.assertIn("dispatcher", said.stdout)
        self.assertNotIn("\033", said.stdout)


if __name__ == "__main__":
    unittest.main()
