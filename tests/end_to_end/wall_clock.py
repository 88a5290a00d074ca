"""A wall clock that a test sets while the engine runs: libfaketime, with the file that it reads."""

import glob
import os
import pathlib
import shutil
import tempfile
import time

LIBRARIES = "/usr/lib/*/faketime/libfaketimeMT.so.1"
HOUR, DAY = 3600, 86400


class WallClock:
    """What CLOCK_REALTIME shows the processes that get `env`. All other clocks stay as they are:
    a report of the engine that the wall clock was set proves it, since with CLOCK_BOOTTIME faked
    as well it could not tell."""
    def __init__(self):
        found = glob.glob(LIBRARIES)
        if not found:
            raise AssertionError("libfaketime is not installed: scripts/prepare.sh does it")
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="kod-clock-"))
        self._file = self._folder / "ahead"
        self._ahead = 0
        self._write()
        self.env = {
            "LD_PRELOAD": found[0],
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def step(self, seconds):
        self._ahead += seconds
        self._write()

    def set_to(self, moment):
        """An aware datetime."""
        self._ahead = round(moment.timestamp() - time.time())
        self._write()

    def close(self):
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self):
        # Renamed into place: the engine may read at any instant.
        draft = self._folder / "draft"
        draft.write_text(f"{self._ahead:+d}\n")
        os.replace(draft, self._file)
