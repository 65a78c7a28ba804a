"""What was noted with the spasms, what changed, which answers about warning signs were given, what is to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from calfstretch.domain.conditions import KNOWN, Conditions
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.person import Programme, Question, SafetyAnswer
from calfstretch.domain.red_flags import flag
from calfstretch.domain.report_facts import ReportFacts
from calfstretch.domain.routine import TargetOrigin
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights import comparison_words
from calfstretch.insights.comparison import Comparison, Status
from calfstretch.insights.look import LookResult, due_through
from calfstretch.insights.wording import two_figures
from calfstretch.report.shapes import Block, Included, Line, Part
from calfstretch.report.shown_days import ShownDays, span_words
from calfstretch.report.time_chart import marks
from calfstretch.ui import amounts, formats, labels

# So much fits beside everything else; the rest stands in the appendix. Product choice.
_MOST_CHANGES, _MOST_ANSWERS, _MOST_QUESTIONS, _MOST_UNCLEAR = 6, 6, 6, 3
_MOST_CHARACTERS = 220


# -- noted with them -------------------------------------------------------------------------------


def noted_with_block(facts: DiaryFacts, look: LookResult | None, included: Included) -> Block:
    """The newest look: what stood out with its sentence, the rest in one line each.

    Args:
        look: None = there is none yet, or it cannot be read.
    """
    if look is None:
        words = _("Nothing is compared yet: the first look comes 8 weeks after the first recorded day.")
        if due_through(facts) is not None:
            words = _("The newest look cannot be read; the next one is worked out anew.")
        return Block(Part.NOTED_WITH, _("Noted with them"), (Line(words),))
    heading = _("Noted with them (look of {day})").format(day=formats.short_day(look.due))
    found = named(look, included)
    lines = [Line(words_of(each), f"{_names(each).heading}:") for each in found if each.is_mentioned]
    none = _("No note stood out.") if look.family else _("Nothing could be compared yet: too little is noted.")
    lines = [*(lines or [Line(none)]), *_unclear(found)]
    return Block(Part.NOTED_WITH, heading, tuple(lines), (looked_at(look), caution()))


def _unclear(found: Iterable[Comparison]) -> list[Line]:
    """Those compared over the most days or runs; the rest in the appendix."""
    unclear = [each for each in found if each.status is Status.NO_CLEAR_DIFFERENCE]
    if not unclear:
        return []
    shown = sorted(unclear, key=lambda each: -each.counts.units)[:_MOST_UNCLEAR]
    words = "; ".join(_between(each) for each in unclear if each in shown)
    more = len(unclear) - len(shown)
    if more:
        words = ngettext("{notes}; {n} more", "{notes}; {n} more", more).format(notes=words, n=more)
    return [Line(words, _("No clear difference, times as often:"))]


def named(look: LookResult, included: Included) -> tuple[Comparison, ...]:
    """The comparisons of a look; tags go by a number where their names are not to be told."""
    if included.own_words:
        return look.comparisons
    found, tags = [], 0
    for each in look.comparisons:
        exposure = each.exposure
        if exposure.name:
            tags += 1
            exposure = exposure._replace(id=f"tag:{tags}", name=_("own note {n}").format(n=tags))
        found.append(replace(each, exposure=exposure))
    return tuple(found)


def words_of(comparison: Comparison) -> str:
    """The sentence of Insights."""
    return comparison_words.sentence(comparison, amounts.amount)


def heading_of(comparison: Comparison) -> str:
    """What was noted, as a heading."""
    return _names(comparison).heading


def caution() -> str:
    """What stands beside every comparison."""
    return comparison_words.caution()


def looked_at(look: LookResult) -> str:
    """Which days the look covers: they need not be those of the page."""
    words = ngettext("{known} recorded day, {span}.", "{known} recorded days, {span}.", look.known_days)
    return words.format(span=span_words(look.origin, look.through), known=formats.grouped(look.known_days))


def _names(comparison: Comparison) -> comparison_words.Names:
    return comparison_words.names(comparison, amounts.amount)


def _between(comparison: Comparison) -> str:
    """days with a run 0.62 to 1.8"""
    result, name = comparison.result, _names(comparison).yes
    if result is None:
        return name
    low = two_figures(result.low or 0.0, up=False)
    if result.high is None:
        return _("{name} {low} upward").format(name=name, low=low)
    return _("{name} {low} to {high}").format(name=name, low=low, high=two_figures(result.high, up=True))


# -- what changed ----------------------------------------------------------------------------------


class Change(NamedTuple):
    """Something that began or ended; `number` is its mark in the chart, 0 = it has none."""

    day: date
    what: str
    number: int = 0

    @property
    def line(self) -> Line:
        """12 Oct 2026: new shoes"""
        words = _("{day}: {what}").format(day=formats.short_day(self.day), what=self.what)
        return Line(words, f"{self.number}." if self.number else "")


def changes(facts: DiaryFacts, more: ReportFacts, shown: ShownDays, included: Included) -> tuple[Change, ...]:
    """Marked changes, programmes that began or ended, pauses; oldest first."""
    found = []
    numbers = {marked.day: n for n, marked in enumerate(marks(facts, shown), 1)}
    for change in facts.changes:
        if shown.holds(change.day):
            text = " ".join(change.text.split()) if included.own_words else ""
            found.append(Change(change.day, text or _("a marked change"), numbers.get(change.day, 0)))
    for programme in facts.programmes:
        if shown.holds(programme.first_day) and programme.first_day <= facts.today:
            found.append(Change(programme.first_day, _begins(programme), numbers.get(programme.first_day, 0)))
        if programme.last_day is not None and shown.holds(programme.last_day) and programme.last_day < facts.today:
            found.append(Change(programme.last_day, _ends(programme)))
    for pause in more.pauses:
        if pause.first_day <= shown.last and pause.last_day >= shown.first:
            found.append(Change(pause.first_day, _pause(pause.last_day, pause.reason, included)))
    return tuple(_together(of_day) for _day, of_day in groupby(sorted(found, key=_order), key=_order))


def _order(change: Change) -> tuple[date, bool]:
    return change.day, not change.number


def _together(of_day: Iterable[Change]) -> Change:
    """What is marked by one line of the chart, or began or ended on one day, as one."""
    first, *others = of_day
    return first._replace(what="; ".join(each.what for each in (first, *others)))


def _begins(programme: Programme) -> str:
    by_therapist = programme.origin is TargetOrigin.THERAPIST
    return _("a therapist’s programme begins") if by_therapist else _("a stretching programme begins")


def _ends(programme: Programme) -> str:
    by_therapist = programme.origin is TargetOrigin.THERAPIST
    return _("last day of a therapist’s programme") if by_therapist else _("last day of a stretching programme")


def _pause(last: date, reason: str, included: Included) -> str:
    said = reason in (labels.PAUSE_ILL, labels.PAUSE_TRAVEL) or included.own_words
    words = _("a pause to {day}").format(day=formats.short_day(last))
    why = " ".join(labels.pause_reason(reason).split()) if said else ""
    return _("{pause} ({reason})").format(pause=words, reason=why) if why else words


def changes_block(found: tuple[Change, ...]) -> Block | None:
    """The newest of them; None = nothing changed."""
    if not found:
        return None
    lines = [each.line._replace(text=short(each.line.text)) for each in found[-_MOST_CHANGES:]]
    earlier = len(found) - len(lines)
    small: tuple[str, ...] = ()
    if earlier:
        small = (ngettext("{n} earlier one.", "{n} earlier ones.", earlier).format(n=earlier),)
    return Block(Part.CHANGES, _("What changed"), tuple(lines), small)


# -- answers about warning signs -------------------------------------------------------------------


def safety_answers(more: ReportFacts, shown: ShownDays) -> tuple[SafetyAnswer, ...]:
    """The answers given in this time, yes and not sure first, each newest first."""
    given = [answer for answer in more.safety if shown.holds(answer.at.local.date())]
    newest = sorted(given, key=lambda answer: answer.at.utc, reverse=True)
    return tuple(sorted(newest, key=lambda answer: answer.answer == "no"))


def safety_line(answer: SafetyAnswer) -> Line:
    """14 Nov 2026, yes: A spasm lasting more than 10 minutes"""
    said = {"yes": _("yes"), "no": _("no"), "not_sure": _("not sure")}[answer.answer]
    day = formats.short_day(answer.at.local.date())
    return Line(_(flag(answer.flag).short), _("{day}, {answer}:").format(day=day, answer=said))


def safety_block(given: tuple[SafetyAnswer, ...]) -> Block | None:
    """The answers in the words of the signs; None = none was given."""
    if not given:
        return None
    more = len(given) - _MOST_ANSWERS
    small = (ngettext("{n} answer more.", "{n} answers more.", more).format(n=more),) if more > 0 else ()
    lines = tuple(safety_line(answer) for answer in given[:_MOST_ANSWERS])
    return Block(Part.SAFETY, _("Answers about warning signs"), lines, small)


# -- the person ------------------------------------------------------------------------------------


def about_block(more: ReportFacts) -> Block | None:
    """What the person says of their body once; None = nothing."""
    said = Conditions.read(more.profile.conditions if more.profile is not None else "")
    words = [_(KNOWN[name]) for name in said.ticked]
    text = " ".join(said.text.split())
    said_so = "; ".join(part for part in (", ".join(words), short(text)) if part)
    return Block(Part.ABOUT_YOU, _("About me"), (Line(said_so),)) if said_so else None


def questions(more: ReportFacts) -> tuple[Question, ...]:
    """Those that ask something, in the order they were typed."""
    return tuple(question for question in more.questions if question.text.strip())


def questions_block(asked: Iterable[Question]) -> Block | None:
    """Questions for the visit; None = there are none."""
    texts = [short(" ".join(question.text.split())) for question in asked]
    if not texts:
        return None
    more = len(texts) - _MOST_QUESTIONS
    small = (ngettext("{n} question more.", "{n} questions more.", more).format(n=more),) if more > 0 else ()
    lines = tuple(Line(text, f"{n}.") for n, text in enumerate(texts[:_MOST_QUESTIONS], 1))
    return Block(Part.QUESTIONS, _("Questions for the visit"), lines, small)


def is_cut(texts: Iterable[str], most: int) -> bool:
    """Whether the page has no room for all of it."""
    found = [" ".join(text.split()) for text in texts]
    return len(found) > most or any(short(text) != text for text in found)


def changes_are_cut(found: tuple[Change, ...]) -> bool:
    """Whether the page has no room for all of them."""
    return is_cut((change.line.text for change in found), _MOST_CHANGES)


def answers_are_cut(given: tuple[SafetyAnswer, ...]) -> bool:
    """Whether the page has no room for all of them."""
    return len(given) > _MOST_ANSWERS


def questions_are_cut(asked: Iterable[Question]) -> bool:
    """Whether the page has no room for all of them."""
    return is_cut((question.text for question in asked), _MOST_QUESTIONS)


def short(text: str) -> str:
    """What of a text the page has room for."""
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1].rstrip() + "…"
