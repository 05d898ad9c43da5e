"""The fifteen indicators of Storvik and where their figures would have come from."""

from __future__ import annotations

from dataclasses import dataclass

from nabolag.demo.planting import FIRST, LAST
from nabolag.values import Dimension, Direction, Indicator, Kind, Measure, Source

_PHYSICAL, _SOCIAL = Dimension.PHYSICAL, Dimension.SOCIAL
_REPUTATION, _STRUCTURE = Dimension.REPUTATIONAL, Dimension.STRUCTURAL
_WORSE, _BETTER = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER
_NEITHER = Direction.NEITHER

EACH_YEAR = tuple(range(FIRST, LAST + 1))
EVERY_SECOND = tuple(range(FIRST + 1, LAST + 1, 2))


def _source(id_: str, publisher: str, title: str) -> Source:
    return Source(
        id=f"storvik_{id_}",
        publisher=f"Storvik (oppdiktet by), {publisher}",
        title=f"{title} (oppdiktede tall)",
        licence="Apache-2.0",
    )


_HOMES = _source("homes", "statistikkbanken", "Boliger og husholdninger")
_PEOPLE = _source("people", "statistikkbanken", "Inntekt, arbeid, skole og botid")
_ELECTIONS = _source("elections", "valgstyret", "Valgdeltakelse")
_RESIDENTS = _source("residents", "beboerundersøkelsen", "De som bor i området, svarer")
_OTHERS = _source("others", "byundersøkelsen", "Andre i byen svarer")
_WALKWAYS = _source("walkways", "feilmeldinger", "Meldte feil på gangveier")
_GREEN = _source("green", "plankontoret", "Gangtid fra bolig til grønt")
_PRESS = _source("press", "Storvikposten", "Oppslag om områdene")
MOVES_SOURCE = _source("moves", "statistikkbanken", "Flytting over områdegrensene")
DIVISION_SOURCE = _source("division", "plankontoret", "Bydeler og områder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An indicator with its source and the years it is measured in.

    ``cluster`` is the number of people who share what is counted, as the average one
    of them lives: children with the family's income, people who moved in together.
    """

    indicator: Indicator
    source: Source
    years: tuple[int, ...] = EACH_YEAR
    cluster: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What an indicator is called in three languages, and what it means.

    The meaning is in bokmål only, as a Norwegian publisher would give it.
    """

    nb: str
    nn: str
    en: str
    means: str
    counted: str


def _published(
    id_: str,
    words: _Words,
    standing: tuple[Dimension, Direction],
    source: Source,
    years: tuple[int, ...] = EACH_YEAR,
    cluster: float | None = None,
) -> Published:
    dimension, direction = standing
    indicator = Indicator(
        id=id_,
        names={"nb": words.nb, "nn": words.nn, "en": words.en},
        measure=Measure.SHARE,
        direction=direction,
        dimension=dimension,
        kind=Kind.RESULT,
        counted=words.counted,
        definition=words.means,
        source=source.id,
    )
    return Published(indicator=indicator, source=source, years=years, cluster=cluster)


PUBLISHED: tuple[Published, ...] = (
    _published(
        "overcrowded",
        _Words(
            nb="Trangbodde husholdninger",
            nn="Trongbudde hushald",
            en="Overcrowded households",
            means="Husholdninger med flere personer enn rom, av alle husholdninger.",
            counted="households",
        ),
        (_PHYSICAL, _WORSE),
        _HOMES,
    ),
    _published(
        "path_faults",
        _Words(
            nb="Meldte feil på gangveier",
            nn="Melde feil på gangvegar",
            en="Reported faults on walkways",
            means="Strekninger av gangveier der det er meldt feil, av alle "
            "strekninger.",
            counted="stretches",
        ),
        (_PHYSICAL, _WORSE),
        _WALKWAYS,
        EACH_YEAR[2:],
    ),
    _published(
        "far_from_green",
        _Words(
            nb="Over 5 min å gå til grønt",
            nn="Over 5 min å gå til grønt",
            en="More than 5 min walk to green space",
            means="Beboere som bor mer enn fem minutters gange fra park, skog "
            "eller strand, av alle beboere.",
            counted="persons",
        ),
        (_PHYSICAL, _WORSE),
        _GREEN,
        (2014, 2018, 2022),
        cluster=2.9,
    ),
    _published(
        "child_low_income",
        _Words(
            nb="Barn i lavinntekt",
            nn="Barn i låginntekt",
            en="Children in low income",
            means="Barn 0–17 år i husholdninger med lavinntekt, av alle barn.",
            counted="children",
        ),
        (_SOCIAL, _WORSE),
        _PEOPLE,
        cluster=2.0,
    ),
    _published(
        "not_employed_30_59",
        _Words(
            nb="Ikke sysselsatte, 30–59 år",
            nn="Ikkje sysselsette, 30–59 år",
            en="Not employed, aged 30–59",
            means="Beboere 30–59 år som ikke er sysselsatt, av alle i samme alder.",
            counted="persons",
        ),
        (_SOCIAL, _WORSE),
        _PEOPLE,
    ),
    _published(
        "no_upper_secondary_21_29",
        _Words(
            nb="Uten fullført vgs., 21–29 år",
            nn="Utan fullført vgs., 21–29 år",
            en="Upper secondary not completed, aged 21–29",
            means="Beboere 21–29 år som ikke har fullført videregående skole, av "
            "alle i samme alder.",
            counted="persons",
        ),
        (_SOCIAL, _WORSE),
        _PEOPLE,
    ),
    _published(
        "unsafe_evening",
        _Words(
            nb="Utrygg ute om kvelden",
            nn="Utrygg ute om kvelden",
            en="Feel unsafe outdoors in the evening",
            means="Voksne som føler seg utrygge når de går i området om kvelden, "
            "av dem som svarte.",
            counted="answers",
        ),
        (_SOCIAL, _WORSE),
        _RESIDENTS,
        EVERY_SECOND,
    ),
    _published(
        "knows_neighbours",
        _Words(
            nb="Kjenner flere naboer",
            nn="Kjenner fleire naboar",
            en="Know several neighbours",
            means="Voksne som kjenner minst tre naboer godt nok til å be om en "
            "tjeneste, av dem som svarte.",
            counted="answers",
        ),
        (_SOCIAL, _BETTER),
        _RESIDENTS,
        EVERY_SECOND,
    ),
    _published(
        "voted",
        _Words(
            nb="Stemte ved valget",
            nn="Røysta ved valet",
            en="Voted at the election",
            means="Avgitte stemmer, av alle med stemmerett.",
            counted="eligible_voters",
        ),
        (_SOCIAL, _BETTER),
        _ELECTIONS,
        EVERY_SECOND,
    ),
    _published(
        "would_recommend",
        _Words(
            nb="Ville anbefalt området",
            nn="Ville tilrådd området",
            en="Would recommend the area",
            means="Folk ellers i byen som ville anbefalt en venn å flytte dit, "
            "av dem som ble spurt om området.",
            counted="answers",
        ),
        (_REPUTATION, _BETTER),
        _OTHERS,
        EVERY_SECOND,
    ),
    _published(
        "positive_press",
        _Words(
            nb="Positiv omtale i lokalavisen",
            nn="Positiv omtale i lokalavisa",
            en="Positive coverage in the local paper",
            means="Oppslag om området som i det hele er positive, av alle "
            "oppslag om det i lokalavisen.",
            counted="items",
        ),
        (_REPUTATION, _BETTER),
        _PRESS,
        EACH_YEAR[2:],
    ),
    _published(
        "rented_homes",
        _Words(
            nb="Leide boliger",
            nn="Leigde bustader",
            en="Rented homes",
            means="Boliger som leies ut, av hvem som helst, av alle boliger der "
            "noen bor.",
            counted="dwellings",
        ),
        (_STRUCTURE, _NEITHER),
        _HOMES,
    ),
    _published(
        "small_homes",
        _Words(
            nb="Små boliger (1–2 rom)",
            nn="Små bustader (1–2 rom)",
            en="Small homes (1–2 rooms)",
            means="Boliger med ett eller to rom, av alle boliger der noen bor.",
            counted="dwellings",
        ),
        (_STRUCTURE, _NEITHER),
        _HOMES,
    ),
    _published(
        "municipal_homes",
        _Words(
            nb="Kommunale boliger",
            nn="Kommunale bustader",
            en="Municipal homes",
            means="Boliger som kommunen leier ut, av alle boliger der noen bor.",
            counted="dwellings",
        ),
        (_STRUCTURE, _NEITHER),
        _HOMES,
    ),
    _published(
        "recent_residents",
        _Words(
            nb="Bodd her under to år",
            nn="Budd her under to år",
            en="Lived here less than two years",
            means="Beboere på to år eller mer som har bodd i boligen sin i under "
            "to år, av alle i samme alder.",
            counted="persons",
        ),
        (_STRUCTURE, _NEITHER),
        _PEOPLE,
        cluster=2.8,
    ),
)
"""In the order they are read: physical, social, reputational, structural."""
