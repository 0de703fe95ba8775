"""What the columns of a list of projects, grants or partners mean, by their headings in ten languages, and the mapping that follows.

A proposal is for a person to check: it is written as a mapping file, never used unasked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dtz_network.intake.mapping_files import APART
from dtz_network.intake.organisation_types import tells_itself
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.total_rows import total_row
from dtz_network.model.network import fold

_PROJECT = r"pro(?:je[ck]t|sje[ck]t|yecto|getto|jet)|operation|vorhaben|initiati[ef]\w*|dossier|hanke"
_BEGIN = r"start|begin|anfang|debut|inicio|inizio|alku"
_END = r"eind|end(?!g|orse|of)|slut|fin(?:e?date|$|de)|fecha(?:de)?fin|datefin|ende(?!rung)|afslut|abschluss|datafine"
_GIVEN = r"eu|efro|efre|erdf|esf|feder|fse|fesr|union|ec"
_WHO = (
    r"beneficiary|beneficiaries|begunstigde|begunstigter?|beguenstigter?|benefici?aire|beneficiari[oa]|stodmottagare|stotte?modtager|tilsagnsmodtager|zuwendungsempfanger|aanvrager|applicant"
    r"|antragsteller|penvoerder|promotor|leadpartner|kontraktansvarlig|porteur|titulaire|soggettoattuatore|organi[sz]ation|recipient|grantee|coordinator|trekker|uitvoerder"
)
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("number", rf"id|(?:{_PROJECT})s?(?:unique)?(?:id\w*|number|nummer|nr|no|code|identi\w+|reference|referentie)|unique(?:code)?number.*|proje[ck]tid|diarienummer|journalnummer|forderkennzeichen|numerodedossier|cup"),
    ("project", rf"(?:{_PROJECT})s?(?:name|naam|title|titel|acronym|bezeichnung|navn|namn|intitule|nombre|denominazione|operazione|actie)\w*|(?:title|titel|intitule|titre|titolo|titulo|libelle|bezeichnung|name|naam|nom|nombre|denominazione)(?:of|van|des?|der|del|dell)?(?:the|het|la|le|l)?(?:{_PROJECT})\w*|{_PROJECT}|title|titel|acronym|intitule|titulo|titolo|benamning"),
    ("type", r"(?:organi[sz]ation|partner|beneficiary)\w*(?:type|typ|kind)|typeof(?:partner|organi[sz]ation|beneficiary)|activitytype|soort(?:organisatie|partner)|organisationstyp\w*|rechtsvorm"),
    ("role", r"(?:partner|organi[sz]ation)\w*(?:role|rolle?|roll)|role|rol|rolle|ruolo|roll"),
    ("partners", r"partners|partere|partnere|partenaires|socios|samarbets\w*|projectpartners|overigepartners|medeaanvragers|copartners"),
    ("beneficiary", rf"(?:name|naam|nom|nombre|navn|namn|denominazione)?(?:of|van|des?|der|del|du)?(?:the|het|la|le)?(?:lead)?(?:{_WHO})(?:s|en|n)?(?:name|naam|namn|navn|nachname)?(?:en|english|original)?|partner(?:name|naam)?|deelnemer|participant|legalname|organi[sz]ation(?:s)?(?:name|namn)|name|naam"),
    ("start", rf"(?:{_PROJECT})?s?(?:of|van|des?)?(?:the|het)?(?:{_BEGIN})\w*|(?:date|datum|fecha|data|dato)\w*(?:{_BEGIN})\w*|jahrderbewilligung|year|jaar"),
    ("end", rf"(?:{_PROJECT})?s?(?:of|van|des?)?(?:the|het)?(?:{_END})\w*|(?:date|datum|fecha|data|dato)\w*(?:{_END})\w*|jahrdesabschlusses"),
    ("grant", rf"(?:{_GIVEN})\w*(?:subsid(?!iabel)\w*|contribution|steun|bidrag|stotte|stod|medfinansiering\w*|grant|aid|aide|funding|amount\w*|maxcontribution|mittel|beitrag)\w*|(?:grant|subsid(?!iabel)\w*|steun|zuwendung|forderung|aide|ayuda|contributo)(?:amount|bedrag|betrag|awarded)?|ecmaxcontribution|(?:bedrag|amount)(?:of)?(?:grant|subsidie|steun)?|montant\w*(?:ue|europe\w*|feder|fse)"),
    ("budget", r"(?:total|totale?|gesamt|samlede|coste?|costo|kosten|budget)\w*|subsidiabele\w*|eligible\w*|couttotal|forderfahige\w*|projectkosten|projektbudget"),
    ("fund", r"fund(?:code|name)?|fonds|fondo|fond|programm?e?a?(?:name|code|naam)?|regeling|scheme|fundingscheme|frameworkprogramme|forderprogramm"),
    ("theme", r"theme?a?s?(?:subtheme)?|thematic\w*|prioriteit\w*|priority\w*|prioritat\w*|priorita[etr]\w*|prioritets\w*|thematischedoelstelling|objectifs?thematiques?|specifi[ck]\w*(?:objective|mal|doel\w*|ziel)|policyobjective|insatsomrade|obiettivo\w*|actie|sector"),
    ("region", r"region|regio|gebied|provincie|nuts(?:3|2|code|3code)?|codeof(?:region|area)\w*|landkreis|departement"),
    ("place", r"gemeente|municipality|kommune?|gemeinde|commune|communes|comune|municipio|town|city|plaats|ort|ville|stad|postort|locatieproject|projectlocation|placering"),
    ("description", r"(?:{p})?s?(?:summary|description|samenvatting|omschrijving|inhoud|beschreibung|zusammenfassung|beskrivelse|beskrivning|resume|resumen|descrizione|sintesi|kurzbeschreibung)\w*|objective|inhalt".replace("{p}", _PROJECT)),
    ("website", r"(?:{p})?s?(?:website|url|webpage|webseite|hjemmeside|hemsida)(?:project)?".replace("{p}", _PROJECT)),
)  # fmt: skip
"""What a squeezed heading means; the first that fits, each taken once."""
_PERSONAL = frozenset({"first", "last", "email", "phone", "body"})
"""What a list of contacts says, and one of projects not."""
_ABOUT = frozenset({"beneficiary", "partners", "start", "grant"})
"""Of these a list of projects says something."""
_ROLES = {
    "coordinator": "lead", "lead": "lead", "lp": "lead", "lead partner": "lead", "leadpartner": "lead", "leadpartner (lp)": "lead", "trekker": "lead", "penvoerder": "lead_partner",
    "hoofdaanvrager": "lead", "projectpartner": "partner", "project partner": "partner", "participant": "partner", "partner": "partner", "pp": "partner", "ap": "partner",
    "associated partner": "partner", "associatedpartner": "partner", "thirdparty": "partner", "third party": "partner", "beneficiary": "partner", "begunstigde": "partner",
    "medeaanvrager": "partner", "deelnemer": "partner", "member": "partner", "internationalpartner": "partner",
}  # fmt: skip
_HELICES = (
    (
        "education",
        r"hes|rec|.*(?:education|research|universit|school|onderwijs|kennisinstelling|hochschul).*",
    ),
    (
        "government",
        r"pub|.*(?:public|authorit|government|overheid|gemeente|municipal|agency|egtc|public law|behorde|kommun).*",
    ),
    ("business", r"prc|sme|.*(?:enterprise|company|bedrijf|mkb|unternehmen|private|business).*"),
    (
        "civil_society",
        r"oth|other|overig|ngo|.*(?:hospital|interest group|association|non-?profit|stichting|vereniging|verein|civil).*",
    ),
)
_MANY = 0.05
"""Of such a share of rows more lines in a cell with organisations are several organisations."""


@dataclass(frozen=True)
class Proposal:
    """A mapping proposed for a list: ``columns`` by what they mean, and the text of the mapping file."""

    columns: dict[str, str]
    text: str


def meanings(table: Table) -> dict[str, str]:
    """Return the heading of each meaning that a list of projects has.

    >>> meanings(Table("x.csv", "", ["Begunstigde", "Titel van het project", "EU-subsidie", "Begindatum"], []))
    {'project': 'Titel van het project', 'beneficiary': 'Begunstigde', 'start': 'Begindatum', 'grant': 'EU-subsidie'}
    """
    found: dict[str, str] = {}
    for name, form in _MEANINGS:
        forms = (form, _begun(form)) if name in ("project", "beneficiary") else (form,)
        free = [column for column in table.columns if column not in found.values()]
        if column := next((one for form in forms for one in free if _fits(form, one)), ""):
            found[name] = column
    both = found.get("project", "")
    if "beneficiary" not in found and re.search(_WHO, _squeezed(both)):
        found["beneficiary"] = both  # "Project name (beneficiary)"
    return found


def _begun(form: str) -> str:
    """Return the form of a heading that goes on behind a meaning, other than to what is no name: "PROMOTOR_manueel"."""
    return rf"(?:{form})(?!\w*(?:id|identifier|code|nummer|number|type|typ|country|land|address|adres|email|website)$)\w*"


def _squeezed(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(heading))


def _fits(form: str, heading: str) -> bool:
    """Return whether a heading has a meaning: the whole, or its half of two languages ("Begunstigde / Beneficiary")."""
    halves = [heading, *re.split(r"\s*[/(\[]\s*|\s{3,}|\n", heading)[:2]]
    return any(re.fullmatch(form, _squeezed(half)) for half in halves if half.strip())


def is_of_projects(table: Table) -> bool:
    """Return whether a table is a list of projects, or of who takes part in which, and none of people."""
    found = meanings(table)
    said = {column: header.meaning(column) for column in table.columns}
    about_project = "number" in found or re.search(_PROJECT, _squeezed(" ".join(found.values()))) is not None
    if not about_project or found.keys().isdisjoint(("project", "number")) or not found.keys() & _ABOUT:
        return False
    named = [column for column, meant in said.items() if meant == "name"]
    people = any(not names_organisations(line.get(column) for line in table.rows) for column in named)
    if "beneficiary" in found and header.TELLING.isdisjoint(said.values()):
        return True  # first names and addresses are of who can be asked about a project
    return not people and _PERSONAL.isdisjoint(said.values())


def names_organisations(names: Iterable[str]) -> bool:
    """Return whether cells for names hold organisations: half of them or more by their words or legal form."""
    different = {name.strip() for name in names if name.strip()}
    told = [name for name in different if tells_itself(name)]
    return bool(told) and 2 * len(told) >= len(different)


def propose(table: Table) -> Proposal | None:
    """Return the mapping that the headings of a list of projects suggest, None where none tells a project and who or what is in it."""
    found = meanings(table)
    name = found.get("project") or found.get("number")
    if name is None or _ABOUT.isdisjoint(found):
        return None
    sided = "beneficiary" in found and bool(_helix_terms(found, table))
    columns = {meant: heading for meant, heading in found.items() if meant != "type" or sided}
    if _key(columns, table) in columns:
        columns = _of_projects(columns, _key(columns, table), table)
    said = ["entities:", *_entities(columns, table), "ties:", *_ties(columns), *_terms(columns, table)]
    words = set(
        re.findall(
            r"\w+", " ".join(line for line in said if line.startswith("  ") and '"' not in line.split(":")[0])
        )
    )
    used = {meant: heading for meant, heading in columns.items() if meant in words}
    lines = ["columns:", *(f"  {meant}: {_quoted(heading)}" for meant, heading in used.items()), *said]
    return Proposal(used, "\n".join(lines) + "\n")


def _of_projects(columns: dict[str, str], key: str, table: Table) -> dict[str, str]:
    """Return the columns without a budget or description that differs between the rows of one project: they are of the partner of the row."""
    rows = [line for line in table.rows if not total_row(line)]
    of_row = [one for one in ("budget", "description") if one != key and _differs(columns, key, one, rows)]
    return {meant: heading for meant, heading in columns.items() if meant not in of_row}


def _entities(columns: dict[str, str], table: Table) -> list[str]:
    named = "project" if "project" in columns else "number"
    key = _key(columns, table)
    values = {
        "name": named,
        "kind": "=project",
        "start": "start",
        "end": "end",
        "budget": "budget",
        "description": "description",
        "url": "website",
    }
    found = [_entity("project", "Project", key, values, columns)]
    for who in ("beneficiary", "partners"):
        if who in columns:
            helix = {"helix": "type"} if who == "beneficiary" and _helix_terms(columns, table) else {}
            found.append(
                _entity(
                    who,
                    "organisation",
                    who,
                    {"name": who, **helix},
                    columns,
                    _each(columns[who], table, several=who == "partners"),
                )
            )
    if "fund" in columns:
        found.append(_entity("fund", "Fund", "fund", {"name": "fund", "kind": "=programme"}, columns))
    if "theme" in columns:
        found.append(_entity("theme", "Theme", "theme", {"name": "theme"}, columns))
    if where := next((one for one in ("place", "region") if one in columns), ""):
        kind = "=place" if where == "place" else "=region"
        found.append(_entity("where", "Region", where, {"name": where, "kind": kind}, columns))
    return found


def _entity(
    name: str, kind: str, key: str, values: dict[str, str], columns: dict[str, str], each: str = ""
) -> str:
    said = {prop: cell for prop, cell in values.items() if cell.startswith("=") or cell in columns}
    inner = ", ".join(f"{prop}: {cell}" for prop, cell in said.items())
    apart = f", each: {_quoted(each) if each != 'lines' else each}" if each else ""
    return f"  {name}: {{type: {kind}, key: {key}{apart}, values: {{{inner}}}}}"


def _ties(columns: dict[str, str]) -> list[str]:
    dates = "".join(
        f", {said}: {name}" for said, name in (("since", "start"), ("until", "end")) if name in columns
    )
    found = []
    if "beneficiary" in columns:
        role = "role" if "role" in columns else "lead"
        found.append(f"  - {{type: Participation, from: beneficiary, to: project, role: {role}{dates}}}")
    if "partners" in columns:
        found.append(f"  - {{type: Participation, from: partners, to: project, role: partner{dates}}}")
    if "theme" in columns:
        found.append("  - {type: Activity, from: project, to: theme}")
    if {"place", "region"} & columns.keys():
        located = "beneficiary" if "role" in columns else "project"
        found.append(f"  - {{type: Location, from: {located}, to: where}}")
    if "fund" in columns:
        grant = ", amount: grant" if "grant" in columns and "role" not in columns else ""
        found.append(
            f"  - {{type: Funding, from: fund, to: project, values: {{kind: =money{', status: =granted' if grant else ''}{grant}}}}}"
        )
    return found


def _terms(columns: dict[str, str], table: Table) -> list[str]:
    """Return what the words of the columns for roles and kinds mean, as far as they are known."""
    said = (
        {fold(cell): cell for line in table.rows if (cell := line.get(columns.get("role", "")).strip())}
        if "role" in columns
        else {}
    )
    roles = {cell: code for word, cell in said.items() if (code := _ROLES.get(word))}
    terms = {**roles, **_helix_terms(columns, table)}
    return (
        ["terms:", *(f"  {_quoted(word)}: {code}" for word, code in sorted(terms.items()))] if terms else []
    )


def _helix_terms(columns: dict[str, str], table: Table) -> dict[str, str]:
    """Return on which side an organisation of each kind stands, none where a kind is not known."""
    if "type" not in columns:
        return {}
    said = {cell.strip() for line in table.rows if (cell := line.get(columns["type"])).strip()}
    found = {
        cell: next((side for side, form in _HELICES if re.fullmatch(form, fold(cell))), "") for cell in said
    }
    return found if found and all(found.values()) else {}


def _each(column: str, table: Table, *, several: bool) -> str:
    """Return how a cell with several organisations is taken apart, "" where cells hold one.

    Lines part them in a column of ``several`` only: elsewhere one name may be broken off.
    """
    cells = [line.get(column).strip() for line in table.rows]
    cells = [cell for cell in cells if cell]
    forms = {name: form for name, form in APART.items() if name != "," and (several or name != "lines")}
    parts = ((name, sum(re.search(form, cell) is not None for cell in cells)) for name, form in forms.items())
    name, most = max(parts, key=lambda part: part[1])
    return name if most > _MANY * len(cells) else ""


def _key(columns: dict[str, str], table: Table) -> str:
    """Return what tells projects apart: their number, unless it counts the rows or is of something else; else the name, with what differs between projects of one name.

    Rows of one name with the same dates and budget are one project with more partners; where a column tells
    roles they always are.
    """
    named = "project" if "project" in columns else "number"
    rows = [line for line in table.rows if not total_row(line)]
    numbers, names = ({fold(line.get(columns.get(one, ""))) for line in rows} for one in ("number", named))
    counts = len(names) < len(numbers) == len(rows)
    if "number" in columns and not counts and not _differs(columns, "number", named, rows):
        return "number"
    if "role" in columns:
        return named
    differing = [
        one for one in ("beneficiary", "budget", "start", "end") if _differs(columns, named, one, rows)
    ]
    return f"{named} + {differing[0]}" if differing and differing != ["beneficiary"] else named


def _differs(columns: dict[str, str], named: str, other: str, rows: Sequence[TableRow]) -> bool:
    """Return whether projects of one name have more than one value in another column."""
    seen: dict[str, set[str]] = {}
    for line in rows if other in columns else ():
        seen.setdefault(fold(line.get(columns[named])), set()).add(fold(line.get(columns[other])))
    return any(len(found) > 1 for found in seen.values())


def _quoted(text: str) -> str:
    """Return a heading as a YAML string, which a JSON string is."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
