"""Agents and residents that the tests make up. All are plainly synthetic."""

import dataclasses
import datetime
import itertools

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CSV_HEADER = ("id,npn,name,email,phone,zip,license_number,license_expires,"
              "certification_expires,doi_contact_confirmed_on")

LOUISVILLE, HIGHLANDS, FRANKFORT, BOWLING_GREEN, PIKEVILLE = ("40202", "40204", "40601", "42101",
                                                              "41501")
"""From a resident in 40202 in this order of distance."""

_numbers = itertools.count(1)


def days_from_now(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def instant_from_now(seconds):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def around_the_clock(zone="America/New_York", **changes):
    hours = {day: {"start": "00:00", "end": "24:00"} for day in DAYS}
    return {"time_zone": zone, "weekly": hours | changes}


def never(zone="America/New_York"):
    return {"time_zone": zone, "weekly": {day: None for day in DAYS}}


@dataclasses.dataclass
class Agent:
    id: str
    zip: str = LOUISVILLE
    languages: tuple = ("en", )
    npn: str = ""
    name: str = ""
    licensed: bool = True

    def __post_init__(self):
        self.npn = self.npn or str(70000000 + next(_numbers))
        self.name = self.name or f"Agent {self.id}"

    @property
    def email(self):
        return f"{self.id}@agents.example"

    @property
    def phone(self):
        return f"(502) 555-{int(self.npn) % 10000:04d}"

    def csv_line(self):
        license_number, expires = ("DOI-" + self.npn, days_from_now(300)) if self.licensed else ("",
                                                                                                 "")
        return ",".join([
            self.id, self.npn, self.name, self.email, self.phone, self.zip, license_number, expires,
            days_from_now(200),
            days_from_now(-30)
        ])

    def sections(self):
        """The three sections of the registration, in their order."""
        return [
            ("agreement", {"agreed": True, "terms_version": "2026-1"}),
            ("contact", {
                "phone": self.phone, "email": self.email, "preferred_contact": "phone",
                "languages": list(self.languages)
            }),
            ("schedule", around_the_clock()),
        ]


def csv_of(agents):
    return "\n".join([CSV_HEADER, *(each.csv_line() for each in agents)]) + "\n"


def resident(**changes):
    """The body of a request; nobody else has its name, phone or mail."""
    number = next(_numbers)
    person = {
        "name": f"Resident Number {number}", "phone": f"606-555-{number % 10000:04d}",
        "email": f"resident{number}@homes.example", "preferred_contact": "phone", "language": "en",
        "zip": LOUISVILLE, "note": f"Note of resident {number}.", "consent": {
            "agreed": True, "text_version": "2026-1"
        }
    }
    return person | changes


def spelled(phone):
    """As the contract answers a phone number."""
    return "+1" + "".join(each for each in phone if each.isdigit())[-10:]
