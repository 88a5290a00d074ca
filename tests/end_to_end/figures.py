"""What a campaign has done, as one line of JSON for the file that `KOD_FIGURES` names."""

import json
import os

LOOKS = ("gone", "read", "board", "list")


def write_figures(lines, found, kills=0, power_cuts=0):
    """Prints them, and answers them for the test to look at."""
    answered = [each["kind"] for each in lines if each.get("outcome") == "ok"]
    figures = {
        "kills": kills, "power_cuts": power_cuts,
        "commands": sum(each["kind"] not in LOOKS for each in lines),
        "accepts": answered.count("accept"), "requests": answered.count("request"),
        "unknown": sum(each.get("outcome") == "unknown" for each in lines),
        "violations": len(found)
    }
    print(json.dumps(figures))
    if path := os.environ.get("KOD_FIGURES"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")
    return figures
