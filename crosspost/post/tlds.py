"""The top-level domains under which X sees a link."""

from functools import cache
from importlib.resources import files

_LIST = "public_suffix_list.dat"
_END_OF_ICANN = "===END ICANN DOMAINS==="

# Delegated once and revoked since, or reserved by ISO 3166 (IANA, root zone changes 2014-2026).
# Nothing says that X has forgotten them, and its published tests still link them.
_RETIRED = """
abarth active adac afamilycompany aigo alfaromeo an avianca bananarepublic bentley bl blanco
bnl boots bq budapest bugatti cancerresearch cartier caseih cbs ceb chloe chrysler cityeats
comcast cookingchannel csc dabur dodge doha doosan duck dunlop duns eh epost esurance
etisalat everbank fiat flsmidth foodnetwork frontdoor fujixerox glade goo goodhands guardian
hgtv honeywell hoteles htc iinet intel iselect iveco iwc jcp jlc juniper kerrylogistics
kinder ladbrokes lancaster lancia lancome liaison linde lipsy lixil loft lupin macys
maserati mcd mcdonalds meo metlife mf mobily montblanc mopar movistar mtpc mutual mutuelle
nadex nationwide natura newholland northwesternmutual off oldnavy onyourside orientexpress
pamperedchef panerai passagens piaget pramerica qvc raid redstone rightathome rmit rocher
sapo sca scjohnson scor ses shaw showtime shriram spiegel spreadbetting srt starhub statoil
swiftcover symantec telecity telefonica tiffany tp travelchannel uconnect um vista
vistaprint volkswagen vuelos warman wolterskluwer xfinity xperia zippo اتصالات موبايلي 大众汽车
工行 手表 珠宝 诺基亚
"""


@cache
def top_level() -> frozenset[str]:
    """Return the top-level domains in lower case; international ones in Unicode.

    Today's come from the Public Suffix List (publicsuffixlist, a dated release a month, read from
    its package without network).
    """
    listed = (files("publicsuffixlist") / _LIST).read_text(encoding="utf-8")
    rules = (line.split()[0] for line in listed.split(_END_OF_ICANN)[0].splitlines() if line)
    current = (rule.rpartition(".")[2] for rule in rules if not rule.startswith("//"))
    return frozenset(current).union(_RETIRED.split())


def international(first: str) -> tuple[str, ...]:
    """Return the top-level domains that are not ASCII and start with this character."""
    return _international().get(first, ())


@cache
def _international() -> dict[str, tuple[str, ...]]:
    """Return those domains by their first character, the longest first."""
    ordered = sorted((t for t in top_level() if not t.isascii()), key=len, reverse=True)
    return {first: tuple(t for t in ordered if t[0] == first) for first in {t[0] for t in ordered}}
