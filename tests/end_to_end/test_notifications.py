"""What is told outside: by whom it is heard, that nothing is lost, and what never leaves."""

import pathlib
import re
import tempfile
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.people import HIGHLANDS, Agent, resident
from tests.end_to_end.sinks import SECRET, Certificate, MailSink, WebhookSink

PERSON = {
    "name": "Quillon Plantedname", "phone": "(606) 555-0173", "email": "plantedmail@homes.example",
    "note": "Plantednote about a medicine."
}
SECRETS = ["Quillon", "Plantedname", "plantedmail", "Plantednote", "5550173", "555-0173"]
SIGNED_IN = ("kod", "Plantedpassword")


class Notifications(EngineCase):
    def setUp(self):
        self.mail = MailSink()
        self.addCleanup(self.mail.kill)
        self.webhook = WebhookSink()
        self.addCleanup(self.webhook.kill)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        secret = pathlib.Path(folder.name) / "secret"
        secret.write_text(SECRET + "\n")
        self.flags = [
            "--smtp-url", f"smtp://127.0.0.1:{self.mail.port}", "--mail-from", "kod@ky.example",
            "--webhook-url", f"http://127.0.0.1:{self.webhook.port}/kod", "--webhook-secret-file",
            str(secret)
        ]
        self.world = self.new_world(*self.flags)

    def mails(self, kind):
        return [each for each in self.mail.seen() if each.id.startswith(kind)]

    def await_mail(self, kind):
        return eventually(lambda: self.mails(kind), f"a mail {kind}")[0]

    def notifications(self, status):
        items, cursor = [], ""
        while cursor is not None:
            page = expect(
                self.world.operator.get(f"/v1/notifications?status={status}&limit=200{cursor}"))
            items += page["items"]
            cursor = f"&cursor={page['next']}" if page["next"] else None
        return items

    def metric(self, name):
        text = self.world.operator.get("/metrics").text
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
        return float(found[1]) if found else None

    def await_settled(self):
        """What has failed some times is tried again after some pauses, each longer."""
        eventually(lambda: not self.notifications("waiting"), "an empty outbox", seconds=120)

    def test_agents_and_residents_hear_what_concerns_them(self):
        world = self.world
        world.staff(Agent("a", name="Vanya Plantedagent"))
        referral = world.post(**PERSON)["id"]
        offer = self.await_mail(f"offer-{referral}-1-")
        self.assertEqual("a@agents.example", offer.recipient)
        self.assertEqual("kod@ky.example", offer.sender)
        self.assertIn("40202", offer.body)
        self.assertEqual(PERSON["email"], self.await_mail("request-taken").recipient)
        expect(world.act("a", referral, "accept"))
        found = self.await_mail("agent-found")
        self.assertEqual(PERSON["email"], found.recipient)
        self.assertIn("Vanya, a licensed insurance agent", found.body)
        self.assertNotIn("Plantedagent", found.body)
        expect(world.operator.post("/v1/agents/a/deregister", {"reason": "Plantedreason"}))
        self.assertEqual("a@agents.example", self.await_mail("deregistered-a").recipient)
        self.await_settled()
        self.assertEqual({each.id[:-len("-email")] for each in self.mail.seen()},
                         {each.id[:-len("-webhook")] for each in self.webhook.seen()})

    def test_webhooks_are_signed(self):
        self.world.staff(Agent("a"))
        referral = self.world.post()["id"]
        eventually(lambda: len(self.webhook.seen()) >= 2, "both webhooks")
        calls = self.webhook.seen()
        self.assertEqual({"offer", "request-taken"}, {each.json["type"] for each in calls})
        self.assertTrue(all(each.is_signed for each in calls), calls)
        self.assertEqual({referral}, {each.json["data"]["referral"]["id"] for each in calls})

    def test_a_killed_mail_sink_fills_the_outbox_and_draining_it_loses_nothing(self):
        world = self.world
        world.staff(Agent("a"), Agent("b", HIGHLANDS), Agent("c", HIGHLANDS))
        self.mail.kill()
        referrals = [world.post()["id"] for _ in range(3)]
        wanted = {f"request-taken-{each}-0-email" for each in referrals}

        def all_wait():
            waiting = [
                each["id"] for each in self.notifications("waiting") if each["channel"] == "email"
            ]
            return wanted <= set(waiting) and waiting

        eventually(all_wait, "a filled outbox")
        eventually(lambda: len(self.notifications("delivered")) >= 6, "the webhooks")
        world.engine.restart()
        more = [world.post()["id"] for _ in range(2)]
        wanted |= {f"request-taken-{each}-0-email" for each in more}
        owed = set(eventually(all_wait, "all that is owed, after a crash"))
        self.assertTrue(any(each.startswith("offer-") for each in owed), owed)
        eventually(
            lambda: self.metric("kod_notifications_waiting") == len(self.notifications("waiting")),
            "the figure")
        self.assertGreater(self.metric("kod_notification_oldest_seconds"), 0)
        self.assertEqual([], self.mail.seen())
        self.mail.start()
        self.await_settled()
        log = [each for each in self.notifications("delivered") if each["channel"] == "email"]
        self.assertLessEqual(owed, {each["id"] for each in log})
        self.assertEqual(sorted(each["id"] for each in log), sorted(self.mail.ids()),
                         "all that was made, and none of it twice")
        self.assertEqual([], self.notifications("dead"))

    def test_kills_in_between_lose_nothing_and_repeat_only_with_the_same_id(self):
        world = self.world
        world.staff(Agent("a"), Agent("b", HIGHLANDS))
        referrals = []
        for _ in range(3):
            referrals += [world.post()["id"] for _ in range(5)]
            world.engine.restart()
        for sink, end in [(self.mail, "email"), (self.webhook, "webhook")]:
            wanted = {f"request-taken-{each}-0-{end}" for each in referrals}
            eventually(lambda s=sink, w=wanted: w <= set(s.ids()), "all that was made", seconds=120)
            taken = {each for each in sink.ids() if each.startswith("request-taken-")}
            self.assertEqual(wanted, taken)
            bodies = {}
            for each in sink.seen():
                self.assertEqual(bodies.setdefault(each.id, each.data), each.data)

    def test_a_rush_is_told_to_an_agent_once(self):
        self.world.staff(Agent("a"), Agent("b", HIGHLANDS))
        for _ in range(20):
            self.world.mass()
        self.await_mail("mass-board-a-")
        self.await_mail("mass-board-b-")
        self.await_settled()
        self.assertEqual(2, len(self.mails("mass-board-")))

    def test_who_has_no_address_is_skipped_and_counts_as_told_nothing(self):
        referral = self.world.post(**PERSON | {"email": None})["id"]
        self.await_settled()
        mine = {each["channel"]: each for each in self.notifications("skipped")}
        self.assertEqual({"email"}, set(mine))
        self.assertEqual(f"request-taken-{referral}-0-email", mine["email"]["id"])
        self.assertEqual("no e-mail address: nothing was sent", mine["email"]["last_error"])
        self.assertEqual([], self.mails("request-taken"))

        def counted(outcome):
            return self.metric(f'kod_notifications_total{{channel="email",outcome="{outcome}"}}')

        eventually(lambda: counted("skipped") == 1, "the figure")
        self.assertEqual(0, counted("delivered"))

    def test_half_of_the_window_is_reminded_of(self):
        world = self.new_world(*self.flags, "--offer-window", "10s")
        world.staff(Agent("a"))
        referral = world.post()["id"]
        self.assertEqual("a@agents.example", self.await_mail(f"reminder-{referral}-1-").recipient)

    def test_no_contact_information_leaves_but_the_address_it_goes_to(self):
        world = self.world
        world.staff(Agent("a"), Agent("b", HIGHLANDS))
        referral = world.post(**PERSON)["id"]
        self.await_mail("offer-")
        expect(world.act("a", referral, "reject", {"reason": "Plantedreason"}))
        self.await_mail(f"offer-{referral}-2-")
        expect(world.direct(referral, "broadcast", {"reason": "Plantedreason"}))
        self.await_mail("mass-board-")
        expect(world.act("b", referral, "accept"))
        expect(world.act("b", referral, "release", {"reason": "Plantedreason"}))
        self.await_settled()
        for each in self.webhook.seen():
            self.clean(each.data)
        for each in self.mail.seen():
            own = each.recipient == PERSON["email"]
            self.clean(each.data.replace(each.recipient.encode(), b"") if own else each.data)
        self.clean(world.operator.get("/v1/notifications?limit=200").body)
        self.clean(world.operator.get("/metrics").body)

    def clean(self, data):
        text = data.decode().lower()
        self.assertEqual(
            [], [each for each in [*SECRETS, "Plantedreason"] if each.lower() in text], text)

    def test_what_is_refused_is_dead_says_nothing_personal_and_is_retried(self):
        world = self.world
        self.mail.unknown.add(PERSON["email"])
        referral = world.post(**PERSON)["id"]
        dead = eventually(lambda: self.notifications("dead"), "a dead one")[0]
        self.assertEqual(f"request-taken-{referral}-0-email", dead["id"])
        self.assertEqual("the mail server said 550 to RCPT", dead["last_error"])
        self.assertEqual({"role": "resident", "id": referral}, dead["to"])
        self.clean(world.engine.transcript().encode())
        eventually(lambda: self.metric("kod_notifications_dead") == 1, "the figure")
        self.mail.unknown.clear()
        path = f"/v1/notifications/{dead['id']}"
        self.assertEqual("waiting", expect(world.operator.post(f"{path}/retry"))["status"])
        self.assertEqual(dead["id"], self.await_mail("request-taken").id)
        self.await_settled()
        self.assertEqual("delivered", expect(world.operator.post(f"{path}/discard"))["status"])
        refused(world.operator.post("/v1/notifications/nobody/retry"), 404, "not-found")
        refused(world.intake.get("/v1/notifications"), 403, "forbidden")

    def test_a_server_that_refuses_us_kills_no_notification(self):
        for stage, answer, told in [
            ("greeting", "554 no service", "554 as its greeting"),
            ("EHLO", "550 not you", "550 to our greeting"),
            ("MAIL", "530 5.7.0 Authentication required", "530 to MAIL"),
            ("RCPT", "554 5.7.1 Relay access denied", "554 to RCPT"),
        ]:
            self.mail.refusals = {stage: answer}
            sent = f"request-taken-{self.world.post()['id']}-0-email"

            def refused_once(sent=sent):
                return [
                    each for each in self.notifications("waiting")
                    if each["id"] == sent and each["attempts"]
                ]

            waiting = eventually(refused_once, f"an attempt that met {answer}")[0]
            self.assertEqual(f"the mail server said {told}", waiting["last_error"])
        self.assertEqual([], self.notifications("dead"))
        self.mail.refusals = {}
        self.await_settled()
        self.assertEqual(4, len(self.mails("request-taken")))

    def test_a_message_that_is_not_taken_is_dead(self):
        self.mail.refusals = {"DATA": "554 5.6.0 not this"}
        self.world.post(**PERSON)
        dead = eventually(lambda: self.notifications("dead"), "a dead one")[0]
        self.assertEqual(("the mail server said 554 to DATA", 1),
                         (dead["last_error"], dead["attempts"]))


class MailToAnotherMachine(EngineCase):
    """`127.1` is this machine as well, but the engine doesn't know it by that name: so it insists
    on TLS, and on a certificate that it trusts."""
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.certificate = Certificate(folder.name)
        password = pathlib.Path(folder.name) / "password"
        password.write_text(SIGNED_IN[1] + "\n")
        self.sign_in = ["--smtp-user", SIGNED_IN[0], "--smtp-password-file", str(password)]
        self.trust = ["--trusted-ca", str(self.certificate.file)]

    def start(self, sink, *flags, scheme="smtp"):
        self.mail = sink
        self.addCleanup(sink.kill)
        self.world = self.new_world(
            "--smtp-url", f"{scheme}://127.1:{sink.port}", "--mail-from", "kod@ky.example", *flags)
        self.world.post(**PERSON)

    def await_error(self):
        """What the first attempt met; it waits for the next one."""
        def failed():
            items = expect(self.world.operator.get("/v1/notifications?status=waiting"))["items"]
            return [each["last_error"] for each in items if each["attempts"]]

        return eventually(failed, "a failed attempt")[0]

    def await_mail(self):
        self.assertEqual(PERSON["email"], eventually(self.mail.seen, "a mail")[0].recipient)

    def verbs(self, encrypted):
        return {line[:4] for under_tls, line in self.mail.heard if under_tls == encrypted and line}

    def test_is_not_sent_without_tls(self):
        self.start(MailSink(user=SIGNED_IN), *self.sign_in)
        self.assertEqual("the server speaks no TLS", self.await_error())
        self.assertLessEqual(self.verbs(encrypted=False), {"EHLO", "QUIT"})

    def test_is_not_sent_where_tls_is_refused_in_the_end(self):
        sink = MailSink(self.certificate, user=SIGNED_IN)
        sink.refusals = {"STAR": "454 4.7.0 not now"}
        self.start(sink, *self.sign_in, *self.trust)
        self.assertEqual("the mail server said 454 to STARTTLS", self.await_error())
        self.assertLessEqual(self.verbs(encrypted=False), {"EHLO", "STAR", "QUIT"})

    def test_is_not_sent_to_whom_nobody_trusts(self):
        self.start(MailSink(self.certificate, user=SIGNED_IN), *self.sign_in)
        self.assertEqual("the server's certificate isn't trusted", self.await_error())
        self.assertEqual(set(), self.verbs(encrypted=True))
        self.assertLessEqual(self.verbs(encrypted=False), {"EHLO", "STAR"})

    def test_is_sent_under_tls_by_who_signs_in(self):
        self.start(MailSink(self.certificate, user=SIGNED_IN), *self.sign_in, *self.trust)
        self.await_mail()
        self.assertLessEqual(self.verbs(encrypted=False), {"EHLO", "STAR"})
        self.assertLessEqual({"AUTH", "MAIL", "RCPT", "DATA"}, self.verbs(encrypted=True))

    def test_may_speak_tls_from_the_start(self):
        self.start(MailSink(self.certificate, tls_at_once=True), *self.trust, scheme="smtps")
        self.await_mail()
        self.assertEqual(set(), self.verbs(encrypted=False))

    def test_a_wrong_password_waits_to_be_put_right(self):
        self.start(MailSink(self.certificate, user=("kod", "another")), *self.sign_in, *self.trust)
        self.assertEqual("the mail server said 535 to AUTH", self.await_error())
        self.assertNotIn("MAIL", self.verbs(encrypted=True))


if __name__ == "__main__":
    unittest.main()
