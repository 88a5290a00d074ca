#!/usr/bin/env python3
"""Writes a copy of the sources in which every known mutant is planted, and asleep.

usage: plant.py SOURCES COPY

A mutant is a file `known/NAME.mutant`: sentences, then hunks. A hunk begins with `@@ path` and holds lines as a diff
does: ` ` stays, `-` goes, `+` comes. What stays and goes must stand in the file exactly once. `KOD_PLANTED` in a line
that comes is true while this mutant is on. Files that stay the same are not written again.
"""

import pathlib
import sys

TREES = ("model", "actors", "persistence", "tests/simulation", "tests/support")
MARK = "KOD_PLANTED"


class Mismatch(Exception):
    """A mutant's lines are not those of the sources."""


def hunks_of(mutant):
    """(path, old text, new text) for each hunk; the sentences before the first are skipped."""
    found, path, old, new = [], None, [], []

    def close():
        if path is not None:
            found.append((path, "\n".join(old), "\n".join(new)))

    for line in mutant.read_text().splitlines():
        if line.startswith("@@ "):
            close()
            path, old, new = line[3:].strip(), [], []
        elif path is not None:
            kind, text = line[:1] or " ", line[1:]
            if kind not in " -+":
                raise Mismatch(f"{mutant.name}: a line begins with '{kind}'")
            if kind in " -":
                old.append(text)
            if kind in " +":
                new.append(text)
    close()
    if not found:
        raise Mismatch(f"{mutant.name}: it has no hunk")
    return found


def plant(texts, mutant):
    asks = f'kod::mutants::planted("{mutant.stem}")'
    for path, old, new in hunks_of(mutant):
        if MARK not in new:
            raise Mismatch(f"{mutant.name}: a hunk of {path} doesn't ask for {MARK}")
        times = texts.get(path, "").count(old)
        if times != 1:
            raise Mismatch(f"{mutant.name}: its lines stand {times} times in {path}, not once")
        texts[path] = texts[path].replace(old, new.replace(MARK, asks))


def main(sources, copy):
    texts = {}
    for tree in TREES:
        for file in sorted((sources / tree).glob("*.[ch]pp")):
            texts[str(file.relative_to(sources))] = file.read_text()
    texts["tests/mutants/planted.hpp"] = (sources / "tests/mutants/planted.hpp").read_text()
    before = dict(texts)
    mutants = sorted((sources / "tests/mutants/known").glob("*.mutant"))
    for mutant in mutants:
        plant(texts, mutant)
    for path, text in texts.items():
        if text != before[path]:
            texts[path] = '#include "tests/mutants/planted.hpp"\n' + text
    names = "".join(f'  "{mutant.stem}",\n' for mutant in mutants)
    texts["known_mutants.inc"] = names
    for old in copy.glob("*/*.[ch]pp"):
        if str(old.relative_to(copy)) not in texts:
            old.unlink()  # Its original is gone.
    for path, text in texts.items():
        target = copy / path
        if target.exists() and target.read_text() == text:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    except Mismatch as mismatch:
        sys.exit(f"plant.py: {mismatch}")
