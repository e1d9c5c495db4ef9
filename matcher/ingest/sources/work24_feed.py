"""Postings of 고용24 (Work24) from its open API: the list, and what the detail adds."""

import re

from matcher.ingest.sources.base import Cells, Feed, Source, at, coded, joined, labelled, parts
from matcher.values import parse_day, parse_jobs_cd, parse_pay

_CORP, _INFO = "corpInfo", "wantedInfo"
_LIST = (
    "wantedAuthNo company busino indTpNm title salTpNm sal minSal maxSal region holidayTpNm "
    "minEdubg maxEdubg career regDt closeDt infoSvc wantedInfoUrl wantedMobileInfoUrl zipCd "
    "strtnmCd basicAddr detailAddr empTpCd jobsCd smodifyDtm prefCd"
)
_DETAIL = (
    "corpInfo corpNm totPsncnt indTpCdNm busiCont busiSize homePg wantedInfo jobsNm wantedTitle "
    "relJobsNm jobCont receiptCloseDt empTpNm collectPsncnt salTpNm enterTpNm eduNm forLang major "
    "certificate compAbl pfCond etcPfCond selMthd rcptMthd submitDoc etcHopeCont workRegion "
    "nearLine workdayWorkhrCont fourIns retirepay etcWelfare disableCvntl dtlRecrContUrl jobsCd "
    "regionCd minEdubgIcd maxEdubgIcd empTpCd enterTpCd salTpCd keywordList srchKeywordNm"
)
_BODY = {
    "etcHopeCont": "기타",
    "major": "전공",
    "forLang": "외국어",
    "compAbl": "컴퓨터 활용",
    "selMthd": "전형방법",
    "rcptMthd": "접수방법",
    "submitDoc": "제출서류",
    "fourIns": "4대보험",
    "retirepay": "퇴직금",
    "etcWelfare": "복지",
    "disableCvntl": "장애인 편의시설",
    "nearLine": "인근 노선",
}
_COLUMNS = {
    "id": "wantedAuthNo",
    "title": "title",
    "company": "company",
    "career": "career",
    "education": "minEdubg",
    "pay": "sal",
    "region": "region",
    "closes": "closeDt",
    "registered": "regDt",
    "body": "jobCont",
}
_NONE = frozenset({"무관", "없음", "관계없음", "해당없음", "-"})


def _fields(cells: Cells) -> dict[str, object]:
    certificates = parts(at(cells, _INFO, "certificate"))
    return {
        "id": at(cells, "wantedAuthNo"),
        "source": "work24",
        "provider": "고용24",
        "title": at(cells, _INFO, "wantedTitle") or at(cells, "title"),
        "company": at(cells, "company") or at(cells, _CORP, "corpNm"),
        "business_number": _business_number(at(cells, "busino")),
        "industry": at(cells, "indTpNm") or at(cells, _CORP, "indTpCdNm"),
        "functions": [_JOB_CODE.sub("", one) for one in parts(at(cells, _INFO, "jobsNm"))],
        "career": coded("work24.career", at(cells, _INFO, "enterTpNm") or at(cells, "career")),
        "education": at(cells, _INFO, "eduNm") or _education(cells),
        "pay": _pay(cells),
        "region": at(cells, "region") or at(cells, _INFO, "workRegion"),
        "address": at(cells, _INFO, "workRegion") or _address(cells),
        "working_condition": at(cells, _INFO, "workdayWorkhrCont")
        or coded("work24.holiday", at(cells, "holidayTpNm")),
        "employment_type": at(cells, _INFO, "empTpNm") or _employment(cells),
        "licences": [one for one in certificates if one not in _NONE],
        "headcount": at(cells, _INFO, "collectPsncnt"),
        "preference": _preference(cells),
        "closes": at(cells, "closeDt") or at(cells, _INFO, "receiptCloseDt"),
        "registered": parse_day(at(cells, "regDt")),
        "url": at(cells, "wantedInfoUrl") or at(cells, _INFO, "dtlRecrContUrl"),
        "jobs_cd": _jobs_cd(cells),
        "body": _body(cells),
    }


_JOB_CODE = re.compile(r"\s*\([0-9]{5,6}\)$")


def _business_number(text: str | None) -> str | None:
    """Ten noughts are how the feed writes that it does not say."""
    return text if text and text.strip("0-") else None


def _education(cells: Cells) -> str | None:
    ends = (coded("work24.education", at(cells, name)) for name in ("minEdubg", "maxEdubg"))
    return "~".join(dict.fromkeys(filter(None, ends))) or None


def _pay(cells: Cells) -> str | None:
    """The detail's wage, else the list's with its two numbers, of which 0 means none."""
    told = (at(cells, _INFO, "salTpNm") or "").rstrip(" ,")
    if parse_pay(told).known:
        return told
    kind, amount = coded("work24.pay", at(cells, "salTpNm")), at(cells, "sal")
    text = " ".join(filter(None, (kind, amount)))
    low, high = _won(cells, "minSal"), _won(cells, "maxSal")
    read = parse_pay(text)
    if not (low or high) or (read.min, read.max) == (low, high) or kind is None:
        return text or told or None
    ends = (f"{low:,}원 이상" if low else "", f"{high:,}원 이하" if high else "")
    return f"{kind} {' ~ '.join(filter(None, ends))}" + (f" ({amount})" if amount else "")


def _won(cells: Cells, name: str) -> int | None:
    text = (at(cells, name) or "").replace(",", "")
    return int(text) or None if re.fullmatch(r"[0-9]{1,12}", text) else None


def _address(cells: Cells) -> str | None:
    zip_code = at(cells, "zipCd")
    road = filter(None, (at(cells, name) for name in ("basicAddr", "detailAddr")))
    place = " ".join(road)
    return f"({zip_code}) {place}" if zip_code and place else place or None


def _employment(cells: Cells) -> str | None:
    return coded("work24.employment", at(cells, "empTpCd") or at(cells, _INFO, "empTpCd"))


def _preference(cells: Cells) -> str | None:
    told = (at(cells, _INFO, "pfCond"), at(cells, _INFO, "etcPfCond"))
    return ", ".join(filter(None, told)) or coded("work24.preference", at(cells, "prefCd"))


def _jobs_cd(cells: Cells) -> str | None:
    codes = parts(at(cells, "jobsCd") or at(cells, _INFO, "jobsCd"))
    return next(filter(None, map(parse_jobs_cd, codes)), None)


def _body(cells: Cells) -> str | None:
    info = cells.get(_INFO)
    inside = info if isinstance(info, dict) else {}
    keywords = at(cells, _INFO, "keywordList", "srchKeywordNm")
    told = [at(inside, "jobCont"), *labelled(inside, _BODY)]
    return joined([*told, f"키워드: {keywords}" if keywords else None])


def _recognises(header: frozenset[str]) -> bool:
    names = {"title", "company", "wantedInfo", "closeDt"}
    return "wantedAuthNo" in header and bool(header & names)


FEED = Feed(
    Source("work24", _recognises, _fields, _COLUMNS),
    kept=frozenset(_LIST.split()) | frozenset(_DETAIL.split()),
    dated=("regDt", "smodifyDtm"),
    expected=("region", "career", "closes"),
    listed="regDt",
    detailed=_INFO,
    changed="smodifyDtm",
)
