"""Words of the command line into options, with help and one sentence for what is not understood."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from calfstretch import __version__
from calfstretch.commands.values import (
    checked_word,
    day_value,
    fast_value,
    number_value,
    spasms_value,
    whole_value,
    zone_value,
)
from calfstretch.commands.wrong_usage import WrongUsageError
from calfstretch.domain.day import ActivityKind
from calfstretch.domain.episode import Kind
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.paths import started_as

_WEEK_S = 7 * 24 * 3600
_WEEK_MINUTES = 7 * 24 * 60


class _Parser(argparse.ArgumentParser):
    """Says one sentence instead of two lines of usage."""

    def error(self, message: str) -> NoReturn:
        said = message.removeprefix("argument ")
        raise WrongUsageError(
            _("{program}: {problem}. See {program} --help").format(program=self.prog, problem=said.rstrip("."))
        )

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # argparse would list its choices in its own words.
        if action.choices is not None and value not in action.choices:
            known = ", ".join(map(str, action.choices))
            raise argparse.ArgumentError(
                None, _("there is no command “{word}”; there is {known}").format(word=value, known=known)
            )


def parse(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The options of a command line.

    Returns:
        With `command` None for the window, or its name ("log": then `entry` says what); None = help or
        version was asked for and printed.

    Raises:
        WrongUsageError: not understood.
    """
    parser = _build()
    try:
        options = parser.parse_args(arguments)
    except SystemExit:
        return None
    opens = options.cramp or options.demo or options.demo_speed is not None or options.forget_pin
    if options.command is not None and opens:
        parser.error(_("--cramp, --demo, --demo-speed and --forget-pin open the window and go with no command"))
    if options.demo_speed is not None and not options.demo:
        parser.error(_("--demo-speed goes with --demo alone"))
    if options.data_dir == "":
        parser.error(_("--data-dir needs the name of a folder"))
    if options.demo and options.data_dir is not None:
        parser.error(_("--demo has a diary of its own and goes without --data-dir"))
    return options


def _build() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=started_as(),
        description=_(
            "Guides the calf stretch, keeps the diary of calf spasms. Without a command it opens the window."
        ),
        epilog=_(
            "CALFSTRETCH_DATA_DIR works like --data-dir. Without both, a folder named calfstretch-data beside the"
            " program holds the diary where there is one, so that both can be carried on a stick; else your account's"
            " data folder does. Exit status: 0 done, 1 could not be done, 2 wrong usage."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"calfstretch {__version__}")
    parser.add_argument("--cramp", action="store_true", help=_("note a cramp this moment, then open relief"))
    parser.add_argument("--demo", action="store_true", help=_("open a throw-away diary of six invented months"))
    parser.add_argument(
        "--demo-speed", metavar="N", type=fast_value, help=_("how many times as fast time passes in the demo")
    )
    parser.add_argument(
        "--forget-pin", action="store_true", help=_("ask for no PIN any more, then open; the diary stays as it is")
    )
    _add_folder(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    _add_export(commands)
    _add_report(commands)
    _add_import(commands)
    _add_insights(commands)
    _add_log(commands)
    _add_backup(commands)
    _add_restore(commands)
    _add(commands, "check", _("look at all of the diary: is it sound, what stands in it, which copies there are"))
    return parser


def _add_folder(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--data-dir", metavar="DIR", default=default, help=_("the folder of the diary"))


def _add(commands: Any, name: str, help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    # Given behind the command as well as before it; left alone where it was given before.
    _add_folder(parser, default=argparse.SUPPRESS)
    return parser


def _add_export(commands: Any) -> None:
    parser = _add(
        commands, "export", _("write the history to a .csv file, or the whole diary as tables to a .zip file")
    )
    parser.add_argument("file", metavar="FILE", help=_("a file of that name is replaced"))
    parser.add_argument("--from", dest="first", metavar="D", type=day_value, help=_("first diary day, YYYY-MM-DD"))
    parser.add_argument("--to", dest="last", metavar="D", type=day_value, help=_("last diary day, YYYY-MM-DD"))
    parser.add_argument(
        "--semicolon", action="store_true", help=_("with semicolons and decimal commas, as some spreadsheets want them")
    )


def _add_report(commands: Any) -> None:
    parser = _add(commands, "report", _("write the therapist's page to a .pdf file; without days the last 12 weeks"))
    parser.add_argument("file", metavar="FILE.pdf")
    parser.add_argument("--from", dest="first", metavar="D", type=day_value, help=_("first diary day, YYYY-MM-DD"))
    parser.add_argument("--to", dest="last", metavar="D", type=day_value, help=_("last diary day, YYYY-MM-DD"))
    paper = parser.add_mutually_exclusive_group()
    paper.add_argument("--a4", dest="paper", action="store_const", const="a4", help=_("on A4; else as usual here"))
    paper.add_argument("--letter", dest="paper", action="store_const", const="letter", help=_("on US Letter"))
    for name, help_ in (
        ("--large", _("in large print")),
        ("--appendix", _("with every spasm and every week in tables")),
        ("--name", _("with your name")),
        ("--notes", _("with your free notes")),
        ("--own-words", _("with your own words for changes, tags and routines")),
        ("--about-me", _("with what you said of your conditions")),
        ("--no-questions", _("without your questions for the visit")),
    ):
        parser.add_argument(name, action="store_true", help=help_)


def _add_import(commands: Any) -> None:
    parser = _add(
        commands,
        "import",
        _("bring in files: a diary's .csv or .zip, and activities from FIT, GPX, TCX, Apple Health, Strava, Garmin"),
    )
    parser.add_argument("files", metavar="FILE", nargs="+")
    parser.add_argument("--dry-run", action="store_true", help=_("say what would come of it, and write nothing"))
    parser.add_argument(
        "--time-zone", metavar="NAME", type=zone_value, help=_("where a file knows no local time, such as Europe/Paris")
    )
    units = parser.add_mutually_exclusive_group()
    for name in ("--kilometres", "--miles"):
        units.add_argument(
            name, action="store_true", help=_("where a table does not say its unit; else as its numbers suggest")
        )


def _add_insights(commands: Any) -> None:
    parser = _add(commands, "insights", _("say how often spasms come, when and where, and what goes with them"))
    parser.add_argument("--json", action="store_true", help=_("every number as JSON"))
    parser.add_argument(
        "--today", metavar="D", type=day_value, help=_("take this diary day, YYYY-MM-DD, as today; stores nothing")
    )


def _add_backup(commands: Any) -> None:
    parser = _add(commands, "backup", _("write a checked copy of the diary; an earlier copy of it is replaced"))
    parser.add_argument("file", metavar="FILE")


def _add_restore(commands: Any) -> None:
    parser = _add(
        commands, "restore", _("make the diary what a copy holds; what it was is kept and can be restored again")
    )
    parser.add_argument("file", metavar="FILE")


def _add_log(commands: Any) -> None:
    log = _add(commands, "log", _("note something; prints the id of what was written"))
    entries = log.add_subparsers(dest="entry", metavar=_("WHAT"), required=True, parser_class=_Parser)
    _add_episode(entries)
    drink = _add(entries, "drink", _("note one drink"))
    drink.add_argument("ml", metavar="ML", type=whole_value(1, 10_000), help=_("millilitres"))
    _add_at(drink)
    activity = _add(entries, "activity", _("note one activity"))
    _add_word(activity, "kind", ActivityKind, metavar="KIND")
    activity.add_argument("--minutes", metavar="N", type=number_value(0, _WEEK_MINUTES), required=True)
    activity.add_argument("--effort", metavar="0-10", type=whole_value(0, 10))
    _add_at(activity)
    note = _add(entries, "note", _("note one thing of a diary day"))
    note.add_argument("item", metavar="ITEM", help=_("water, sleep_h, heels … or tag:NAME, or note"))
    note.add_argument("value", metavar="VALUE", help=_("yes or no, a number, or the text of a note"))
    _add_day(note, _("the diary day; else the one that is running"))
    check_in = _add(entries, "checkin", _("answer how many spasms a diary day and its night had"))
    check_in.add_argument("spasms", metavar="none|N", type=spasms_value)
    _add_day(check_in, _("the diary day; else the one that ended last"))


def _add_episode(entries: Any) -> None:
    parser = _add(entries, "episode", _("note a spasm or a spell of tightness"))
    _add_at(parser)
    _add_word(parser, "--kind", (Kind.SPASM, Kind.TIGHTNESS))
    _add_word(parser, "--leg", Leg)
    parser.add_argument(
        "--zone",
        dest="zones",
        metavar="Z",
        action="append",
        default=[],
        help=_("outer_calf or left:outer_calf, say"),
    )
    parser.add_argument("--pain", metavar="0-10", type=whole_value(0, 10))
    parser.add_argument("--duration", metavar="S", type=number_value(0, _WEEK_S), help=_("seconds"))
    parser.add_argument("--asleep", action="store_true", help=_("it woke you"))
    parser.add_argument("--note", metavar="T", default="")


def _add_word(parser: argparse.ArgumentParser, name: str, words: Iterable[str], metavar: str | None = None) -> None:
    known = tuple(map(str, words))
    read: Callable[[str], str] = checked_word(known)
    parser.add_argument(name, metavar=metavar or "|".join(known), type=read, help=", ".join(known) if metavar else None)


def _add_at(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at", metavar="ISO|HH:MM", help=_("when it was: the latest such time that has passed, or date and time")
    )


def _add_day(parser: argparse.ArgumentParser, help_: str) -> None:
    parser.add_argument("--day", metavar="D", type=day_value, help=help_)
