"""What stands on the page: days that count, what is left out, and words where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from calfstretch.domain.diary_facts import ActivityFacts, ChangeFacts
from calfstretch.domain.person import Profile, Question, SafetyAnswer
from calfstretch.domain.report_facts import NoteFacts, SessionFacts, TaggedPause
from calfstretch.domain.routine import LegOrder, Routine, TargetOrigin, Variant
from calfstretch.insights.series import Step
from calfstretch.report.content import Included, Part, last_weeks
from tests.report.a_diary import FIRST, at, day, diary, hold, page, programme, report, sessions, spasm


def lines(content, part: Part) -> dict[str, str]:
    """The texts of a block by their labels."""
    block = content.block(part)
    return {} if block is None else {line.label: line.text for line in block.lines}


# -- which days ------------------------------------------------------------------------------------


def test_an_empty_diary_says_that_nothing_is_recorded() -> None:
    content = page(diary(""))
    assert content.trend.text == "No day of this time is recorded: nothing can be said of how often."
    assert (content.chart, content.leg_map, content.blocks, content.appendix) == (None, None, (), ())
    assert content.period == "30 Aug – 30 Aug 2026 · self-reported"
    assert content.foot[-1].endswith("Not reviewed by a clinician.")


def test_questions_stand_on_the_page_of_an_empty_diary_too() -> None:
    content = page(diary(""), report(questions=(Question(text="Is it the tablets?"),)))
    assert lines(content, Part.QUESTIONS) == {"1.": "Is it the tablets?"}


def test_a_range_outside_the_diary_says_so_with_its_own_days() -> None:
    content = page(diary("." * 20), first=day(50), last=day(60))
    assert content.trend.lead.startswith("No day of this time is recorded")
    assert (content.first, content.last) == (day(50), day(60))


def test_a_range_is_cut_to_the_days_of_the_diary_that_have_ended() -> None:
    content = page(diary("." * 20), first=day(-100), last=day(100))
    assert (content.first, content.last) == (FIRST, day(19))
    assert content.period == "31 Aug – 19 Sep 2026 · self-reported · 20 of 20 days recorded"


def test_years_of_imported_runs_are_no_days_of_the_diary() -> None:
    content = page(diary("?" * 30 + "." * 10))
    assert content.period.endswith("10 of 10 days recorded")


def test_a_diary_without_a_check_in_gives_no_rate_and_tells_what_is_noted() -> None:
    content = page(diary("?" * 20, [spasm(3, leg="left"), spasm(4)]))
    assert content.trend.text == "No day is recorded: nothing can be said of how often."
    assert content.left_out == ("In the time shown, 2 spasms on days without a check-in are not counted.",)
    block = content.block(Part.SPASMS)
    assert block is not None and block.heading == "Spasms: 2 noted, 2 on days not recorded"
    assert content.chart is not None and all(bar.value is None for bar in content.chart.bars)


def test_unknown_is_not_zero() -> None:
    content = page(diary("." * 7 + "?" * 7 + "." * 7, [spasm(0), spasm(20)]))
    assert content.trend.lead == "2 spasms on 14 recorded days: about 1.0 a week; could be 0.12 to 3.7."
    assert content.caption.endswith("If nothing happened on the 7 days not recorded: 0.67 a week.")
    assert content.chart is not None
    assert [bar.value for bar in content.chart.bars] == [1, 0, 0, 0, 0, 0, 0, *[None] * 7, 0, 0, 0, 0, 0, 0, 1]


def test_no_spasms_are_no_cure() -> None:
    content = page(diary("." * 28))
    assert content.trend.lead == "No spasms on 28 recorded days: 0 a week; could be up to 0.93."
    assert lines(content, Part.SPASMS) == {"": "No spasms noted in this time."}
    assert content.leg_map is None
    assert content.caption and "If nothing happened" not in content.caption


def test_below_seven_days_there_is_no_rate() -> None:
    content = page(diary("....??", [spasm(1)]))
    assert content.trend.text == "1 spasm on 4 recorded days: a rate needs 7 recorded days."
    assert content.caption == ""


def test_the_time_before_is_as_long() -> None:
    content = page(diary("." * 56, [spasm(n) for n in range(0, 28, 4)]), first=day(28))
    assert content.trend.rest == (
        " The 4 weeks before, 7 spasms on 28 recorded days: about 1.8 a week; could be 0.70 to 3.7."
    )
    assert page(diary("." * 40), first=day(30)).trend.rest.startswith(" The 10 days before, no spasms on 10")
    assert page(diary("." * 28)).trend.rest == ""
    few = page(diary("?" * 20 + "." * 26), first=day(23))
    assert few.trend.rest.endswith("no spasms on 3 recorded days: a rate needs 7 recorded days.")


def test_a_pause_stands_in_no_denominator() -> None:
    content = page(diary("." * 10 + "?" * 4, [spasm(1)], paused=range(10, 14)))
    assert content.period.endswith("10 of 14 days recorded · 4 days in a pause")
    assert "If nothing happened" not in content.caption


def test_late_answers_are_told_with_the_rate_without_them() -> None:
    facts = diary("." * 20, [spasm(1)], late=frozenset({day(1), day(2)}))
    assert page(facts).late == (
        "2 of the days were answered more than 48 hours later. Without them: 0 a week; could be 0 to 1.5."
    )
    assert page(diary("." * 20)).late == ""


def test_today_is_not_counted_and_said_where_the_page_reaches_to_it() -> None:
    facts = diary("." * 20, [spasm(20, 8.0)])
    assert page(facts).caption.endswith("Today is not over yet: 1 spasm so far is not counted.")
    assert "Today" not in "".join(page(facts, last=day(18)).texts())
    assert lines(page(facts), Part.SPASMS) == {"": "No spasms noted in this time."}


def test_the_last_weeks_are_twelve_whole_ones() -> None:
    facts = diary("." * 100)
    first, last = last_weeks(facts)
    assert (last - first).days + 1 == 84
    assert last == facts.today - timedelta(days=1)


# -- chart -----------------------------------------------------------------------------------------


def test_bars_are_whole_weeks_as_on_the_screen_and_say_so() -> None:
    facts = diary("." * 100, [spasm(14), spasm(15)])
    chart = page(facts, first=day(16)).chart
    assert chart is not None
    assert chart.step is Step.WEEK
    assert chart.bars[0].first == day(14) and chart.bars[0].value == 2
    assert chart.legend.startswith("A bar a week, from Monday. Hatched: too few days recorded. The first bar takes")
    assert [tick.text for tick in chart.days][:2] == ["14 Sep", "28 Sep"]
    assert [tick.text for tick in chart.values] == ["0", "1", "2"]


def test_the_axis_is_as_high_as_its_highest_bar() -> None:
    for n in (0, 1, 3, 9, 40):
        chart = page(diary("." * 10, [spasm(3, 8 + k / 10) for k in range(n)])).chart
        assert chart is not None
        assert chart.values[0].at == 0
        assert chart.values[-1].at >= max(bar.value or 0 for bar in chart.bars)


def test_what_began_is_marked_with_the_numbers_of_its_list() -> None:
    facts = diary("." * 70, programmes=[programme(35)], changes=(ChangeFacts("a", day(10), "New shoes"),))
    content = page(facts, included=Included(own_words=True))
    assert content.chart is not None
    assert [(tick.text, round(tick.at, 2)) for tick in content.chart.marks] == [("1", 1.43), ("2", 5.0)]
    assert lines(content, Part.CHANGES) == {
        "1.": "10 Sep 2026: New shoes",
        "2.": "5 Oct 2026: a therapist’s programme begins",
    }
    assert content.chart.legend.endswith("Numbered lines: see what changed.")


@pytest.mark.parametrize(("days", "step"), [(20, Step.DAY), (84, Step.WEEK), (1200, Step.MONTH), (5000, Step.YEAR)])
def test_a_longer_time_has_wider_bars(days: int, step: Step) -> None:
    chart = page(diary("." * days)).chart
    assert chart is not None
    assert chart.step is step
    assert len(chart.bars) <= 70
    assert 2 <= len(chart.days) <= 7


# -- spasms ----------------------------------------------------------------------------------------


def test_side_time_length_pain_and_what_was_tried() -> None:
    spasms = [
        spasm(0, 26, leg="left", pain=6, duration_s=100.0, tried=(("stretch", "yes"), ("massage", "")),
            eased_after_s=50.0),
        spasm(1, 13, leg="right", pain=9, duration_s=360.0, tried=(("stretch", "a_bit"),)),
        spasm(2, 22, 31, leg="both", context="asleep"),
        spasm(3, 4, 28),
        spasm(4, 3.5, zones=("left:arch", "left:outer_calf"), pain=2),
    ]  # fmt: skip
    content = page(diary("." * 10, spasms))
    assert lines(content, Part.SPASMS) == {
        "Side": "left 2, right 1, both 1, not said 1",
        "Time": "night (22:00–7:00) 3, day 1, time not said 1",
        "Length": "median 1 min 40 s, longest 6 min (2 said)",
        "Pain": "median 6, highest 9 (3 said); 0 no pain – 10 worst pain imaginable",
        "Eased": "1 of 1 within 1 min, 1 within 3 min",
        "Stretch tried": "2 (helped 1, a bit 1)",
        "Also tried": "massage 1 (not said 1)",
    }
    legs = content.leg_map
    assert legs is not None
    assert legs.legs == ("Left 2", "Right 1")
    assert (legs.zones["left", "arch"], legs.zones["right", "arch"], legs.most) == (1, 0, 1)
    assert legs.small == ("1 in both legs.", "4 spasms without a zone.", "One in several zones counts in each.")


def test_pain_anchors_are_printed_beside_every_pain() -> None:
    content = page(diary("." * 10, [spasm(0, pain=0)]), included=Included(appendix=True))
    assert lines(content, Part.SPASMS)["Pain"] == "0 (1 said); 0 no pain – 10 worst pain imaginable"
    assert any("0 no pain – 10 worst pain imaginable" in words for words in content.appendix[0].small)


def test_what_nobody_said_is_said_to_be_not_said() -> None:
    content = page(diary("." * 10, [spasm(0, 4, 28)]))
    said = lines(content, Part.SPASMS)
    assert (said["Side"], said["Length"], said["Pain"]) == ("not said",) * 3
    assert said["Stretch tried"] == "not noted"
    assert said["Time"].endswith("time not said 1")
    assert content.leg_map is None


def test_a_length_said_as_a_range_stays_one() -> None:
    def length(*bands: str) -> str:
        spasms = [spasm(n, duration_band=band) for n, band in enumerate(bands)]
        return lines(page(diary("." * 10, spasms)), Part.SPASMS)["Length"]

    assert length("1_3") == "1–3 min (1 said)"
    assert length("1_3", "under_1", "1_3") == "median 3 min or less, longest 1–3 min (3 said)"
    assert length("over_10", "over_10", "1_3") == "median 10 min or more, longest over 10 min (3 said)"


def test_sleep_and_activity() -> None:
    spasms = [
        spasm(0, context="asleep", minutes_awake=20),
        spasm(0, 27, context="asleep"),
        spasm(1, minutes_awake=5),
        spasm(2, 17.5, context="exercising", minutes_awake=3),
        spasm(3, 9),
        spasm(4, context="asleep", minutes_awake=60),
        spasm(5, context="asleep", minutes_awake=10),
    ]
    run = ActivityFacts("run", day(2), at(2, 17), "run", minutes=60.0)
    walks = [ActivityFacts(f"walk {n}", day(n), at(n, 9), "walk") for n in range(3)]
    content = page(diary("." * 10, spasms, activities=(*walks, run)))
    assert lines(content, Part.NIGHTS) == {
        "Woken": "by 5 of 7 spasms, in 4 nights",
        "Awake": "median 20 min, longest 1 h (4 said)",
        "Situation": "asleep 4, exercising 1, not said 2",
        "Activities": "walk 3, run 1; 1 spasm during a run",
    }


def test_nothing_of_sleep_and_activity_leaves_the_block_out() -> None:
    assert page(diary("." * 10)).block(Part.NIGHTS) is None
    assert lines(page(diary("." * 10, [spasm(0, 9)])), Part.NIGHTS) == {"Woken": "no spasm is noted as waking"}


# -- stretching ------------------------------------------------------------------------------------


def test_prescription_against_done() -> None:
    done = "2010300001"
    holds = (hold(0, "left", 30), hold(0, "right", 15), hold(3, "left", 0))
    more = report(sessions=(*sessions(done), SessionFacts("part", day(1), "timer", False)), holds=holds)
    content = page(diary("....?.....", programmes=[programme(times_a_day=2)], done=done), more)
    assert lines(content, Part.STRETCHING) == {
        "Prescribed": "2 times a day, 1 × 30 s each leg; from 31 Aug 2026 on",
        "Done": "30 % (6 of 20 sessions asked for)",
        "Longest gap": "4 days without a session",
        "Holds": "mean 22.5 of 30 s (left 30, right 15); 1 of 2 to the end",
        "Recorded": "by the timer 7, 1 more begun",
    }


def test_days_without_an_answer_are_told_where_nothing_was_done_on_them() -> None:
    content = page(diary("..??..", programmes=[programme()], done="110001"), report(sessions=sessions("110001")))
    assert lines(content, Part.STRETCHING)["Done"] == "50 % (3 of 6 sessions asked for); 2 days not recorded"


def test_a_pause_is_asked_for_nothing_and_is_no_gap() -> None:
    done = "1000001"
    facts = diary("..???..", paused=(2, 3, 4), programmes=[programme()], done=done)
    said = lines(page(facts, report(sessions=sessions(done))), Part.STRETCHING)
    assert said["Done"] == "50 % (2 of 4 sessions asked for)"
    assert said["Longest gap"] == "2 days without a session"


def test_of_two_programmes_the_later_one_asks_and_both_are_told() -> None:
    therapist = programme(4, 5, times_a_day=3, weekdays=(5, 6), id="b")
    own = programme(0, origin=TargetOrigin.PERSON, id="a")
    content = page(diary("." * 7, programmes=[own, therapist], done="1111111"), report(sessions=sessions("1111111")))
    block = content.block(Part.STRETCHING)
    assert block is not None
    assert [line.whole for line in block.lines][:3] == [
        "Prescribed 3 times on Fri, Sat, 1 × 30 s each leg; 4 Sep 2026 to 5 Sep 2026",
        "Own plan daily, 1 × 30 s each leg; from 31 Aug 2026 on",
        "Done 64 % (7 of 11 sessions asked for)",
    ]


def test_a_gap_counts_while_a_programme_held() -> None:
    done = "0" * 10 + "1001"
    facts = diary("." * 14, programmes=[programme(10)], done=done)
    assert lines(page(facts, report(sessions=sessions(done))), Part.STRETCHING)["Longest gap"].startswith("2 days")
    without = diary("." * 14, done=done)
    assert lines(page(without, report(sessions=sessions(done))), Part.STRETCHING)["Longest gap"].startswith("10 days")


def test_without_a_programme_sessions_are_counted_and_nothing_is_asked() -> None:
    done = "2100001"
    said = lines(page(diary("." * 7, done=done), report(sessions=sessions(done, "typed"))), Part.STRETCHING)
    assert said == {
        "Asked for": "no programme held in this time",
        "Done": "4 sessions on 3 days",
        "Longest gap": "4 days without a session",
        "Recorded": "typed in 4",
    }
    nothing = lines(page(diary("." * 7)), Part.STRETCHING)
    assert nothing == {"Asked for": "no programme held in this time", "Done": "no session is recorded"}


@pytest.mark.parametrize(
    ("routine", "words"),
    [
        (Routine("x", rounds=3), "daily, 3 × 30 s each leg"),
        (Routine("x", leg_order=LegOrder.LEFT_ONLY), "daily, 1 × 30 s, left alone"),
        (Routine("x", variant=Variant.SEATED), "daily, 1 × 30 s each leg, seated, with a towel"),
        (Routine("x", hold_s=10, hold_origin=TargetOrigin.THERAPIST), "daily, 1 × 10 s each leg"),
    ],
)
def test_what_is_asked_for_in_words(routine: Routine, words: str) -> None:
    content = page(diary("." * 7, programmes=[programme()]), report(routines={"r": routine}))
    assert lines(content, Part.STRETCHING)["Prescribed"] == f"{words}; from 31 Aug 2026 on"


def test_weekdays_in_a_row_are_told_by_their_ends() -> None:
    content = page(diary("." * 7, programmes=[programme(weekdays=(1, 2, 3, 4, 5))]))
    assert lines(content, Part.STRETCHING)["Prescribed"].startswith("Mon–Fri, 1 × 30 s")


@pytest.mark.parametrize(
    ("done", "days", "words"), [("1", 300, "1"), ("1" * 299, 300, "99"), ("1" * 9, 9, "100"), ("", 9, "0")]
)
def test_all_and_nothing_are_said_of_all_and_nothing_alone(done: str, days: int, words: str) -> None:
    facts = diary("." * days, programmes=[programme()], done=done)
    assert lines(page(facts, report(sessions=sessions(done))), Part.STRETCHING)["Done"].startswith(f"{words} % (")


# -- changes, answers, the person ------------------------------------------------------------------


def test_changes_of_the_time_are_told_with_their_dates() -> None:
    pauses = (TaggedPause(day(3), day(5), "ill"), TaggedPause(day(50), day(51), "ill"))
    facts = diary("." * 20, programmes=[programme(2, 9)], changes=(ChangeFacts("x", day(1), "New shoes"),))
    block = page(facts, report(pauses=pauses)).block(Part.CHANGES)
    assert block is not None
    assert [line.whole for line in block.lines] == [
        "1. 1 Sep 2026: a marked change",
        "2. 2 Sep 2026: a therapist’s programme begins",
        "3 Sep 2026: a pause to 5 Sep 2026 (ill)",
        "9 Sep 2026: last day of a therapist’s programme",
    ]
    assert page(facts, first=day(12)).block(Part.CHANGES) is None


def test_what_began_on_one_day_stands_in_one_line() -> None:
    facts = diary("." * 20, programmes=[programme(2)], changes=(ChangeFacts("x", day(2), "New shoes"),))
    pauses = (TaggedPause(day(2), day(3), ""),)
    block = page(facts, report(pauses=pauses), Included(own_words=True)).block(Part.CHANGES)
    assert block is not None
    assert [line.whole for line in block.lines] == [
        "1. 2 Sep 2026: New shoes; a therapist’s programme begins",
        "2 Sep 2026: a pause to 3 Sep 2026",
    ]


def test_a_programme_still_to_come_is_no_change_yet() -> None:
    assert page(diary("." * 20, programmes=[programme(40)])).block(Part.CHANGES) is None


def test_of_many_changes_the_newest_stand_on_the_page_and_all_in_the_appendix() -> None:
    changes = tuple(ChangeFacts(str(n), day(n), f"Change {n}") for n in range(9))
    included = Included(own_words=True, appendix=True)
    content = page(diary("." * 20, changes=changes), included=included)
    block = content.block(Part.CHANGES)
    assert block is not None
    assert [line.text[-8:] for line in block.lines] == [f"Change {n}" for n in range(3, 9)]
    assert block.small == ("3 earlier ones.",)
    table = next(table for table in content.appendix if table.heading == "What changed")
    assert len(table.small) == 9 and table.small[0].endswith("Change 0")


def test_answers_about_warning_signs_in_their_words_with_dates_yes_first() -> None:
    given = (
        SafetyAnswer(at=at(2, 9), flag=8, answer="no"),
        SafetyAnswer(at=at(1, 9), flag=6, answer="not_sure"),
        SafetyAnswer(at=at(20, 9), flag=13, answer="yes"),
        SafetyAnswer(at=at(-5, 9), flag=1, answer="yes"),
    )
    block = page(diary("." * 20), report(safety=given)).block(Part.SAFETY)
    assert block is not None
    assert [line.whole for line in block.lines] == [
        "20 Sep 2026, yes: Spasms disturb your sleep, or come often",
        "1 Sep 2026, not sure: Pain, swelling, warmth, or red or darkened skin in ONE calf or thigh: do not stretch it",
        "2 Sep 2026, no: A spasm lasting more than 10 minutes",
    ]
    assert page(diary("." * 20), report(safety=given), Included(safety=False)).block(Part.SAFETY) is None
    assert page(diary("." * 20), report(safety=given[3:])).block(Part.SAFETY) is None


def test_without_a_look_it_is_said_why() -> None:
    young, old = page(diary("." * 55)), page(diary("." * 56))
    first = "Nothing is compared yet: the first look comes 8 weeks after the first recorded day."
    assert lines(young, Part.NOTED_WITH) == {"": first}
    assert lines(old, Part.NOTED_WITH) == {"": "The newest look cannot be read; the next one is worked out anew."}
    assert page(diary("." * 55), included=Included(noted_with=False)).block(Part.NOTED_WITH) is None


def test_questions_are_numbered_and_cut_where_there_is_no_room() -> None:
    asked = tuple(Question(text=text) for text in ("Why?", " ", "a b\n" * 200, *(f"Question {n}" for n in range(7))))
    content = page(diary("." * 10), report(questions=asked), Included(appendix=True))
    block = content.block(Part.QUESTIONS)
    assert block is not None
    assert [line.label for line in block.lines] == [f"{n}." for n in range(1, 7)]
    assert block.lines[1].text.endswith("…") and len(block.lines[1].text) <= 220
    assert block.small == ("3 questions more.",)
    table = next(table for table in content.appendix if table.heading == "Questions for the visit")
    assert len(table.small) == 9
    assert table.small[1] == "2. " + " ".join(["a b"] * 200)
    assert page(diary("." * 10), report(questions=asked), Included(questions=False)).block(Part.QUESTIONS) is None


def test_name_and_conditions_stand_there_when_ticked() -> None:
    more = report(profile=Profile(name=" Ada  Example ", conditions="pregnancy\ndiabetes\n\nBroke my ankle in 2019"))
    assert page(diary("." * 10), more).name == ""
    content = page(diary("." * 10), more, Included(name=True, about_you=True))
    assert content.name == "Ada Example"
    block = content.block(Part.ABOUT_YOU)
    assert block is not None
    assert [line.text for line in block.lines] == ["Pregnancy, Diabetes; Broke my ankle in 2019"]
    assert page(diary("." * 10), report(), Included(name=True, about_you=True)).block(Part.ABOUT_YOU) is None


def test_notes_are_a_table_of_their_own() -> None:
    notes = (NoteFacts(day(2), "episodes", "x", "Woke\nup"), NoteFacts(day(60), "day_items", "y", "later"))
    content = page(diary("." * 10), report(notes=notes), Included(notes=True), last=day(5))
    assert [(table.heading, table.rows) for table in content.appendix] == [
        ("Notes", (("2 Sep 2026", "a spasm", "Woke up"),))
    ]
    assert page(diary("." * 10), report(), Included(notes=True)).appendix[0].small == ("No notes in this time.",)


# -- appendix --------------------------------------------------------------------------------------


def test_the_appendix_lists_spasms_and_weeks_and_how_it_was_worked_out() -> None:
    spasms = [
        spasm(0, 26, leg="left", zones=("left:arch", "right:arch"), pain=6, duration_band="1_3", minutes_awake=0),
        spasm(1, 22, 24, tried=(("stretch", "yes"), ("heat", ""))),
        spasm(2, 22, 31),
        spasm(3, 4, 28),
    ]
    more = report(late_spasms=frozenset({spasms[1].id}))
    content = page(diary("...?" + "." * 6, spasms), more, Included(appendix=True))
    table, weeks, method = content.appendix
    assert table.rows == (
        ("31 Aug 2026", "02:00", "Left", "arch of the foot; Right, arch of the foot", "6", "1–3 min", "0", ""),
        ("1 Sep 2026*", "22:00 to 00:00", "", "", "", "", "", "Stretch: helped; Warmth"),
        ("2 Sep 2026", "in the night", "", "", "", "", "", ""),
        ("3 Sep 2026", "not said", "", "", "", "", "", ""),
    )
    assert table.small[-1] == "* typed more than 48 hours later."
    assert weeks.rows == (
        ("31 Aug 2026", "6 of 7", "3", "3.5", "1", "0", ""),
        ("7 Sep 2026", "3 of 3", "0", "", "", "0", ""),
    )
    assert method.heading == "How it was worked out" and len(method.small) == 6
    for each in (table, weeks):
        assert all(len(row) == len(each.columns) for row in each.rows)


def test_weeks_of_the_appendix_are_those_of_the_chart() -> None:
    content = page(diary("." * 98, [spasm(14), spasm(40)]), first=day(16), included=Included(appendix=True))
    weeks = content.appendix[1]
    assert content.chart is not None
    assert [float(row[3]) for row in weeks.rows] == [bar.value for bar in content.chart.bars]
    assert weeks.small[-1] == "The first week begins before this time."


def test_the_hours_with_the_most_are_told_where_they_stand_out() -> None:
    content = page(diary("." * 30, [spasm(n, 26) for n in range(12)]))
    assert lines(content, Part.SPASMS)["Time"] == "night (22:00–7:00) 12, day 0; most 1:00–4:00 (12)"


def test_large_print_is_handed_on() -> None:
    assert page(diary("." * 10), included=Included(large_print=True)).large_print
    assert page(diary(""), included=Included(large_print=True)).large_print
    assert not page(diary("." * 10)).large_print


def test_texts_hold_everything_that_is_said() -> None:
    content = page(diary("." * 10, [spasm(0, leg="left")]), included=Included(appendix=True))
    texts = content.texts()
    assert {content.title, content.period, content.foot[0], "Left 1", "31 Aug"} <= set(texts)
    assert "" not in texts
    assert replace(content, name="Ada").texts()[1] == "Ada"
