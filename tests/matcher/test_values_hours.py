"""Working hours: what is stated, by days, by the clock, and in the night."""

import pytest

from matcher.values import Hours, parse_hours


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("주5일 주 40시간 근로 09:00 ~ 18:00", Hours(5, 40, "09:00", "18:00")),
        ("주6일 주 40시간 근로", Hours(6, 40)),
        ("주3일, 하루 4시간", Hours(3, 12, a_day=4)),
        ("월~금 오전 9시부터 오후 1시", Hours(5, None, "09:00", "13:00")),
        ("주5일 09:00~18:00", Hours(5, None, "09:00", "18:00")),
        ("주 4~5일", Hours()),
        ("주 15시간 미만", Hours()),
        ("3교대", Hours(shift=True)),
        ("22:00~07:00", Hours(None, None, "22:00", "07:00")),
        ("주말 09:00~18:00", Hours(None, None, "09:00", "18:00")),
        ("10시~15시", Hours(None, None, "10:00", "15:00")),
        ("20:00 ~ 익일 05:00", Hours(None, None, "20:00", "05:00")),
        ("저녁 8시 ~ 다음 날 새벽 5시", Hours(None, None, "20:00", "05:00")),
        ("밤 10시~아침 6시", Hours(None, None, "22:00", "06:00")),
        ("오후 1시~5시", Hours(None, None, "13:00", "17:00")),
        ("저녁 6시~10시", Hours(None, None, "18:00", "22:00")),
        ("오후 2시~12시", Hours(None, None, "14:00", "00:00")),
        ("오전 9시~6시", Hours(None, None, "09:00", "18:00")),
        ("9시~6시", Hours()),
        ("09:00-18:00(휴게 1시간)", Hours(None, None, "09:00", "18:00", a_day=8)),
        ("09:00:00~18:00:00", Hours(None, None, "09:00", "18:00")),
        ("주5일 휴게 12:00~13:00, 09:00~18:00", Hours(5, 40, "09:00", "18:00", a_day=8)),
        ("주당 20시간", Hours(None, 20)),
        ("주당근무시간: 40시간", Hours(None, 40)),
        ("주간 40시간", Hours(None, 40)),
        ("휴일: 토~일", Hours()),
        ("주6일, 휴무 주 1일", Hours(6)),
        ("주간", Hours(part="day")),
        ("야간 전담", Hours(part="night")),
        ("주간 09:00~18:00", Hours(None, None, "09:00", "18:00")),
        ("주·야간", Hours()),
        ("주간/야간 선택", Hours()),
        ("2주간", Hours()),
        ("주간보호센터", Hours()),
        ("기타", Hours()),
        ("서울 강남구", Hours()),
    ],
)
def test_hours_are_counted_only_from_what_is_stated(raw: str, expected: Hours) -> None:
    assert parse_hours(raw) == expected


@pytest.mark.parametrize(
    ("raw", "night"),
    [
        ("야간 전담 20:00~05:00", True),
        ("22:00~06:00", True),
        ("14:00~23:00", True),
        ("05:00~14:00", True),
        ("00:00~08:00", True),
        ("16:00~24:00", True),
        ("격일 09:00~09:00", True),
        ("13:00~22:00", False),
        ("06:00~15:00", False),
        ("10시~15시", False),
        ("오후 1시~5시", False),
        ("9시~6시", None),
        ("야간", True),
        ("주간", False),
        ("주 20시간", None),
        ("협의", None),
    ],
)
def test_night_is_read_from_the_clock_by_the_hours_of_the_law(raw: str, night: bool | None) -> None:
    """Night work is between 22:00 and 06:00 (Labour Standards Act, article 56)."""
    hours = parse_hours(raw)
    assert hours.night is night
    assert hours.week_hours == (20 if raw == "주 20시간" else None)


@pytest.mark.parametrize("text", ["야간근무 없음", "야간 불가", "심야 근무 안 함"])
def test_night_work_that_is_ruled_out_is_no_part_of_the_day(text: str) -> None:
    assert parse_hours(text).part is None
