"""Cards and forms of files, at their largest."""

from __future__ import annotations

from datetime import date

import pytest
from discord import ui

from bot.domain.import_refusals import ImportGone
from bot.domain.imports import (
    Columns,
    DryRun,
    KeptImport,
    Layout,
    PracticeSeen,
    Skipped,
    Source,
    Waiting,
    Why,
)
from bot.render.import_forms import columns_form, columns_of
from bot.render.imports import NameColumns, brought_in, shown, working
from tests.support.challenge_cards import text_of

TODAY = date(2026, 11, 18)
LONG = "*" * 40
SEEN = PracticeSeen(
    name=LONG,
    minimum=99_999_999,
    unit="*" * 20,
    is_new=True,
    archived=True,
    logs=50_000,
    rest_days=50_000,
    first=date(2000, 1, 1),
    starts_earlier=True,
)
RUN = DryRun(
    source=Source.LOOP,
    practices=(SEEN,) * 60,
    there=50_000,
    reasons=tuple((why, 50_000) for why in Why),
    skipped=tuple(Skipped(line=50_000, why=Why.WRONG_UNIT, text=LONG) for _ in range(500)),
    left_out=(LONG,) * 60,
)
HEADER = tuple("*" * 300 for _ in range(19))
PRESS = NameColumns(import_id=2**63 - 1)


def waiting(**kept: object) -> Waiting:
    name = KeptImport.model_validate({"file_name": "*" * 250, **kept})
    return Waiting(2**63 - 1, name, (), TODAY)


@pytest.mark.parametrize(
    "card",
    [
        shown(waiting(dry_run=RUN), 7),
        shown(waiting(layout=Layout(header=HEADER, guess=Columns(day=0)))),
        shown(waiting(asks_order="03/04/2026")),
        shown(waiting()),
        brought_in(RUN),
        working(0, 0),
    ],
)
def test_the_largest_cards_fit(card: ui.LayoutView) -> None:
    assert card.content_length() <= 4000
    assert card.total_children_count <= 40


def test_one_row_and_none() -> None:
    one = DryRun(source=Source.OWN, practices=(), there=1, reasons=(), skipped=())
    assert shown(waiting(dry_run=one)).content_length() < 400


@pytest.mark.parametrize(("source", "is_said"), [(Source.LOOP, True), (Source.OWN, False)])
def test_an_export_of_ours_is_not_marked_as_logged_later(source: Source, *, is_said: bool) -> None:
    said = text_of(brought_in(RUN.model_copy(update={"source": source})))
    assert ("marks them as logged later" in said) is is_said


def test_what_was_never_done_is_told() -> None:
    said = text_of(shown(waiting(dry_run=RUN.model_copy(update={"left_out": ("*Tea*", "Run")}))))
    assert "No log would come in for **\\*Tea\\***, **Run**: left out." in said


def test_the_form_has_a_guess_and_gives_it_back() -> None:
    guess = Columns(day=1, amount=2, practice=0, note=None, where=3, into="Piano")
    layout = Layout(header=("Habit", "", "*" * 300, "Place"), guess=guess)
    form = columns_form(PRESS, waiting(layout=layout), {})
    chosen: dict[str, str] = {}
    for label in form.children:
        assert isinstance(label, ui.Label)
        select = label.component
        assert isinstance(select, ui.Select)
        assert all(len(option.label) <= 100 for option in select.options)
        assert len(select.options) <= 25
        chosen[select.custom_id] = next(each.value for each in select.options if each.default)
    assert columns_of(waiting(layout=layout), chosen) == guess
    into_own = {**chosen, "practice": "into-123456"}
    assert columns_of(waiting(layout=layout), into_own).into == "123456"
    assert columns_of(waiting(layout=layout), {}).day == 0
    told = waiting(layout=layout, columns=Columns(day=1, into="123456"))
    assert columns_form(PRESS, told, {})
    assert columns_form(PRESS, waiting(layout=layout, columns=Columns(day=1)), {})


def test_a_file_of_a_known_kind_has_no_form() -> None:
    with pytest.raises(ImportGone):
        columns_form(PRESS, waiting(dry_run=RUN), {})
    with pytest.raises(ImportGone):
        columns_of(waiting(dry_run=RUN), {})
