"""A call beside the initiatives, on one page: which fit, what is missing, whom to phone first."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from dtz_network import language
from dtz_network.analysis.potential.calls import CallFit, Candidate, ProjectFit
from dtz_network.analysis.potential.conditions import Call, Condition
from dtz_network.analysis.potential.consortia import Team
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.basis import closed
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.naming import asking, few

TOLD = 3
"""Initiatives of which is told whom to phone: the first, and the first that miss what somebody could fill."""


def sections(network: Network, found: CallFit, write: Writer, detail: Detail) -> list[Section]:
    """Return the answer as sections."""
    made = [_overview(network, found, write, detail)]
    made += _help(network, found, write)
    if found.teams.state != "not_asked" and found.state != "no_initiatives":
        made.append(_teams(network, found, write))
    return closed(made, found.basis, write, detail)


def title_of(network: Network, call: Call, write: Writer) -> str:
    """Return the name of a call or fund, translated where the vocabulary has it."""
    return network.schema.name("Fund", call.name, write.lang)


def _overview(network: Network, found: CallFit, write: Writer, detail: Detail) -> Section:
    call = found.call
    title = write.words("call.title", name=title_of(network, call, write))
    if found.state in ("no_initiatives", "no_rules"):
        text = unjudged(network, write) or write.sentence("call.no-rules")
        return Section("call", title, (paragraph(text),))
    closes = language.date(call.closes, write.lang) if call.closes else ""
    words = [word(network, condition, write) for condition in _rules(found)]
    lead = paragraph(
        write.sentence("call.rules", rules=language.join(words, write.lang)) if words else (),
        write.sentence("call.closed" if found.closed else "call.closes", date=closes) if closes else (),
        write.sentence("call.others", others="; ".join(call.others)) if call.others else (),
        _counted(found, write),
        write.sentence("call.no-chance"),
    )
    blocks: tuple[Block, ...] = (lead,)
    if found.projects:
        blocks = (lead, _table(network, found, write, detail))
    return Section("call", title, blocks)


def _rules(found: CallFit) -> tuple[Condition, ...]:
    return found.projects[0].conditions if found.projects else ()


def _counted(found: CallFit, write: Writer) -> Text:
    counts = Counter(fit.count("missing") + fit.count("unknown") for fit in found.projects)
    surely = [fit.project for fit in found.projects if fit.count("met") == len(fit.conditions)]
    return write.sentence(
        "call.counted",
        of=write.count("call.of", len(found.projects)),
        n=write.count("call.all", len(surely), surely),
        one=write.count("call.but-one", counts[1]),
    )


def _table(network: Network, found: CallFit, write: Writer, detail: Detail) -> Table:
    rows = tuple(
        cells(
            network.name(fit.project, write.lang),
            write.sentence(
                "call.met",
                n=write.count("call.met", fit.count("met")),
                of=write.count("call.conditions", len(fit.conditions)),
            ),
            _listed(network, fit, "missing", write),
            _listed(network, fit, "unknown", write),
            network.name(fit.phone[0].organisation, write.lang) if fit.phone else "–",
        )
        for fit in found.projects[: detail.limit]
    )
    heads = tuple(write.words(f"call.col.{h}") for h in ("project", "met", "missing", "unknown", "phone"))
    return Table(write.words("call.caption"), heads, rows)


def _listed(network: Network, fit: ProjectFit, state: str, write: Writer) -> str:
    return "; ".join(word(network, c, write) for c in fit.conditions if c.state == state) or "–"


def word(network: Network, condition: Condition, write: Writer) -> str:
    """Return a condition in words."""
    names: list[str] = []
    for wanted in condition.wanted:
        if condition.rule == "side":
            names.append(network.schema.term("helices", wanted, write.lang))
        elif condition.rule in ("amount_min", "amount_max"):
            names.append(language.amount(Decimal(wanted), write.lang))
        elif network.resolve(wanted) is None:
            names.append(network.schema.term("regions", wanted, write.lang))
        else:
            names.append(network.name(wanted, write.lang))
    joined = ", ".join(names[:-1]) + write.words("call.or") + names[-1] if len(names) > 1 else names[0]
    return write.words(f"call.rule.{condition.rule}", what=joined)


def _help(network: Network, found: CallFit, write: Writer) -> list[Section]:
    """Return a section an initiative: the first, and the first that miss what somebody could fill."""
    first = found.projects[:TOLD]
    nearly = [fit for fit in found.projects if fit.candidates and fit not in first][:TOLD]
    return [_project(network, fit, write) for fit in (*first, *nearly)]


def _project(network: Network, fit: ProjectFit, write: Writer) -> Section:
    """Return one initiative: whether it fits, what is missing, whom to phone first and who could fill the gap."""
    items = [_fits(network, fit, write)]
    if fit.phone:
        items.append(write.sentence("call.phone", who=asking(network, fit.phone[0], write)))
    items += [_candidate(network, fit, candidate, write) for candidate in fit.candidates]
    return Section("call-project", network.name(fit.project, write.lang), (Bullets(tuple(items)),), 3)


def _fits(network: Network, fit: ProjectFit, write: Writer) -> Text:
    missing, unknown = (_listed(network, fit, state, write) for state in ("missing", "unknown"))
    met = {
        "n": write.count("call.met", fit.count("met")),
        "of": write.count("call.conditions", len(fit.conditions)),
    }
    told = [
        write.sentence("call.fits" if fit.count("met") == len(fit.conditions) else "call.fits-partly", **met)
    ]
    told += [write.sentence("call.lacks", what=missing)] if fit.count("missing") else []
    told += [write.sentence("call.ask-for", what=unknown)] if fit.count("unknown") else []
    return paragraph(*told).text


def _candidate(network: Network, fit: ProjectFit, candidate: Candidate, write: Writer) -> Text:
    return write.sentence(
        "call.candidate",
        who=network.name(candidate.organisation, write.lang),
        fills="; ".join(word(network, fit.conditions[place], write) for place in candidate.fills),
        through=few(network, candidate.through, write, 2),
        n=write.count("call.joint", candidate.joint),
    )


def _teams(network: Network, found: CallFit, write: Writer) -> Section:
    teams = found.teams
    title = write.words("call.teams")
    if teams.state == "found":
        size = write.count("call.size", teams.size)
        key = "call.teams-found" if teams.complete else "call.teams-incomplete"
        items = tuple(_team(network, team, write) for team in teams.teams)
        return Section("teams", title, (paragraph(write.sentence(key, n=size)), Bullets(items)), 3)
    if teams.infeasible:
        items = tuple(
            write.sentence("call.nobody", rule=word(network, rule, write)) for rule in teams.infeasible
        )
        return Section("teams", title, (paragraph(write.sentence("call.infeasible")), Bullets(items)), 3)
    sought = "call.no-team" if teams.complete else "call.no-team-incomplete"
    key = sought if teams.state == "no_team" else "call.bounds"
    return Section("teams", title, (paragraph(write.sentence(key)),), 3)


def _team(network: Network, team: Team, write: Writer) -> Text:
    names = language.join([network.name(member, write.lang) for member in team.members], write.lang)
    return write.sentence("call.team", names=names, n=write.count("call.joint", team.joint))
