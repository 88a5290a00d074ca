"""The same campaign on a disk whose power is cut, `KOD_CUTS` times: what was answered was kept."""

import os
import unittest

from tests.end_to_end import power_cut
from tests.end_to_end.campaign import FLAGS
from tests.end_to_end.test_campaign import CampaignCase
from tests.end_to_end.world import World

CUTS = int(os.environ.get("KOD_CUTS", "5"))
SECONDS_BETWEEN = 1.5


class PowerCuts(CampaignCase):
    def setUp(self):
        if reason := power_cut.why_not():
            self.skipTest(reason)
        self.disk = power_cut.Disk()
        self.addCleanup(self.disk.close)
        self.world = World(*FLAGS, data=self.disk.folder / "data")
        self.addCleanup(self.world.close)

    def test_nothing_that_was_answered_is_lost_when_the_power_goes(self):
        self.campaign(CUTS, SECONDS_BETWEEN, self.disk)


if __name__ == "__main__":
    unittest.main()
