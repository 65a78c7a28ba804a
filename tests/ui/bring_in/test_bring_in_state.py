"""What the preview says: the sentence, the groups, each line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import pytest

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.found import Flag
from calfstretch.domain.moment import local_moment
from calfstretch.domain.person import Question
from calfstretch.domain.record import Record
from calfstretch.journal.bringing_in import Covered, Line, Plan, Verdict, Why
from calfstretch.ui.bring_in.state import (
    Shape,
    covered_words,
    done_words,
    look_over,
    progress_words,
    row_of,
    row_of_head,
    zone_names,
)
from calfstretch.ui.bring_in.words import counted, flag_words, kinds_words, verdict_words, why_words
from tests.ui.bring_in.plans import conflict, drink, full_plan, new, odd, run, same


class HasRecord(NamedTuple):
    record: Record


def test_the_sentence_counts_what_is_new_known_and_not_read() -> None:
    assert look_over([full_plan()]).sentence == (
        "4 new runs, 1 changed here and there, 2 already in your diary, 1 not read."
    )


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ((new(),), "1 new run."),
        ((new(), new(1, kind=ActivityKind.RIDE)), "2 new activities."),
        ((new(), drink(), drink(1)), "1 new run, 2 new drinks."),
        ((same(),), "1 already in your diary."),
    ],
)
def test_it_names_what_there_is(lines: tuple[Line, ...], wanted: str) -> None:
    assert look_over([Plan(lines=lines)]).sentence == wanted


def test_nothing_found_is_said_in_plain_words() -> None:
    assert look_over([Plan()]).sentence == "Nothing was found in these files."
    assert "Nothing to bring in" in look_over([Plan(nothing=(("route.gpx", "A route."),))]).sentence


def test_conflicts_come_first_and_what_is_known_is_closed() -> None:
    looked = look_over([full_plan()])
    assert [(group.title, len(group), group.is_open) for group in looked.groups] == [
        ("Changed here and there", 1, True),
        ("New", 4, True),
        ("Already in your diary", 2, False),
        ("Not read", 1, True),
        ("Nothing to bring in", 1, True),
    ]


def test_lines_stand_newest_first_and_keep_their_place_in_the_plans() -> None:
    looked = look_over([Plan(lines=(new(3), new(1))), Plan(lines=(new(0), new(2)))])
    assert [run.record.at.local.day for run in looked.lines] == [19, 21, 22, 20]  # type: ignore[attr-defined]
    assert looked.groups[0].places == [2, 1, 3, 0]


def test_kinds_of_entries_have_groups_of_their_own() -> None:
    titles = [group.title for group in look_over([Plan(lines=(new(), drink()))]).groups]
    assert titles == ["Activities: new", "Drinks: new"]


def test_a_line_says_when_what_and_how_much() -> None:
    row = row_of(new())
    assert (row.shape, row.title, row.when, row.detail) == (
        Shape.LINE, "Run", "22 Nov 2026, 07:15", "52 min · 9.1 km · +84 m · 0.fit",
    )  # fmt: skip


def test_a_conflict_shows_both_sides() -> None:
    here, there = row_of(conflict()).notes
    assert here == "In your diary: Run, 22 Nov 2026, 07:15, 48 min · 9 km · +84 m"
    assert there == "In the file: Run, 22 Nov 2026, 07:15, 52 min · 9.1 km · +84 m"


def test_what_differs_is_named_where_both_lines_read_the_same() -> None:
    record = run(0)
    standing = replace(record, note="Hilly. " * 30, effort=6)
    line = Line(verdict=Verdict.CONFLICT, record=record, standing=standing)
    here, there = row_of(line).notes
    assert here.endswith("+84 m, 6, " + ("Hilly. " * 30)[:79].rstrip() + "…") and there.endswith("not noted, not noted")


def test_where_both_sides_stand_they_stand_once() -> None:
    assert row_of(conflict()).detail == "0.fit"


def test_what_was_guessed_is_said_with_the_line() -> None:
    assert row_of(odd()).notes == (
        "The file ends early: what stands before that was taken.", "An odd date: look at it before you tick it.",
    )  # fmt: skip


def test_a_head_says_how_many_are_ticked_once_it_is_not_all() -> None:
    group = look_over([full_plan()]).groups[1]
    assert row_of_head(group, 4, 4).detail == "4"
    assert row_of_head(group, 3, 4).detail == "3 of 4 ticked"


def test_what_was_done_is_said_in_one_line() -> None:
    assert done_words([new(number) for number in range(12)]) == "12 runs added."
    assert done_words([new(), drink()]) == "1 run, 1 drink added."
    assert done_words([conflict(), new()]) == "2 entries brought in."
    assert done_words([]) == "Brought in."


def test_covered_days_are_explained() -> None:
    words, meaning = covered_words(Covered(date(2016, 1, 3), date(2026, 11, 21), "Strava"))
    assert "3 Jan 2016" in words and "21 Nov 2026" in words and "without one" in meaning
    words, meaning = covered_words(Covered(date(2024, 5, 1), date(2024, 5, 1), "Strava"))
    assert words.endswith("every run of 1 May 2024") and "between" not in meaning


def test_tightness_is_counted_as_what_it_is_and_a_question_as_a_question() -> None:
    at = local_moment(datetime(2026, 11, 22, 2, 14))
    spasm, tight = (HasRecord(Episode(at=at, kind=kind)) for kind in (Kind.SPASM, Kind.TIGHTNESS))
    assert counted("episodes", [spasm, spasm], is_new=True) == "2 new spasms"
    assert counted("episodes", [spasm, tight]) == "2 spasms and tightnesses"
    assert counted("episodes", [tight], is_new=True) == "1 new spasm or tightness"
    assert counted("questions", [HasRecord(Question(text="Why at night?"))], is_new=True) == "1 new question"


def test_what_is_left_as_it_is_says_why() -> None:
    line = replace(new(), verdict=Verdict.OLDER)
    assert look_over([Plan(lines=(line,))]).groups[0].hint == "Yours was changed or removed later."


def test_every_word_of_the_journal_has_words() -> None:
    assert all(verdict_words(verdict) for verdict in Verdict)
    assert all(why_words(why) for why in Why if why)
    said_above = {Flag.ZONE_ASSUMED, Flag.UNIT_ASSUMED}
    assert all(bool(flag_words(flag)) is (flag not in said_above) for flag in Flag)
    assert kinds_words("episodes") == "Spasms and tightness" and kinds_words("anything") == "Entries"


def test_progress_names_the_file() -> None:
    assert progress_words(1, 1, "run.fit") == "run.fit"
    assert progress_words(3, 1200, "run.fit") == "File 3 of 1\u00a0200: run.fit"


def test_zones_are_cities() -> None:
    names = zone_names()
    assert "Europe/Berlin" in names and "UTC" in names and "Etc/GMT+3" not in names


def test_a_sport_without_a_kind_keeps_its_own_word() -> None:
    line = replace(new(), record=run(kind=ActivityKind.OTHER, sport="Kitesurf"))
    assert row_of(line).title == "Kitesurf"
