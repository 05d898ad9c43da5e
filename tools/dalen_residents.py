"""Make the files of examples/dalen/residents: who took part in fictional Dalen, from a seed.

Run: python tools/dalen_residents.py FOLDER
FOLDER is examples/dalen/residents, or another place to look at them first.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

SEED = 20261126
REGISTER = "Folkeregisteret i Storvik (oppdiktet)"
RESIDENTS = {
    "alder": {"13–19": 310, "20–39": 1180, "40–66": 1240, "67+": 470},
    "eie": {"eier": 1430, "leier": 1770},
}
CAME = {
    # What each way of working reached: activities, hours, cost, and new of each age.
    ("stand", "torget"): (6, 4.0, 1200, (3.0, 4.0, 2.5, 0.8)),
    ("ungdomskafé", "klubben"): (4, 3.0, 2400, (7.0, 0.4, 0.2, 0.0)),
    ("dør til dør", ""): (8, 3.0, 900, (0.6, 2.2, 2.4, 1.8)),
    ("folkemøte", "skolen"): (2, 5.0, 6500, (0.3, 2.0, 8.0, 6.0)),
    ("nettskjema", ""): (1, 6.0, 500, (4.0, 34.0, 41.0, 12.0)),
}
OWNS = {"13–19": 0.45, "20–39": 0.4, "40–66": 0.75, "67+": 0.8}
"""The share of those who took part that owns: more than among all who live there."""
WANTS = ("benker og trær", "lys på gangveien", "fotballbane")
CARDS = {
    # What the cards expect per hour: 13–19, 20–39, 40–66, 67+.
    "stand": (0.8, 1.2, 0.8, 0.3),
    "ungdomskafé": (2.0, 0.2, 0.1, 0.1),
    "dør til dør": (0.3, 0.8, 0.8, 0.6),
    "folkemøte": (0.1, 0.5, 1.2, 1.0),
    "nettskjema": (0.5, 5.0, 5.0, 2.0),
}
STATEMENTS = (
    "Gangveien fra skolen til torget må ha bedre lys",
    "Parken bør ha flere benker",
    "Det er for mange biler ved skolen om morgenen",
    "Flere parkeringsplasser er viktigere enn flere trær",
    "Barn skal kunne gå alene til skolen",
    "Torget bør stenges for biler",
    "Bussen må gå oftere om kvelden",
    "Ungdommen trenger et sted å være uten å betale",
    "Det bør bygges høyere hus ved torget",
    "De gamle lavblokkene må få stå",
    "Jeg kjenner naboene mine",
    "Søppelet blir hentet ofte nok",
    "Leieboere bør få være med i borettslagets møter",
    "Utleie av hele boliger bør begrenses",
    "Det er trygt å gå ute om kvelden",
    "Kommunen hører på oss",
)
LEANS = {
    # How two ways of seeing Dalen answer: the chance of agreeing to each statement.
    "walks": (95, 90, 92, 8, 96, 90, 88, 85, 30, 80, 60, 40, 75, 82, 45, 30),
    "drives": (88, 84, 20, 90, 90, 8, 45, 78, 75, 30, 62, 45, 25, 20, 60, 34),
}
VOTERS, PASSES, SEES = {"walks": 70, "drives": 50}, 0.1, 0.8
POOL, FEATURES = (
    220,
    {
        "kjønn": {"kvinne": 0.62, "mann": 0.38},
        "alder": {"16–29": 0.12, "30–49": 0.3, "50–66": 0.33, "67+": 0.25},
        "eie": {"eier": 0.72, "leier": 0.28},
    },
)
QUOTAS = {
    "kjønn": {"kvinne": (11, 13), "mann": (11, 13)},
    "alder": {"16–29": (5, 6), "30–49": (8, 9), "50–66": (6, 7), "67+": (3, 4)},
    "eie": {"eier": (10, 12), "leier": (12, 14)},
}
INPUTS = (
    "Mer lys på gangveien ved skolen",
    "Meir lys på gangvegen",
    "Det er mørkt på gangveien, sett opp lys",
    "Flere benker i parken, så vi som er gamle kan hvile",
    "Benkar i parken!",
    "Fotballbanen trenger ny kunstgress",
    "Nytt kunstgras på fotballbana",
    "Bussen går for sjelden om kvelden",
    "Oftere buss på kvelden",
    "Et sted ungdom kan være uten å betale",
    "Søpla flyter bak butikken",
    "Takk for sommerfesten",
)
Row = Sequence[object]


def main(folder: Path) -> None:
    """Write every file."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(SEED)
    done = list(_activities(chance))
    tables = {
        "population.csv": _population(),
        "activities.csv": _record(done),
        "participants.csv": _participants(done, chance),
        "cards.csv": _cards(),
        "gaps.csv": [("gruppe", "mangler"), ("20–39", 60), ("67+", 20)],
        "offers.csv": _offers(),
        "votes.csv": _votes(chance),
        "comments.csv": _comments(),
        "people.csv": _people(chance),
        "categories.csv": _categories(),
        "inputs.csv": [("id", "tekst"), *enumerate(INPUTS, start=1)],
    }
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def _population() -> Iterator[Row]:
    yield "kjennetegn", "gruppe", "innbyggere", "register"
    for characteristic, groups in RESIDENTS.items():
        for group, residents in groups.items():
            yield characteristic, group, residents, REGISTER


def _activities(
    chance: np.random.Generator,
) -> Iterator[tuple[tuple[str, str], float, int, list[int]]]:
    for way, (times, hours, cost, means) in CAME.items():
        for _ in range(times):
            yield way, hours, cost, chance.poisson(means).tolist()


def _record(
    done: Iterable[tuple[tuple[str, str], float, int, list[int]]],
) -> Iterator[Row]:
    yield "metode", "kanal", "timer", "kostnad", *RESIDENTS["alder"]
    for way, hours, cost, came in done:
        yield *way, f"{hours:g}", cost, *came


def _participants(
    done: Iterable[tuple[tuple[str, str], float, int, list[int]]],
    chance: np.random.Generator,
) -> Iterator[Row]:
    """Give the new ones of the record, and as many again who came before."""
    yield "alder", "eie", "metode", "prosess", "ny", "svar"
    for (method, _), _, _, came in done:
        for age, count in zip(RESIDENTS["alder"], came, strict=True):
            for new in (True, False):
                for _ in range(count if new else chance.binomial(count, 0.4)):
                    owns = chance.random() < OWNS[age]
                    told = chance.random() < 0.93
                    weights = (0.3, 0.3, 0.4) if age == "13–19" else (0.5, 0.4, 0.1)
                    yield (
                        age,
                        ("eier" if owns else "leier") if told else "",
                        method,
                        "parken",
                        "ja" if new else "nei",
                        chance.choice(WANTS, p=weights),
                    )


def _cards() -> Iterator[Row]:
    yield "metode", "gruppe", "per_time", "verdt"
    for method, rates in CARDS.items():
        for group, rate in zip(RESIDENTS["alder"], rates, strict=True):
            yield method, group, rate, 3


def _offers() -> Iterator[Row]:
    yield "metode", "kanal", "timer", "kostnad", "høyst"
    for (method, channel), (_, hours, cost, _) in CAME.items():
        if method != "nettskjema":
            yield method, channel, f"{hours:g}", cost, 5


def _votes(chance: np.random.Generator) -> Iterator[Row]:
    yield "timestamp", "comment-id", "voter-id", "vote"
    people = [way for way, count in VOTERS.items() for _ in range(count)]
    chance.shuffle(people)
    at = 1_772_438_400  # 2 March 2026
    for voter, way in enumerate(people):
        for statement, agrees in enumerate(LEANS[way]):
            if chance.random() < SEES:
                at += int(chance.integers(1, 400))
                vote = 1 if chance.random() < agrees / 100 else -1
                yield at, statement, voter, 0 if chance.random() < PASSES else vote


def _comments() -> Iterator[Row]:
    yield "comment-id", "comment-body", "moderated"
    for number, statement in enumerate(STATEMENTS):
        yield number, statement, 1


def _people(chance: np.random.Generator) -> Iterator[Row]:
    yield "id", *FEATURES, "household"
    household = 0
    for number in range(1, POOL + 1):
        household += int(chance.random() > 0.15)
        picked = [
            chance.choice(list(shares), p=list(shares.values()))
            for shares in FEATURES.values()
        ]
        yield f"D{number:03}", *picked, f"H{household:03}"


def _categories() -> Iterator[Row]:
    yield "category", "feature", "min", "max"
    for category, features in QUOTAS.items():
        for feature, (least, most) in features.items():
            yield category, feature, least, most


if __name__ == "__main__":
    main(Path(sys.argv[1]))
