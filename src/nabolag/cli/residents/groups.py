"""``nabolag residents groups``: which residents think alike, and what all share."""

from __future__ import annotations

from pathlib import Path

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option


@click.command()
@click.argument("votes", type=A_FILE)
@click.option("--comments", type=A_FILE, help="The statements, as Polis exports them.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="For draws.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
def groups(
    *, votes: Path, comments: Path | None, seed: int, as_json: bool, language: str
) -> None:
    """Say which groups think alike in VOTES, if any are firm, and what all share.

    VOTES has the columns comment-id, voter-id and vote (1, 0 or -1), perhaps timestamp.
    """
    from nabolag.reports.editions.opinion_groups import groups_as_json, groups_in_words
    from nabolag.residents.groups.opinion_map import opinion_map
    from nabolag.sources.describing.conversations import read_conversation

    conversation = read_conversation(votes, comments)
    found = opinion_map(conversation.votes, seed=seed)
    if as_json:
        print_json(groups_as_json(found))
    else:
        click.echo(groups_in_words(found, conversation.texts, language=language))
