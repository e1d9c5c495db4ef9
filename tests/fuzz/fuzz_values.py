"""Values: each parser of how Korean postings and people write things."""

from collections.abc import Callable

from fuzz_target import TODAY, Target, of_texts, text_of

SEEDS = tuple(
    seed.encode()
    for seed in (
        "월급 230만원 ~ 260만원, 상여 400%, 수습 3개월 90%",
        "주 5일(월~금) 09:00~18:00, 휴게 12:00~13:00, 주 40시간",
        "경력 3년 이상 우대 / 1998.03 ~ 2015.12 (17년 10개월)",
        "2026-12-31 (채용시 마감) D-3 등록 11/20",
        "고졸~대졸(2~3년) 무관, 정규직, 모집인원 00명",
        "(30103) 세종특별자치시 도움4로 13 (어진동) > 대전 유성구",
        "&amp;amp;lt;b&#8203;가\u3164나",
    )
)


def value_targets() -> dict[str, Target]:
    """A target for each kind of value, and one for cleaning, which must be idempotent."""
    from matcher import values
    from matcher.ingest.wishes import monthly_wage

    def clean(data: bytes) -> None:
        text = values.clean_text(text_of(data))
        if values.clean_text(text) != text:
            raise AssertionError("cleaning twice is not cleaning once")

    made = {name: Target(of_texts(parsers), SEEDS) for name, parsers in _parsers().items()}
    return {
        **made,
        "pay": Target(_pay, SEEDS),
        "clean": Target(clean, SEEDS),
        "wage": Target(lambda data: monthly_wage(text_of(data)), SEEDS, (ValueError,)),
    }


def _parsers() -> dict[str, list[Callable[[str], object]]]:
    from matcher import codes, places, values
    from matcher.ingest.careers import parse_career_entry, spell_in, years_of
    from matcher.ingest.wishes import weekly_hours
    from matcher.occupations import keco_2018_of_jobs_cd, keco_2025_of

    days = (None, TODAY)
    return {
        "closing": [
            *(
                lambda text, day=day: values.parse_closing(text, registered=day, seen=day)
                for day in days
            ),
            values.parse_day,
        ],
        "hours": [values.parse_hours, values.parse_holiday, weekly_hours],
        "career": [
            values.parse_career,
            parse_career_entry,
            *(lambda text, day=day: years_of(text, day) for day in days),
            *(lambda text, day=day: spell_in(text, day) for day in days),
        ],
        "region": [
            *(lambda text, day=day: values.parse_regions(text, day) for day in days),
            *(lambda text, day=day: values.parse_towns(text, day) for day in days),
            *(lambda text, day=day: values.unknown_places(text, day) for day in days),
            values.parse_address,
            places.find,
            places.named,
            lambda text: places.in_region(text, ["36110"]),
        ],
        "kinds": [
            values.parse_education,
            values.parse_education_range,
            values.parse_employment_set,
            values.parse_employment_types,
            values.parse_headcount,
            values.parse_preference,
            values.company_key,
        ],
        "codes": [
            values.parse_jobs_cd,
            values.keco2018_of,
            keco_2018_of_jobs_cd,
            keco_2025_of,
            *(lambda text, table=table: codes.meaning(table, text) for table in codes.tables()),
        ],
    }


def _pay(data: bytes) -> None:
    from matcher import values

    text = text_of(data)
    hours = values.parse_hours(text)
    for hint, source in ((None, None), ("Y", None), ("월급", None), (None, "saramin")):
        pay = values.parse_pay(text, unit_hint=hint, source=source)
        pay.hourly(hours.week_hours, hours.day_hours)
        pay.hourly_top(hours.week_hours, hours.day_hours)
        pay.monthly(hours.week_hours)
        pay.monthly_top(hours.week_hours)
        values.below_minimum(pay, hours.week_hours, TODAY)
