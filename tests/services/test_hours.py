"""Opening hours as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.model.hours import WEEK, HoursError, Schedule, hours_text, impossible, parse_hours

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("24/7", [(WEEK, "00:00", "24:00")]),
        ("24/24h tất cả các ngày trong tuần", [(WEEK, "00:00", "24:00")]),
        ("cả ngày đêm", [(WEEK, "00:00", "24:00")]),
        ("T2-T6 7:30-11:30, 13:30-17:00", [(WORKDAYS, "07:30", "11:30"), (WORKDAYS, "13:30", "17:00")]),
        ("8h đến 17h, từ thứ hai đến thứ sáu", [(WORKDAYS, "08:00", "17:00")]),
        (
            "Sáng 7h–11h, chiều 13h30 - 17h (thứ 2 đến thứ 6)",
            [(WORKDAYS, "07:00", "11:00"), (WORKDAYS, "13:30", "17:00")],
        ),
        ("thứ 7 và chủ nhật 8 giờ đến 11 giờ 30", [(("SA", "SU"), "08:00", "11:30")]),
        ("Hằng ngày 8h-20h", [(WEEK, "08:00", "20:00")]),
        ("T7 8h-11h; CN: 9h-10h", [(("SA",), "08:00", "11:00"), (("SU",), "09:00", "10:00")]),
    ],
)
def test_what_people_write_is_understood(text: str, wanted: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert [(s.byday, s.opens_at, s.closes_at) for s in parse_hours(text)] == wanted


@pytest.mark.parametrize("text", ["25h-26h", "17h-8h", "8h-8h", "8h-12h, 11h-15h", "T6-T2 8h-9h", "8h75-9h"])
def test_impossible_hours_are_refused(text: str) -> None:
    with pytest.raises(HoursError):
        parse_hours(text)


@pytest.mark.parametrize(
    "text", ["giờ hành chính", "0912 345 678", "", "7", "sáng 7h-11h, chiều 1h30-5h", "tối 7h-9h"]
)
def test_what_is_not_sure_is_not_guessed(text: str) -> None:
    with pytest.raises(HoursError, match="hours-form"):
        parse_hours(text)


_TIMES = st.tuples(st.integers(0, 23), st.sampled_from((0, 15, 30, 59))).map(lambda t: f"{t[0]:02}:{t[1]:02}")


@given(st.lists(st.sampled_from(WEEK), unique=True), _TIMES, _TIMES)
@settings(max_examples=150, deadline=None)
def test_the_short_form_reads_back(days: list[str], one: str, other: str) -> None:
    ordered = tuple(day for day in WEEK if day in days)
    schedule = Schedule(byday=ordered, opens_at=min(one, other), closes_at=max(one, other))
    if impossible([schedule]):
        with pytest.raises(HoursError):
            parse_hours(hours_text([schedule]))
    else:
        assert parse_hours(hours_text([schedule])) == (schedule,)


@given(st.text("0123456789hT-:;, /thứgiờđếnCN", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_ends_in_possible_hours_or_a_refusal(text: str) -> None:
    try:
        found = parse_hours(text)
    except HoursError as error:
        assert str(error) in ("hours", "hours-form")
    else:
        assert found and not impossible(found)
