"""How the town's postings write their pay: hourly, daily, monthly, yearly, by lesson or piece."""

from service.town.dice import Dice
from service.town.phrases import Occupation

MINIMUM_HOUR = 10_320
"""The hourly minimum wage of 2026 in won."""
_WEEKS = 4.345
_SILENT = (None, None, None, "회사내규에 따름", "면접 후 결정", "협의", "추후협의")


def fair_month(week_hours: float, hourly: int = MINIMUM_HOUR) -> int:
    """The month's pay in 10,000 won, rounded up, for the hours and the paid weekly rest."""
    rest = min(week_hours, 40) / 5 if week_hours >= 15 else 0
    won = hourly * (week_hours + rest) * _WEEKS
    return -int(-won // 10_000)


def no_pay(dice: Dice) -> str | None:
    """Pay left out, or put off in words."""
    return dice.pick(_SILENT)


def below_minimum(dice: Dice, *, part: bool) -> str:
    """Pay under the legal minimum of 2026, for 40 hours a week unless ``part``."""
    hourly = dice.pick(["시급 9,860원", "시급 10,030원", "시급 10,000원", "시급10,030원 이상"])
    if part:
        return hourly
    return dice.pick([hourly, "월급 200만원", "월급 206만원", "연봉 2,400 만원", "월급 195만원"])


def written_pay(job: Occupation, week: float, dice: Dice, *, kind: str) -> str:
    """Pay in words; kind is hour, day, month, year, session, lecture or piece."""
    if kind in ("month", "year"):
        return _long(job, week, dice, yearly=kind == "year")
    low, high = job.pay.get(kind, (MINIMUM_HOUR, 12_000))
    step = {"hour": 100, "day": 5_000, "session": 5_000, "lecture": 1_000}.get(kind, 50)
    won = max(low, _rounded(dice.between(low, high), step))
    if kind == "hour":
        return _hourly(won, high, dice)
    forms = {
        "day": [f"일급 {won:,}원", f"일급 {won // 10_000}만원" if won % 10_000 == 0 else ""],
        "session": [f"회당 {won:,}원", f"회당 {_manwon(won)}"],
        "lecture": [f"시간당 강사료 {won:,}원", f"강사료 1차시 {_manwon(won)}"],
        "piece": [f"건당 {won:,}원", f"건당 {won:,}원(품질에 따라 차등)"],
    }
    return dice.pick([form for form in forms[kind] if form])


def _rounded(won: int, step: int) -> int:
    return won // step * step


def _manwon(won: int) -> str:
    return f"{won / 10_000:g}만원"


def _hourly(won: int, high: int, dice: Dice) -> str:
    if won < MINIMUM_HOUR + 100:
        return dice.pick(["시급 10,320원", "시급 10,320원 이상", "최저시급", "시급10,320원 이상,"])
    top = max(won + 500, _rounded(high, 100))
    return dice.pick(
        [
            f"시급 {won:,}원",
            f"시급 {won:,}원",
            f"시급 {won:,}원 이상",
            f"시급{won:,}원 이상 ~ {top:,}원 이하,",
        ]
    )


def _long(job: Occupation, week: float, dice: Dice, *, yearly: bool) -> str:
    floor = fair_month(week if 0 < week <= 46 else 40)
    low, high = job.pay.get("month", (floor, floor + 30))
    low = max(low, floor)
    bottom = dice.between(low, max(low, (low + high) // 2))
    top = dice.between(bottom, max(bottom, high))
    if yearly:
        return _yearly(-(-bottom * 12 // 100) * 100, top * 12 // 100 * 100, dice)
    bottom = -(-bottom // 5) * 5 if dice.chance(0.7) else bottom
    if top <= bottom + 5:
        forms = [
            f"월급 {bottom}만원",
            f"월급 {bottom}만원 이상",
            f"월급{bottom * 10_000:,}원 이상,",
        ]
        forms += [f"월급여 {bottom}만원(수습 3개월 90%)"] if bottom * 9 > floor * 10 else []
        return dice.pick(forms)
    return dice.pick(
        [
            f"월급 {bottom}만원 이상 ~ {top}만원 이하",
            f"월 {bottom}~{top}만원",
            f"월급 {bottom}만원 ~ {top}만원",
            f"월급{bottom * 10_000:,}원 이상 ~ {top * 10_000:,}원 이하,",
            f"월급 {bottom}만원 이상",
        ]
    )


def _yearly(bottom: int, top: int, dice: Dice) -> str:
    if top <= bottom:
        return dice.pick([f"연봉 {bottom:,} 만원 ~ {bottom:,} 만원", f"연봉 {bottom:,}만원 이상"])
    return dice.pick(
        [
            f"연봉 {bottom:,} 만원 ~ {top:,} 만원",
            f"연봉 {bottom:,} 만원 이상",
            f"연봉{bottom * 10_000:,}원 이상 ~ {top * 10_000:,}원 이하,",
            f"연봉 {bottom:,}만원 ~ {top:,}만원",
        ]
    )
