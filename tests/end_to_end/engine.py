"""The real `kod`, started on a folder of its own, and everything that it said."""

import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time

from tests.end_to_end.client import Client

START_SECONDS = 150
"""After a disk that was full much is to be read back."""
TOKEN_LIFETIME = "72h"
"""Tests set the clock by a day."""
STOP_SECONDS = 60
VERB_SECONDS = 120


def binary():
    return os.path.abspath(os.environ.get("KOD_BINARY", "build/release/app/kod"))


def clean_environment(changes=None):
    """Ours without settings: a KOD_ variable of the caller must not decide a test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KOD_")}
    return kept | (changes or {})


def run_verb(*arguments, stdin="", env=None):
    """One run of a `kod` verb to its end; the caller looks at `returncode`, `stdout`, `stderr`."""
    return subprocess.run([binary(), *map(str, arguments)],
                          input=stdin,
                          text=True,
                          capture_output=True,
                          timeout=VERB_SECONDS,
                          env=clean_environment(env))


class Engine:
    """One data folder and the process that serves it, which may be killed and started again."""
    def __init__(self, *flags, verb="serve", env=None, data=None, files=None):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="kod-e2e-"))
        self.data = data or self.work / "data"
        # What isn't the matter of most tests: whoever runs them is fast, and may have a small disk.
        untold = {"--public-rate": "off", "--storage-floor": "0"}
        self.flags = [*flags]
        for setting, value in untold.items():
            if not any(each.startswith(setting) for each in flags):
                self.flags += [setting, value]
        self.verb = verb
        self.env = env
        self.files = files  # That it may have open; none: as many as we may.
        self.port = None
        self.starts = 0
        self.process = None
        self._tokens = {}
        self._last_words = ""

    def start(self):
        heard = self.launch()
        self.port = self._await_port(heard)
        self.starts += 1
        self._await_ready()
        return self

    def launch(self):
        """Starts it and waits for nothing; answers how much had been said before."""
        heard = len(self.stdout())
        command = [binary(), self.verb, "--data", self.data, "--listen", "127.0.0.1:0", *self.flags]
        with open(self.work / "stdout", "ab") as out, open(self.work / "stderr", "ab") as err:
            self.process = subprocess.Popen(list(map(str, command)),
                                            stdin=subprocess.DEVNULL,
                                            stdout=out,
                                            stderr=err,
                                            preexec_fn=self._limit_files if self.files else None,
                                            env=clean_environment(self.env))
        return heard

    def stop(self):
        """Asks it to end as an operator's `systemctl stop` does; the exit code is answered."""
        self.process.send_signal(signal.SIGTERM)
        return self._gone()

    def kill(self):
        """What a power cut does to the process."""
        self.process.kill()
        return self._gone()

    def restart(self):
        self.kill()
        return self.start()

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
        self._last_words = self._said()
        shutil.rmtree(self.work, ignore_errors=True)

    def check(self):
        return run_verb("check", "--data", self.data)

    def token(self, role, agent=None):
        if (role, agent) not in self._tokens:
            who = ["--agent", agent] if agent else []
            made = run_verb("token", "--data", self.data, "--ttl", TOKEN_LIFETIME, "--role", role, *who,
                            env=self.env)
            if made.returncode != 0:
                raise AssertionError(f"kod token failed: {made.stdout}{made.stderr}")
            self._tokens[role, agent] = made.stdout.strip()
        return self._tokens[role, agent]

    def agent_tokens(self, ids):
        """Many at once, by one process."""
        made = run_verb("token",
                        "--data",
                        self.data,
                        "--ttl",
                        TOKEN_LIFETIME,
                        "--role",
                        "agent",
                        "--agent",
                        "-",
                        env=self.env,
                        stdin="".join(f"{each}\n" for each in ids))
        tokens = made.stdout.split()
        if made.returncode != 0 or len(tokens) != len(ids):
            raise AssertionError(f"kod token --agent - failed: {made.stderr}")
        for each, token in zip(ids, tokens):
            self._tokens["agent", each] = token
        return tokens

    def stdout(self):
        return self._read("stdout")

    def stderr(self):
        return self._read("stderr")

    def transcript(self):
        """The end of what it said, to stand beside a failure; also after `close`."""
        return self._last_words or self._said()

    def _limit_files(self):
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.files, self.files))

    def _said(self):
        return f"engine stdout:\n{self.stdout()[-2000:]}\nengine stderr:\n{self.stderr()[-6000:]}"

    def _read(self, name):
        path = self.work / name
        return path.read_text(errors="replace") if path.exists() else ""

    def _gone(self):
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"did not end in {STOP_SECONDS} s\n{self._said()}") from None

    def _await_port(self, heard):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)\s", self.stdout()[heard:])
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                raise AssertionError(f"ended with {self.process.returncode}\n{self._said()}")
            time.sleep(0.01)
        raise AssertionError(f"did not listen in {START_SECONDS} s\n{self._said()}")

    def _await_ready(self):
        client = Client(self)
        deadline = time.monotonic() + START_SECONDS
        while client.get("/readyz").status != 200:
            if time.monotonic() > deadline:
                raise AssertionError(f"not ready in {START_SECONDS} s\n{self._said()}")
            time.sleep(0.01)
        client.close()
