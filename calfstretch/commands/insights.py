"""calfstretch insights: how often, when and what goes with the spasms, as sentences or as JSON."""

from __future__ import annotations

from argparse import Namespace

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal, refuse_no_diary, take_in_spool
from calfstretch.insights.document import document
from calfstretch.insights.json_text import as_json
from calfstretch.insights.summary import summary
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.paths import data_dir


def insights(options: Namespace, clock: Clock) -> str:
    """Work out what Insights shows.

    Returns:
        The sentences of the screen, or with --json every number of it.

    Raises:
        UserError: there is no diary, or it could not be read.
    """
    folder = data_dir(options.data_dir)
    refuse_no_diary(folder)
    with open_journal(folder, clock) as journal:
        if options.today is None:
            take_in_spool(journal, folder)
        facts = read_diary_facts(journal, options.today)
    if options.json:
        return as_json(document(facts))
    return "\n".join(summary(facts))
