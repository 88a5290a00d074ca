"""One engine with the people round it: what most tests say in a line."""

from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import Client
from tests.end_to_end.engine import Engine
from tests.end_to_end.people import csv_of, resident


class World:
    def __init__(self, *flags, **how):
        self.engine = Engine(*flags, **how)
        self.engine.start()
        self._clients = {}
        self._connections = []

    def close(self):
        for client in self._connections:
            client.close()
        self.engine.close()

    @property
    def operator(self):
        return self._client("operator")

    @property
    def intake(self):
        return self._client("intake")

    def anybody(self):
        return self.bearer(None)

    def agent(self, agent_id):
        return self._client("agent", agent_id)

    def caller(self, role, agent=None):
        """A connection of its own for a thread."""
        return self.bearer(self.engine.token(role, agent))

    def bearer(self, token):
        client = Client(self.engine, token)
        self._connections.append(client)
        return client

    def hire(self, *agents):
        """Imports them and makes their tokens; nobody is registered yet."""
        answer = self.operator.post_csv("/v1/agents/import", csv_of(agents))
        self.engine.agent_tokens([each.id for each in agents])
        return expect(answer)

    def register(self, *agents):
        for agent in agents:
            for section, body in agent.sections():
                path = f"/v1/agents/{agent.id}/registration/{section}"
                expect(self.agent(agent.id).put(path, body))

    def staff(self, *agents):
        """Imports and registers; they can be offered something as soon as this returns."""
        self.hire(*agents)
        self.register(*agents)
        return [each.id for each in agents]

    def post(self, **changes):
        """A new request, answered 201: its id, promise and access token."""
        return expect(self.intake.post("/v1/requests", resident(**changes)), 201)

    def board(self, agent_id):
        """The agent's Referral Manager: open offers, In Progress, Mass, ended."""
        return expect(self.agent(agent_id).get("/v1/agents/me/referrals?limit=200"))["items"]

    def open_offer(self, agent_id):
        offers = [each for each in self.board(agent_id) if each.get("reply_by")]
        return offers[0] if offers else None

    def await_offer(self, agent_id, referral_id):
        """The agent's open offer for this referral, once it is there."""
        def offered():
            offer = self.open_offer(agent_id)
            return offer if offer and offer["id"] == referral_id else None

        return eventually(offered, f"an offer of {referral_id} at {agent_id}")

    def await_listed(self, agent_id, referral_id):
        """Until the Mass referral is on the agent's board."""
        def listed():
            return [
                each for each in self.board(agent_id)
                if each["id"] == referral_id and each["type"] == "Mass"
            ]

        return eventually(listed, f"{referral_id} on the board of {agent_id}")[0]

    def act(self, agent_id, referral_id, action, body=None):
        return self.agent(agent_id).post(f"/v1/referrals/{referral_id}/{action}", body)

    def direct(self, referral_id, action, body=None):
        """The same by an operator."""
        return self.operator.post(f"/v1/referrals/{referral_id}/{action}", body)

    def referral(self, referral_id):
        return expect(self.operator.get(f"/v1/referrals/{referral_id}"))

    def referrals(self, query=""):
        """All pages of the operators' list."""
        items, cursor = [], ""
        while cursor is not None:
            page = expect(self.operator.get(f"/v1/referrals?limit=200{query}{cursor}"))
            items += page["items"]
            cursor = f"&cursor={page['next']}" if page["next"] else None
        return items

    def await_status(self, referral_id, **wanted):
        def there():
            seen = self.referral(referral_id)
            return seen if all(seen[name] == value for name, value in wanted.items()) else None

        return eventually(there, f"{wanted} at {referral_id}")

    def history(self, referral_id):
        return expect(self.operator.get(f"/v1/referrals/{referral_id}/events?limit=200"))["items"]

    def events(self, referral_id, kind):
        return [each for each in self.history(referral_id) if each["type"] == kind]

    def profile(self, agent_id):
        return expect(self.operator.get(f"/v1/agents/{agent_id}"))

    def taken(self, agent_id, **changes):
        """A new referral that this agent, the only one to be offered it, has accepted."""
        made = self.post(**changes)
        self.await_offer(agent_id, made["id"])
        expect(self.act(agent_id, made["id"], "accept"))
        return made

    def pass_an_instant(self):
        """Until the engine's clock shows another millisecond: what comes after it is later, and
        the lists, which know milliseconds, say so."""
        before = expect(self.operator.get("/v1/stats"))["at"]
        eventually(lambda: expect(self.operator.get("/v1/stats"))["at"] != before, "a later instant")

    def taken_by(self, agent_id):
        """A new referral In Progress at this agent, whoever is nearer."""
        referral_id = self.post()["id"]
        expect(self.direct(referral_id, "assign", {"agent_id": agent_id}))
        expect(self.act(agent_id, referral_id, "accept"))
        return referral_id

    def mass(self, **changes):
        """A new referral that an operator has sent to everybody."""
        made = self.post(**changes)

        def dispatched():
            seen = self.referral(made["id"])
            return seen["offer"] or seen["type"] == "Mass"

        # Or it would be chance whether an agent had it first, and isn't asked again.
        eventually(dispatched, f"a first step of {made['id']}")
        expect(self.direct(made["id"], "broadcast"))
        return made

    def masses(self, count):
        """So many of them, each with a later promise than the one before."""
        made = []
        for _ in range(count):
            made.append(self.mass()["id"])
            self.pass_an_instant()
        return made

    def await_said(self, text):
        """Until the engine's log holds it: lines are written by a thread that nobody waits for."""
        eventually(lambda: text in self.engine.stderr(), f"a line of '{text}'")

    def _client(self, role, agent=None):
        if (role, agent) not in self._clients:
            self._clients[role, agent] = self.caller(role, agent)
        return self._clients[role, agent]
