"""Finds the header row of a table and what its columns mean, by a Dutch and English synonym table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from dtz_network.intake.readers import foreign_headings
from dtz_network.model.network import fold

SYNONYMS: dict[str, tuple[str, ...]] = {
    "key": ("key", "sleutel", "id"),
    "name": ("naam", "name", "volledige naam", "full name", "contactpersoon", "contact", "deelnemer", "attendee", "persoon", "person", "voor- en achternaam", "voornaam en achternaam", "naam en voornaam", "achternaam en voornaam", "naam en voorletters", "first and last name", "attendee name", "naam deelnemer", "contact person", "contact name", "raadslid", "raadsleden", "statenlid", "councillor", "councilor", "councillor name", "cllr", "director", "director name", "board member", "bestuurder", "commissaris", "registrant", "contactpersonen", "naam functionaris", "naam vertegenwoordiger", "naam lid"),
    "first": ("voornaam", "first name", "given name", "roepnaam", "voornamen"),
    "initials": ("voorletters", "initialen", "initials"),
    "infix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "middle name", "infix"),
    "last": ("achternaam", "last name", "surname", "family name", "familienaam"),
    "title": ("titel", "titels", "title", "aanhef", "titulatuur", "salutation"),
    "organisation": ("organisatie", "organisation", "organization", "bedrijf", "company", "bedrijfsnaam", "werkgever", "employer", "instelling", "company name", "organisatienaam", "organization name", "account name", "accountnaam", "associated company", "current employer", "handelsnaam", "statutaire naam", "affiliation", "stakeholder", "firmanaam", "onderneming"),
    "organisation_type": ("soort organisatie", "type organisatie", "organisatietype", "organisation type", "organization type"),
    "role": ("functie", "rol", "role", "job title", "position", "functietitel", "functienaam", "functie functionaris", "functieomschrijving", "job"),
    "department": ("afdeling", "department", "organisatieonderdeel", "bedrijfsonderdeel", "unit", "business unit"),
    "email": ("e-mail", "email", "e-mailadres", "emailadres", "mail", "e-mail address", "email address", "mailadres", "e-mail 1", "e-mailadressen", "email addresses"),
    "phone": ("telefoon", "telefoonnummer", "phone", "tel", "mobiel", "mobile", "mobile phone", "mobiele telefoon", "zakelijke telefoon", "business phone", "telefoon werk", "telefoonnummers", "telefoonnr", "gsm", "gsm-nummer", "cell"),
    "linkedin": ("linkedin", "linkedin url"),
    "barred": ("niet benaderen", "do not approach", "do not contact"),
    "url": ("website", "web", "url", "internet"),
    "place": ("plaats", "vestigingsplaats", "woonplaats organisatie", "city", "town"),
    "municipality": ("gemeente", "municipality"),
    "kvk": ("kvk", "kvk-nummer", "kvk nummer", "kvknummer", "chamber of commerce"),
    "rsin": ("rsin", "rsin-nummer", "fiscaal nummer organisatie"),
    "establishment": ("vestigingsnummer", "kvk vestigingsnummer", "vestigingsnr", "establishment number"),
    "oin": ("oin", "oin-nummer", "organisatie-identificatienummer"),
    "vat": ("btw-nummer", "btw nummer", "btw-id", "btw", "vat", "vat number", "vat id"),
    "brin": ("brin", "brin-nummer", "brincode", "brin nummer"),
    "postcode": ("postcode", "postal code", "zip", "zip code", "postcode werk", "postcode bedrijf", "postcode organisatie", "werkpostcode", "plz"),
    "country": ("land", "country"),
    "sector": ("sector", "branche", "industry"),
    "body": ("overleg", "orgaan", "body", "board", "stuurgroep", "werkgroep", "commissie", "committee", "lid van", "member of", "lidmaatschap van", "gemeenteraad", "council", "chamber", "legislature", "assembly"),
    "body_role": ("rol in overleg", "functie in overleg", "role in body"),
    "office": ("executive", "executive role"),
    "party": ("partij", "fractie", "fractielabel", "politieke partij", "party", "party name", "political party", "political group"),
    "present": ("aanwezig", "aanwezigheid", "aangemeld", "aanmelding", "komt", "present", "attendance", "attending", "rsvp", "status aanmelding", "attendee status", "aanmeldstatus", "deelnamestatus"),
    "status": ("status", "actief", "active", "lidstatus", "status lid", "actief lid", "status lidmaatschap", "membership status", "huidige status"),
    "since": ("sinds", "vanaf", "begindatum", "startdatum", "since", "start", "start date", "from", "in dienst", "datum in", "datum in functie"),
    "until": ("tot", "t/m", "einddatum", "until", "end", "end date", "uit dienst", "datum uit"),
    "membership": ("lidmaatschap", "soort lid", "soort lidmaatschap", "lidmaatschapsvorm", "type lidmaatschap", "membership", "membership type", "type of membership"),
    "member_since": ("lid sinds", "lid vanaf", "lid per", "lidmaatschap sinds", "lidmaatschap vanaf", "begindatum lidmaatschap", "startdatum lidmaatschap", "ingangsdatum lidmaatschap", "datum lidmaatschap", "aanvang lidmaatschap", "member since", "member from", "membership since", "membership start", "membership start date", "start membership", "start date membership", "start of membership", "benoemd per", "benoemd op", "datum benoeming", "benoemingsdatum", "aangetreden", "datum aantreden", "appointed", "appointed on"),
    "member_until": ("lid tot", "lid t/m", "lid tot en met", "lidmaatschap tot", "lidmaatschap t/m", "einddatum lidmaatschap", "einde lidmaatschap", "lidmaatschap beëindigd op", "member until", "member to", "membership until", "membership end", "membership end date", "end membership", "end date membership", "end of membership", "aftredend", "aftredend per", "aftreden", "aftreeddatum", "datum aftreden", "aftreden per"),
    "note": ("opmerking", "opmerkingen", "notitie", "note", "notes", "toelichting", "aantekening", "aantekeningen", "bijzonderheden", "remark", "remarks", "comments"),
}  # fmt: skip

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "email",
        r"(?:primary|secondary|second|primair|secundair|tweede)e?mail(?:adres|address)?|(?:windowsemail|primarysmtp)address|e?mail(?:work|werk|zakelijk|other|overig|business)|e?mail(?:adres|address)?\d(?:value|address|adres)?|email\d*value",
    ),
    (
        "phone",
        r"(?:business|work|mobile|company|companymain|primary|other)phone\d?|(?:cell|mobile)(?:phone|number|nummer)?|phone(?:work|mobile|\d*value)|(?:tel|mobile|mobiel)\d|telnr(?:werk|zakelijk|mobiel)|06(?:nummer|nr)",
    ),
    (
        "phone",
        r"(?:mobiel|telefoon)(?:nummer)?(?:zakelijk|werk|opwerk)\d?|mobielnummer|mobieletelefoon\d?|hoofdtelefoon(?:bedrijf)?|zakelijketelefoon\d?|telefoon\d",
    ),
    ("organisation", r"organi[sz]ation\d*name|bedrijfsnaam|work(?:place)?name|company1"),
    (
        "body_role",
        r"(?:overleg|orgaan|stuurgroep|werkgroep|commissie)(?:rol|functie)|(?:body|board|committee)role",
    ),
    ("role", r"organi[sz]ation\d*title|position|beroep|jobtitel|jobtitle1"),
    ("middle", r"middlename|additionalname|middelstenaam|tweedenaam"),
    ("title", r"nameprefix|prefix|aanspreektitel|naamvoorvoegsel"),
    ("display", r"displayname|weergavenaam|fileas|opslaanals|formattedname"),
    ("linkedin", r"linkedin(?:url|profiel|profile|pagina)?|profileurl"),
    ("url", r"web(?:page|pagina|site)\d?(?:value|work|zakelijk)?|businesswebpage|website\d*(?:value|work)"),
    ("place", r"(?:business|work|mailing)city|plaats(?:werkadres|zakelijk|bedrijf)|werkadresplaats"),
    (
        "postcode",
        r"(?:business|work|mailing)(?:postalcode|zip|zipcode|zip/postalcode)|postcode(?:werkadres|zakelijk)|werkadrespostcode",
    ),
    (
        "country",
        r"(?:business|work|mailing)country(?:/region|region)?|land(?:/regio)?(?:werkadres|zakelijk)|werkadresland",
    ),
    (
        "postcode_place",
        r"(?:postcode|pc|postalcode|zip)(?:/|en|and)?(?:plaats|woonplaats|vestigingsplaats|city|town)",
    ),
    ("sbi", r"(?:hoofd)?(?:activiteit)?(?:s?code)?sbi(?:code|codes|nummer)?(?:20(?:08|25))?(?:code)?"),
    ("note", r"notities|opmerking(?:en)?|notes?1?"),
)
"""Headings of exporters (Google, Outlook, Thunderbird), squeezed, as regular expressions."""
_AGAIN = re.compile(r"\s\(\d\)$")
"""Behind a heading that stands more than once."""
_COUNTS = re.compile(r"\w\s*#\s*$")
"""Behind a heading of numbers that are given out: "Attendee #"."""
_OF_ADDRESS = re.compile(r"e?mail(?:adres|address)?\d?(?:displayname|weergavenaam|type)")
"""Headings, squeezed, of what Outlook writes beside an address: how it is shown."""
_KIND = re.compile(r"^(.*?)(\d+)\s*-\s*(?:type|label)$", re.IGNORECASE)
_PRIVATE_PATTERN = re.compile(
    rf"(?:{'|'.join(foreign_headings.PRIVATE)}|home|huis|prive|thuis|telefoonthuis|telefoonprive|emailhome|emailprive|emailthuis|spouse|partner|echtgen|children|kinderen|child|relation|relatie\d|anniversary|jubileum"
    r"|birth|geboorte|verjaardag|gender|geslacht|address\d|adres\d|hobby|governmentid|maiden|meisjesnaam|carphone|autotelefoon|faxthuis|pager|photo|foto|account|billing|straathuis|plaatshuis).*"
)

PRIVATE: tuple[str, ...] = (
    "geboortedatum", "birthday", "birth date", "date of birth", "bsn", "burgerservicenummer", "dieet", "dieetwensen",
    "diet", "geloof", "religion", "prive adres", "privé adres", "huisadres", "home address", "home street", "geslacht",
    "gender", "foto", "photo", "nationaliteit",
    "omzetbelastingnummer", "ob-nummer", "loonheffingennummer",
)  # fmt: skip
"""Columns that are not read unless asked for by name."""


_HALVES = re.compile(r"\s*[/+&|,(]\s*|\s+(?:en|and)\s+")
_WHOSE = frozenset(
    {"zakelijk", "zakelijke", "business", "work", "werk", "bedrijf", "contact", "contactpersoon", "organisatie", "company", "van", "de",
     "het", "the", "of", "nr", "nummer", "number", "no", "huidige", "current", "primaire", "primary", "hoofd", "vestiging"}
)  # fmt: skip
"""Words of a heading that say whose a value is, or that it is a number."""


_QUESTION = re.compile(
    r"^(?:wat\s+(?:is|zijn)|(?:voor|bij|namens|van|in|op|vanuit)?\s*welke?|bent\s+u|ben\s+je|kom(?:t\s+u|\s+je)|uw|je|jouw|what\s+is|which|are\s+you|will\s+you|your)\s+"
    r"(?:(?:uw|je|jouw|de|het|your|the|be)\s+)?(?P<about>.+)$",
    re.IGNORECASE,
)
"""A question of a form, and what it is about."""
_COMES = re.compile(
    r"(?:(?:bent u|ben je|zijn jullie)\s+(?:er\s?bij|van de partij)"
    r"|(?:komt u|kom je|kunt u|kun je)\s+(?:(?:ook|wel)\s+)?(?:komen|naar|op|aanwezig|erbij)"
    r"|(?:will|can|are) you\s+(?:be\s+(?:there|joining)|com(?:e|ing)|join(?:ing)?|attend(?:ing)?))\b",
    re.IGNORECASE,
)
"""How a form asks whether somebody comes, without a word for being there."""
_ASKED = (
    "name",
    "first",
    "last",
    "infix",
    "organisation",
    "role",
    "email",
    "phone",
    "present",
    "place",
    "department",
)
_ABBREVIATED = 4
"""So many letters of a heading with a full stop tell which word is abbreviated."""


TELLING = frozenset({"name", "last", "organisation", "display"})
"""Fields of which one tells of whom a row is; a list with addresses alone has names made of them."""
COUNCILLORS = (
    "raadslid",
    "raadsleden",
    "councillor",
    "councilor",
    "councillorname",
    "cllr",
    "gemeenteraad",
    "council",
)
"""Headings of names or bodies that say that a list is of members of a council, squeezed."""


@cache
def _meanings() -> dict[str, str]:
    return {squeeze(word): field for field, words in SYNONYMS.items() for word in words}


@cache
def _foreign() -> dict[str, str]:
    return {squeeze(word): field for field, words in foreign_headings.FOREIGN.items() for word in words}


@cache
def _words() -> frozenset[str]:
    return frozenset(word for words in SYNONYMS.values() for word in words)


def is_word(cell: str) -> bool:
    """Return whether a cell is a heading of the table of synonyms as it stands there: quickly told, and not of every heading that is known."""
    return cell.strip(" :").casefold() in _words()


def is_of_councillors(heading: str) -> bool:
    """Return whether a heading says that a list is of members of a council.

    >>> is_of_councillors("Raadslid"), is_of_councillors("Naam")
    (True, False)
    """
    return squeeze(heading) in COUNCILLORS


def squeeze(heading: str) -> str:
    """Return a heading for comparing.

    >>> squeeze("E-mail adres:"), squeeze("Privé-adres")
    ('emailadres', 'priveadres')
    """
    return re.sub(r"[^a-z0-9/]", "", fold(heading))


def meaning(heading: str) -> str | None:
    """Return the field that a heading means, None if it is not known."""
    bare = "" if _COUNTS.search(heading) else squeeze(_AGAIN.sub("", heading))
    known = _meanings().get(bare) or next((name for name, form in PATTERNS if re.fullmatch(form, bare)), None)
    return known or _foreign().get(bare)


def guess(heading: str) -> str | None:
    """Return the field that a mistyped heading may mean, or one with more words; to be shown, and stored after a yes.

    >>> guess("Organisaite"), guess("Aanwezigheid bij"), guess("Naam + functie"), guess("Naam van het bedrijf"), guess("Tel. nr.")
    ('organisation', None, 'name', 'organisation', 'phone')
    >>> guess("Contactpers."), guess("Org.")
    ('name', None)
    >>> guess("Wat is uw functie binnen de organisatie?"), guess("Bent u aanwezig op 12 maart?"), guess("Hoeveel personen neemt u mee?")
    ('role', 'present', None)
    >>> guess("Bent u erbij op 20 november?"), guess("Komt u naar de ontmoeting?"), guess("Komt u met de auto?")
    ('present', 'present', None)
    """
    bare = squeeze(heading)
    if _OF_ADDRESS.fullmatch(bare) or _COUNTS.search(heading):
        return None
    if heading.strip().endswith(".") and len(bare) >= _ABBREVIATED:
        begun = {name for word, name in _meanings().items() if word.startswith(bare)}
        if len(begun) == 1:
            return begun.pop()
    near = (
        name
        for word, name in _meanings().items()
        if len(word) >= 6 and OSA.distance(bare, word, score_cutoff=1) <= 1
    )
    return next(near, None) or _asked(heading) or _by_part(heading)


def _by_part(heading: str) -> str | None:
    """Return what a part of a heading means: its first half, or the whole without words that only say whose it is."""
    halves = [part for part in _HALVES.split(heading) if part.strip()]
    if len(halves) > 1 and (first := meaning(halves[0])):
        return first
    words = [squeeze(word) for word in heading.split() if squeeze(word)]
    means = {meaning(word) for word in words if word not in ("contact", "contactpersoon")}
    if {"name", "organisation"} <= means:
        return "organisation"
    bare = "".join(word for word in words if word not in _WHOSE)
    found = meaning(bare) if bare and len(words) > 1 else None
    return found if found not in ("key", "title", "note") else None


def is_of_organisation(heading: str) -> bool:
    """Return whether a heading says that a value is of the organisation: "Organisatie E-mail"."""
    return "organisation" in {meaning(word) for word in heading.split()}


def _asked(heading: str) -> str | None:
    """Return what a question of a form asks for: "Namens welke organisatie komt u?", "Wat is uw functie?"."""
    if _COMES.match(heading.strip()):
        return "present"
    found = _QUESTION.match(heading.strip())
    if found is None:
        return None
    words = re.split(r"[\s/,?]+", found["about"])
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    means = (meaning(part) for part in (found["about"], *pairs[:1], *words))
    return next((name for name in means if name in _ASKED), None)


def kind_of(heading: str) -> str:
    """Return the heading whose kind (work, home, mobile) a column tells, as Google exports have it; "" for others.

    >>> kind_of("E-mail 1 - Type"), kind_of("Name")
    ('E-mail 1 - Value', '')
    """
    found = _KIND.match(heading.strip())
    return f"{found[1]}{found[2]} - Value" if found else ""


def is_private(heading: str) -> bool:
    """Return whether a column holds data that is not read unless asked for by name."""
    bare = squeeze(heading)
    if bare in _meanings():
        return False
    return bare in {squeeze(word) for word in PRIVATE} or _PRIVATE_PATTERN.fullmatch(bare) is not None


def find(rows: Sequence[Sequence[str]], depth: int = 10) -> int:
    """Return the index of the header row: of the first rows the one with the most known headings.

    Without any known heading the first row with two cells or more is the header.
    """
    best, score = -1, 0.0
    for index, row in enumerate(rows[:depth]):
        known = sum(1.0 if meaning(cell) else 0.5 * (_by_part(cell) is not None) for cell in row if cell)
        if known > 1.5 * score:
            best, score = index, known
    if best >= 0 and (score > 1 or len([c for c in rows[best] if c]) == 1):
        return best
    wide = (i for i, row in enumerate(rows[:depth]) if sum(bool(cell.strip()) for cell in row) > 1)
    return next(wide, max(best, 0))
