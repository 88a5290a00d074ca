"""Clients that are many, slow, silent or rude: nobody else notices, nothing half said is done."""

import contextlib
import re
import time
import unittest

from tests.end_to_end.case import EngineCase, SharedEngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import Client, EventStream, call_once
from tests.end_to_end.hostile import (dial, dial_many, new_request, request_bytes, reset,
                                      resident_kilobytes, status_of)
from tests.end_to_end.people import FRANKFORT, PIKEVILLE, Agent, resident

MEGABYTE = 1024


class Hostile(SharedEngineCase):
    def everybody_else_is_served(self, times=20):
        for _ in range(times):
            self.world.post()
        expect(call_once(self.world.engine, None, "GET", "/readyz"))

    def asked_from(self, zip_code):
        """What is there of a ZIP. No count tells it: another test's requests may still be on their way."""
        return [each["id"] for each in self.world.referrals() if each["zip"] == zip_code]

    def test_what_comes_byte_by_byte_is_read(self):
        connection = dial(self.world.engine)
        for byte in new_request(self.world.engine.token("intake")):
            connection.sendall(bytes([byte]))
        self.assertEqual(201, status_of(connection))
        connection.close()

    def test_a_head_that_never_ends_is_given_up_however_it_drips(self):
        dripping = dial(self.world.engine)
        dripping.settimeout(0.2)
        begin = time.monotonic()
        status = None
        dripping.sendall(b"GET /livez HTTP/1.1\r\nX-Drip: ")
        while status is None and time.monotonic() - begin < 60:
            try:
                with contextlib.suppress(ConnectionError):  # It was given up meanwhile, and told.
                    dripping.sendall(b"x")
                status = status_of(dripping)
            except TimeoutError:
                self.everybody_else_is_served(1)
        self.assertEqual(408, status)
        dripping.close()

    def test_two_thousand_who_say_nothing_are_in_nobodys_way(self):
        before = resident_kilobytes(self.world.engine)
        silent = dial_many(self, 2000)
        for connection in silent[::2]:
            connection.sendall(b"POST /v1/requests HTTP/1.1\r\nHost: kod.exa")
        self.everybody_else_is_served()
        self.assertLess(resident_kilobytes(self.world.engine) - before, 64 * MEGABYTE)
        silent[1].sendall(request_bytes("/livez", method="GET"))
        self.assertEqual(200, status_of(silent[1]), "who was silent may speak")

    def test_a_thousand_pipelined_requests_are_answered_in_their_order(self):
        connection = dial(self.world.engine)
        there = request_bytes("/livez", method="GET")
        nothing = request_bytes("/v1/nothing", method="GET")
        connection.sendall((there + nothing) * 499 + there +
                           request_bytes("/v1/nothing", method="GET", Connection="close"))
        received = b""
        while piece := connection.recv(65536):
            received += piece
        connection.close()
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", received)
        self.assertEqual([b"200", b"404"] * 500, statuses)

    def test_a_storm_of_resets_leaves_nothing_half_done(self):
        whole = new_request(self.world.engine.token("intake"), zip=PIKEVILLE)
        for number in range(1000):
            connection = dial(self.world.engine)
            connection.sendall(whole[:number % len(whole)])
            reset(connection)
        self.everybody_else_is_served()
        self.assertEqual([], self.asked_from(PIKEVILLE), "was never whole")

    def test_a_request_whose_client_hangs_up_is_done_once_or_not_at_all(self):
        token = self.world.engine.token("intake")
        before = len(self.world.referrals())
        for _ in range(100):
            connection = dial(self.world.engine)
            connection.sendall(new_request(token))
            reset(connection)
        self.everybody_else_is_served(1)
        eventually(lambda: before < len(self.world.referrals()) <= before + 101, "what was taken")

    def test_a_body_shorter_than_it_said_is_no_request(self):
        whole = new_request(self.world.engine.token("intake"), zip=FRANKFORT)
        short = dial(self.world.engine)
        short.sendall(whole[:-1])
        short.shutdown(1)
        self.assertEqual(0, status_of(short))
        short.close()
        self.assertEqual([], self.asked_from(FRANKFORT))

    def test_answers_that_nobody_reads_are_not_gathered(self):
        before = resident_kilobytes(self.world.engine)
        asked = request_bytes("/openapi.yaml", method="GET")
        connections = [dial(self.world.engine, receive_buffer=4096) for _ in range(20)]
        for connection in connections:
            connection.setblocking(False)
            for _ in range(300):
                try:
                    connection.send(asked)
                except BlockingIOError:
                    break
        self.everybody_else_is_served()
        self.assertLess(resident_kilobytes(self.world.engine) - before, 64 * MEGABYTE)
        for connection in connections:
            connection.close()

    def test_events_that_nobody_reads_hold_up_nobody(self):
        agent = Agent("deaf")
        self.world.staff(agent)
        client = self.world.agent(agent.id)
        streams = [EventStream(client, "/v1/agents/me/events") for _ in range(200)]
        hearing = EventStream(client, "/v1/agents/me/events")
        for _ in range(50):
            self.world.post(language="en")
        hearing.until("offered")
        self.everybody_else_is_served()
        for stream in [*streams, hearing]:
            stream.close()


class FewFiles(EngineCase):
    FILES = 400

    def setUp(self):
        self.world = self.new_world(files=self.FILES)

    def test_more_clients_than_files_stop_neither_the_store_nor_a_newcomer(self):
        crowd = dial_many(self, 2 * self.FILES)
        for connection in crowd[::3]:
            try:
                connection.sendall(b"GET /livez HTTP/1.1\r\n")
            except ConnectionError:
                pass  # It was closed for others.
        for _ in range(20):
            newcomer = Client(self.world.engine, self.world.engine.token("intake"))
            expect(newcomer.post("/v1/requests", resident()), 201)
            newcomer.close()
            expect(call_once(self.world.engine, None, "GET", "/readyz"))
        self.assertEqual(0, self.world.engine.stop())
        checked = self.world.engine.check()
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
