"""What two postings are compared by, read once from each (공고 비교 항목)."""

import re
import zlib
from dataclasses import dataclass
from datetime import date

from matcher import values
from matcher.copies.titles import Title, read_title
from matcher.records import Posting
from matcher.values.text import folded

_CLAUSE = re.compile(r"[\n,;.。·•■○●*\-]+")
_MEAT = re.compile(r"[^0-9a-z가-힣:]")
_CLIENT = re.compile(
    r"([^\s,.]{2,40}?)(?:의|에서\s?의뢰한)?\s(?:직원\s)?(?:채용|구인)(?:을|를)?\s?(?:대행|의뢰)"
    r"|(?:근무처|근무회사|고객사|채용기업|구인업체)\s?:\s?([^\s,]{2,40})"
)
_STAFFING = re.compile(
    r"아웃소싱|파견|인력|헤드헌|서치펌|직업소개|휴먼리소스|맨파워|스태핑|잡매니저"
)
_STREET = re.compile(r"[가-힣0-9]+(?:로|길)(?=\s|[0-9]|$|,|\()")
_QUARTER = re.compile(r"[가-힣0-9]+(?:동|읍|면|리|가)(?=\s|$|,|\)|[0-9])")
_NUMBER = re.compile(r"[?&](wantedauthno|recrutpblntsn|rec_idx|gno|jobid)=([0-9a-z-]+)")


@dataclass(frozen=True)
class Face:
    """One posting's facts for comparing; ``None`` and empty are unknown, never equal."""

    id: str
    employer: str
    business_number: str | None
    client: str | None
    """The employer that an agency's posting names (채용대행)."""
    agency: bool
    told: str
    """Title and opening of an agency's posting, in which an employer may be named."""
    title: Title
    functions: frozenset[str]
    career: values.Career
    levels: frozenset[str]
    education: str | None
    pay: values.Pay
    hours: values.Hours
    employment: frozenset[str]
    regions: frozenset[str]
    streets: frozenset[str]
    quarters: frozenset[str]
    closes: date | None
    registered: date | None
    number: tuple[str, str] | None
    """Name and value of the official number in the link (wantedAuthNo)."""
    clauses: dict[int, str]
    """The body's clauses by hash: its shingles."""

    @classmethod
    def of(cls, posting: Posting) -> "Face":
        """Read a posting once."""
        body = folded(posting.body).casefold()
        client = _client(body)
        title = read_title(posting.title, client or posting.employer.key, posting.region)
        agency = bool(client or title.agency or _STAFFING.search(posting.company or ""))
        where = f"{posting.region or ''} {posting.address or ''}".strip()
        return cls(
            id=posting.id,
            employer=posting.employer.key,
            business_number=re.sub(r"\D", "", posting.business_number or "") or None,
            client=client,
            agency=agency,
            told=_MEAT.sub("", folded(posting.title).casefold() + body[:600]) if agency else "",
            title=title,
            functions=frozenset(posting.functions),
            career=posting.career_range,
            levels=frozenset(re.findall("신입|경력|인턴", posting.career or "")),
            education=values.parse_education(posting.education),
            pay=posting.pay_range,
            hours=posting.hours,
            employment=values.parse_employment_types(posting.employment_type),
            regions=frozenset(posting.regions) - {values.NATIONWIDE},
            streets=frozenset(_STREET.findall(where)),
            quarters=frozenset(_QUARTER.findall(where)) | title.places,
            closes=posting.closing.date,
            registered=posting.registered,
            number=_number(posting.url),
            clauses=_clauses(body),
        )

    @property
    def owner(self) -> str:
        """Who offers the job, as far as the posting tells; empty where it does not."""
        return self.client or self.employer


def _clauses(body: str) -> dict[int, str]:
    pieces = (_MEAT.sub("", piece) for piece in _CLAUSE.split(body))
    return {zlib.crc32(piece.encode()): piece for piece in pieces if len(piece) >= 4}


def _client(body: str) -> str | None:
    found = _CLIENT.search(body[:600])
    return values.company_key(found[1] or found[2]) or None if found else None


def _number(url: str | None) -> tuple[str, str] | None:
    """The number in a link's query, where a known portal keeps it."""
    found = _NUMBER.search((url or "").casefold())
    return (found[1], found[2]) if found else None
