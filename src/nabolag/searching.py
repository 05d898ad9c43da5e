"""Words as search sees them, so that bokmål and nynorsk forms find each other.

A word is written as bokmål would write it, part by part, and then cut to its stem. What
is searched in and what is searched for both go this way, so it does not matter that some
results are no words: only that one thing becomes the same in both, and two things do
not. ``bustad`` and ``bolig`` are one word in two languages and find each other;
``bolig`` and ``hus`` are two words and do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

import snowballstemmer


def _pairs(table: str) -> Mapping[str, str]:
    """Read a table of words in nynorsk and in bokmål, with commas between the pairs."""
    words = (pair.split() for pair in table.split(","))
    return {first: second for first, second in words}  # noqa: C416 - keeps the types


_WHOLE = _pairs(
    """
    berre bare, betre bedre, born barn, borna barna, dei de, difor derfor, eg jeg,
    eit et, eitt ett, frå fra, halvutval halvutvalg, ho hun, hol hull, ikkje ikke,
    kjem kommer, korfor hvorfor, korleis hvordan, kva hva, kvar hvor, kven hvem,
    kvifor hvorfor, lagd lagt, meir mer, mindretal mindretall, mindretalet
    mindretallet, mykje mye, no nå, nokon noen, nokre noen, open åpen, opne åpne,
    opning åpning, opninga åpningen, seie si, seier sier, såg så, tal tall, talet
    tallet, teken tatt, unnateke unntatt, utval utvalg, utvalet utvalget, vart ble,
    veg vei, vegar veier, vegen veien
    """
)
"""Words that are changed only where they stand alone."""

_PARTS = _pairs(
    """
    arbeidsløyse arbeidsløshet, attkjenn gjenkjenn, auge øye, auk øk, aukar øker,
    bebuar beboer, behaldning beholdning, bilete bilde, brot brudd, buande boende, budd bodd, burett
    borett, bustad bolig, butid botid, deltaking deltakelse, eigar eier, eige eie,
    eigedom eiendom, einsam ensom, eldsjel ildsjel, fleire flere, fleirtal flertall,
    foreining forening, forståing forståelse, framand fremmed, framtid fremtid,
    fråver fravær, følgj følg, førebels foreløpig, gjev gir, heil hel, heim hjem,
    heimel hjemmel, heit het, hending hendelse, hoping hopning, hushald husholdning,
    høg høy, høgd høyde, innbyggjar innbygger, innspel innspill, innverknad
    innflytelse, jamn jevn, kjeld kild, kjensle følelse, kopling kobling, krins
    krets, kvardag hverdag, kyrkje kirke, lagd lagt, leiar leder, leige leie, leiing
    ledelse, leik lek, likn lign, lemping lempning, likskap likhet, løys løs,
    løysing løsning, medverk medvirk, medverknad medvirkning, meining mening, mogleg
    mulig, motførestelling motforestilling, naudsynt nødvendig, nemn nevn, raud rød,
    rekkje rekke, rekkjevidd rekkevidde, rettleiing veiledning, røyst stemme, saman
    sammen, samanlikn sammenlign, samspel samspill, sein sen, sjuk syk, sjølv selv,
    skilnad forskjell, skul skol, spørj spør, stad sted, stadanalys stedsanalys,
    stadbilet stedsbild, stadbruk stedsbruk, stadinteress stedsinteress, stadnotat
    stedsnotat, stadstandard stedsstandard, særleg særlig, telj tell, teikn tegn,
    straum strøm, tenest tjenest, tilsett ansatt, tilskot tilskudd, tilvising henvisning, trekking
    trekning, trong trang, tryggleik trygghet, utgjevar utgiver, utsegn utsagn, vaks
    voks, veke uke, verkemiddel virkemiddel, verksemd virksomhet, vidare videre
    """
)
"""Parts of words, which stand alone and in compounds alike."""

_NYNORSK = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))
_ERNE = re.compile(r"(?<=\w{3})erne$")  # beboerne: the stemmer does not know it
_WORD = re.compile(r"[^\W_]+")
_stemmer = snowballstemmer.stemmer("norwegian")


def search_stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, in their order.

    >>> search_stems("Kjelder til uro") == search_stems("kilde til URO")
    True
    """
    whole = unicodedata.normalize("NFKC", text).casefold()
    return tuple(_stem(word) for word in _WORD.findall(whole))


@cache
def _stem(word: str) -> str:
    in_bokmal = _WHOLE.get(word) or _NYNORSK.sub(lambda part: _PARTS[part[0]], word)
    return _cut(_ERNE.sub("er", in_bokmal))


def _cut(word: str) -> str:
    """Take endings off until none is left, as of beboer-e and then bebo-er."""
    cut = str(_stemmer.stemWord(word))
    return cut if cut == word else _cut(cut)
