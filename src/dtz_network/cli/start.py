"""``dtz demo``, ``init``, ``completion``: the first minutes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from dtz_network.cli.output import ask_password, current_language, line, progress, say
from dtz_network.cli.tree import Command, argument, option, words


@click.command(cls=Command, help="cli.demo")
@option("--folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def demo(ctx: click.Context, folder: Path | None) -> None:
    """Make stores of both shipped networks, reports and pages, and say where they are."""
    from dtz_network.workflows import demonstration, stores

    lang = current_language()
    place = ctx.find_root().obj["store"] or ""
    server = str(place) if stores.address_of(place or None) else ""
    with progress() as show:
        made = demonstration.make(folder, lang, show, server=server, prompt=ask_password)
    for item in made:
        line(f"{words('demo.' + item.what, name=item.name)}: {item.path}")
    say("cli.demo.next", store=made[0].path)


@click.command(cls=Command, help="cli.init")
@option("--organisation", prompt=False)
@option("--person", "people", multiple=True)
@option("--who")
@option("--language", type=click.Choice(["nl", "en"]))
@option("--no-store", is_flag=True)
@click.pass_context
def init(
    ctx: click.Context,
    organisation: str | None,
    people: tuple[str, ...],
    who: str | None,
    language: str | None,
    *,
    no_store: bool,
) -> None:
    """Name the bureau once and make its store."""
    from dtz_network.workflows import configuration, stores

    known = configuration.read()
    place = ctx.find_root().obj["store"] or known.store
    made = replace(
        known,
        store=_default_store(place),
        organisation=_default_organisation(place, organisation),
        people=people or known.people,
        who=who or known.who,
        language=language or known.language,
    )
    say("cli.written", path=configuration.write(made))
    if not (made.organisation or made.people):
        say("cli.status.nobody")
    where = stores.address_of(place or None)
    target = stores.place_of(place or None)
    if no_store:
        return
    if where is None and target.exists():
        say("cli.init.present", path=target)
        return
    stores.open_store(place or target, create=True, prompt=ask_password).close()
    say("cli.init.made", path=where or target)


def _default_store(place: str) -> str:
    """Return the store to write as the default: a default that is there stays, and that is told."""
    from dtz_network.workflows import configuration, stores

    default = configuration.read().store
    if _beside_the_default(place):
        kept = default or stores.place_of()
        say("cli.init.store-kept", kept=kept, place=place, file=configuration.path())
        return default
    return place if not place or stores.address_of(place) else str(stores.place_of(place).absolute())


def _default_organisation(place: str, said: str | None) -> str:
    """Return the organisation to write: a store beside the default does not change it, and every change is told."""
    from dtz_network.workflows import configuration

    known = configuration.read().organisation
    if not said or not known or said == known:
        return said or known
    kept = _beside_the_default(place)
    key = "cli.init.organisation-kept" if kept else "cli.init.organisation-replaced"
    say(key, old=known, new=said, file=configuration.path())
    return known if kept else said


def _beside_the_default(place: str) -> bool:
    """Return whether a store is another than the default one, which is there."""
    from dtz_network.workflows import configuration, stores

    default = configuration.read().store
    if not place or not (default or stores.place_of().exists()):
        return False
    if stores.address_of(place) or stores.address_of(default or None):
        return place != default
    return stores.place_of(place).resolve() != stores.place_of().resolve()


@click.command(cls=Command, help="cli.completion")
@argument("shell", type=click.Choice(["bash", "zsh", "fish"]), default="bash")
def completion(shell: str) -> None:
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class

    from dtz_network.cli.main import dtz

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(dtz, {}, "dtz", "_DTZ_COMPLETE").source())
