"""Crashes under everybody's work, and then the question whether anything was lost or done twice.

`KOD_KILLS` and `KOD_SECONDS` make it longer, `KOD_SEED` repeats the dice of one (not its threads),
`KOD_FIGURES` names a file to which the figures are appended. The history of a failed one is kept.
"""

import os
import pathlib
import random
import tempfile
import time
import unittest

from tests.end_to_end.campaign import FLAGS, Campaign
from tests.end_to_end.case import EngineCase
from tests.end_to_end.figures import write_figures
from tests.end_to_end.history import History

KILLS = int(os.environ.get("KOD_KILLS", "30"))
SECONDS = float(os.environ.get("KOD_SECONDS", "45"))
SEED = int(os.environ.get("KOD_SEED", "1"))


class CampaignCase(EngineCase):
    FLAGS = FLAGS

    def campaign(self, crashes, seconds, disk=None):
        """Crashes it so often, each after about so long, and then looks at what is left."""
        path = pathlib.Path(tempfile.mkstemp(prefix="kod-history-", suffix=".jsonl")[1])
        history, dice = History(path), random.Random(SEED)
        self.addCleanup(history.close)
        campaign = Campaign(self.world, history, SEED, disk)
        self.addCleanup(campaign.send_home)
        campaign.begin()
        for _ in range(crashes):
            time.sleep(dice.uniform(0.1, 1.9) * seconds)
            campaign.crash(dice)
        found = campaign.finish()
        kinds = {"power_cuts": crashes} if disk else {"kills": crashes}
        told = write_figures(history.lines(), found, **kinds)
        if found:
            self.fail("\n".join([f"seed {SEED}, history in {path}", *found[:20]]))
        path.unlink()
        self.assertGreater(told["accepts"], crashes, "too little work to say anything")
        self.assertGreater(told["unknown"], 0, "no crash met a command")


class Kills(CampaignCase):
    def test_nothing_that_was_answered_is_lost_and_nothing_happens_twice(self):
        self.campaign(KILLS, SECONDS / KILLS)


if __name__ == "__main__":
    unittest.main()
