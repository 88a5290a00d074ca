#!/usr/bin/env python3
"""Writes sample_agents.csv and sample_registrations.jsonl beside this script.

750 agents over Kentucky, placed by population, none of them real: surnames begin with Sample,
NPNs with 900, telephone numbers are of the 555-01xx that are kept for fiction, and mail goes to
example.org. The same seed and date give the same files. The shares stand in the tables below;
where no source is named they are guesses of what is believable.
"""

import argparse
import csv
import datetime
import json
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
AGENTS = 750
FIRST_ID = 1001
FIRST_NPN = 90000001

# 49 CFR 71.5: the counties west of the boundary line. All the others keep Eastern time.
CENTRAL_COUNTIES = set("""
Adair Allen Ballard Barren Breckinridge Butler Caldwell Calloway Carlisle Christian Clinton
Crittenden Cumberland Daviess Edmonson Fulton Graves Grayson Green Hancock Hart Henderson Hickman
Hopkins Livingston Logan Lyon Marshall McCracken McLean Metcalfe Monroe Muhlenberg Ohio Russell
Simpson Todd Trigg Union Warren Webster
""".split())

GIVEN_NAMES = """
Ada Alma Amos Anna Asa Bea Ben Cora Dale Dora Earl Edith Elias Ella Emmett Esther Ezra Faye Flora
Grace Guy Hazel Henry Ida Iris Ivan Jane Joel June Kate Leo Lila Lois Mae Mark Nell Nora Opal Oscar
Otis Paul Pearl Rex Rosa Ruth Silas Thea Vera Walt Wren
""".split()
SURNAMES = ["Sample" + end for end in """
bridge brook creek croft dale field ford gate hill lake moor ridge stone well wood
""".split()]

# People in Kentucky who speak it at home: Census ACS 2017, table C16001, share of those over 4. A
# group of languages is split evenly. Spanish is scaled to 8 % of the agents, and the others with
# it: who speaks two languages is more likely to sell in them.
SPANISH_AT_HOME = 0.025501
SPANISH_AGENTS = 0.08
AT_HOME = {
    "es": SPANISH_AT_HOME,
    "fr ht": 0.002878,
    "de": 0.005410,
    "ru pl uk bs": 0.002716,
    "ne hi gu ur pt": 0.005268,
    "ko": 0.001112,
    "zh": 0.001801,
    "vi": 0.001247,
    "tl": 0.000929,
    "ja my ksw": 0.003971,
    "ar": 0.001798,
    "so sw rw": 0.003835,
}

PREFERRED_CONTACT = {"phone": 0.60, "text": 0.25, "email": 0.15}
REGISTERED = 0.97  # Went through the three sections; those of them who are eligible are 92 %.
# What keeps an agent from being eligible. All the others have everything.
FLAWS = {
    "license-expired": 0.016,
    "license-missing": 0.008,
    "certification-expired": 0.014,
    "certification-missing": 0.008,
    "doi-missing": 0.006,
}

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]
DAYS = WEEKDAYS + ["saturday", "sunday"]
SHIFTS = {
    "office": 0.60,
    "office and two evenings": 0.14,
    "office and Saturday": 0.14,
    "evenings and weekend": 0.07,
    "long days": 0.03,
    "round the clock": 0.02,
}
OFFICE_HOURS = {("09:00", "17:00"): 0.60, ("08:00", "16:30"): 0.25, ("08:30", "17:30"): 0.15}
LUNCHES = {("12:00", "13:00"): 0.55, ("12:00", "12:30"): 0.25, ("11:30", "12:15"): 0.20}
AWAY = {"no": 0.965, "over the holidays": 0.03, "until further notice": 0.005}


def deal(rng, shares, count):
    """`count` values in exactly these shares, as near as whole numbers come, shuffled."""
    total = sum(shares.values())
    values, due = [], 0.0
    for value, share in shares.items():
        due += share / total * count
        values += [value] * (round(due) - len(values))
    return shuffled(rng, values)


def shuffled(rng, values):
    keyed = sorted((rng.random(), i) for i in range(len(values)))
    return [values[i] for _, i in keyed]


def read_kentucky():
    with open(FOLDER / "us_zcta.tsv", encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["state"] == "KY" and int(row["population"] or 0) > 0]


def place(rng, rows):
    """One agent for each 750th of the population, so that towns and hollows have their share."""
    total = sum(int(row["population"]) for row in rows)
    places, passed, rows = [], 0, iter(rows)
    row = next(rows)
    for i in range(AGENTS):
        person = (i + rng.random()) * total / AGENTS
        while passed + int(row["population"]) <= person:
            passed += int(row["population"])
            row = next(rows)
        places.append(row)
    return shuffled(rng, places)


def county_of(row):
    return row["county"].removesuffix(" County")


def is_central(row):
    return county_of(row) in CENTRAL_COUNTIES


def area_code(row):
    """About: where the 502, 859, 606 and 270 begin and end isn't told by counties alone."""
    if is_central(row):
        return "270"
    east = float(row["longitude"])
    return "502" if east < -84.95 else "859" if east < -84.0 else "606"


def end_of_month(date, months_later):
    month = date.month + months_later
    first_of_next = datetime.date(date.year + month // 12, month % 12 + 1, 1)
    return first_of_next - datetime.timedelta(days=1)


def credentials(rng, flaw, today):
    license_expires = end_of_month(today, rng.randrange(2, 25))
    certification_expires = end_of_month(today, rng.choice([11, 11, 11, 14, 23]))
    confirmed = today - datetime.timedelta(days=rng.randrange(1, 330))
    if flaw == "license-expired":
        license_expires = end_of_month(today, -rng.randrange(1, 6))
    if flaw == "certification-expired":
        certification_expires = end_of_month(today, -rng.randrange(1, 6))
    has_license = flaw != "license-missing"
    return {
        "license_number": f"DOI-{rng.randrange(100000, 1000000)}" if has_license else "",
        "license_expires": license_expires if has_license else "",
        "certification_expires": "" if flaw == "certification-missing" else certification_expires,
        "doi_contact_confirmed_on": "" if flaw == "doi-missing" else confirmed,
    }


def working_day(hours, *breaks):
    day = {"start": hours[0], "end": hours[1]}
    if breaks:
        day["breaks"] = [{"start": start, "end": end} for start, end in breaks]
    return day


def week(rng, shift, hours, lunch):
    days = dict.fromkeys(DAYS)
    if shift == "round the clock":
        return dict.fromkeys(DAYS, working_day(("00:00", "24:00")))
    if shift == "long days":
        return dict.fromkeys(DAYS, working_day(("08:00", "22:00"), lunch, ("17:30", "18:30")))
    if shift == "evenings and weekend":
        days.update(dict.fromkeys(WEEKDAYS, working_day(("17:00", "21:00"))))
        days.update(dict.fromkeys(["saturday", "sunday"], working_day(("10:00", "16:00"), lunch)))
        return days
    days.update(dict.fromkeys(WEEKDAYS, working_day(hours, lunch)))
    if shift == "office and two evenings":
        for evening in rng.choice([("monday", "wednesday"), ("tuesday", "thursday")]):
            days[evening] = working_day((hours[0], "20:00"), lunch, ("17:00", "17:30"))
    if shift == "office and Saturday":
        days["saturday"] = working_day(("10:00", "14:00"))
    return days


def absences(away, central, today):
    offset = "-06:00" if central else "-05:00"
    if away == "over the holidays":
        return [{"from": f"{today.year}-12-21T00:00:00{offset}",
                 "until": f"{today.year + 1}-01-04T00:00:00{offset}"}]
    if away == "until further notice":
        return [{"from": f"{today}T17:00:00{offset}"}]
    return []


def languages(rng):
    """English for all, and for some one more; nobody is dealt two of them."""
    spoken = [["en"] for _ in range(AGENTS)]
    free = iter(shuffled(rng, list(range(AGENTS))))
    due = taken = 0
    for group, share in AT_HOME.items():
        for tag in group.split():
            due += share * SPANISH_AGENTS / SPANISH_AT_HOME * AGENTS / len(group.split())
            while taken < round(due):
                spoken[next(free)].append(tag)
                taken += 1
    return spoken


def write_agents(people):
    fields = ["id", "npn", "name", "email", "phone", "zip", "license_number", "license_expires",
              "certification_expires", "doi_contact_confirmed_on"]
    with open(FOLDER / "sample_agents.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(people)


def write_registrations(people):
    with open(FOLDER / "sample_registrations.jsonl", "w", encoding="utf-8", newline="") as file:
        for person in people:
            if person["registration"]:
                line = {"id": person["id"], **person["registration"]}
                file.write(json.dumps(line, separators=(",", ":")) + "\n")


def registration(person, row, spoken, contact, weekly, out_of_office):
    return {
        "contact": {"phone": person["phone"], "email": person["email"],
                    "preferred_contact": contact, "languages": spoken},
        "schedule": {"time_zone": "America/Chicago" if is_central(row) else "America/New_York",
                     "weekly": weekly, "out_of_office": out_of_office},
    }


def make_people(rng, today):
    rows = place(rng, read_kentucky())
    names = shuffled(rng, [(given, sur) for given in GIVEN_NAMES for sur in SURNAMES])
    spoken = languages(rng)
    flaws = deal(rng, {**FLAWS, "": 1 - sum(FLAWS.values())}, AGENTS)
    registers = deal(rng, {True: REGISTERED, False: 1 - REGISTERED}, AGENTS)
    contacts = deal(rng, PREFERRED_CONTACT, AGENTS)
    shifts = deal(rng, SHIFTS, AGENTS)
    hours, lunches = deal(rng, OFFICE_HOURS, AGENTS), deal(rng, LUNCHES, AGENTS)
    weeks = [week(rng, *each) for each in zip(shifts, hours, lunches)]
    away = deal(rng, AWAY, AGENTS)
    for i, row in enumerate(rows):
        person = {
            "id": f"a-{FIRST_ID + i}",
            "npn": str(FIRST_NPN + i),
            "name": " ".join(names[i]),
            "email": ".".join(names[i]).lower() + "@example.org",
            "phone": f"+1{area_code(row)}55501{i % 100:02}",
            "zip": row["zip"],
            **credentials(rng, flaws[i], today),
        }
        out_of_office = absences(away[i], is_central(row), today)
        person["registration"] = registers[i] and registration(
            person, row, spoken[i], contacts[i], weeks[i], out_of_office)
        yield person


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, default="2026-11-01",
                        help="the day on which most credentials are valid for a year or two")
    chosen = parser.parse_args()
    people = list(make_people(random.Random(chosen.seed), chosen.as_of))
    write_agents(people)
    write_registrations(people)


if __name__ == "__main__":
    main()
