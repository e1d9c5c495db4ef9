"""Records: what is derived from a posting or a trainee once its fields hold anything at all."""

from functools import cached_property

from fuzz_target import TODAY, Target, text_of, values_of

_POSTING = """사무보조원 모집 (초대졸)
㈜가상상사
123-45-67890
서비스업
엑셀;문서
경력 1년 이상
고졸 이상
월급 230만원
세종 어진동
주 5일 09:00~18:00
정규직(수습 3개월)
컴퓨터활용능력 2급 필수
0명
장년 우대
2026-12-31
https://example.invalid/?wantedauthno=1
고용24
세종특별자치시 도움4로 13
029500
근무처: 가상. 지게차운전기능사 필수. 문의 010-1234-5678""".encode()
_TRAINEE = """가나다
a@example.com
010-1234-5678
세종 어진동
대졸
AI 과정
의류 바이어
백화점
브랜드 입점, 엑셀
엑셀
워드프로세서
온라인몰 MD
세종
건강이 좋지 않습니다. 2025년 3.5점""".encode()


def record_targets() -> dict[str, Target]:
    """The typed values, checks and faces of postings; profiles and skills of trainees."""
    from pydantic import ValidationError

    refused = (ValidationError,)
    return {
        "posting": Target(_posting, (_POSTING,), refused),
        "trainee": Target(_trainee, (_TRAINEE,), refused),
        "mapping-json": _mapping_json(),
        "draft-json": Target(_draft_json, (_DRAFT,), refused),
    }


_LISTS = ("functions", "licences")


def _posting(data: bytes) -> None:
    from matcher.records import Posting

    days = ("registered", "seen", "gone", "id", "source")
    names = ("title", "company", *(n for n in Posting.model_fields if n not in days))
    fields = dict.fromkeys(names)
    texts: dict[str, object] = {**values_of(data, list(fields))}
    texts |= {name: [texts[name]] for name in _LISTS if name in texts}
    for day in (None, TODAY):
        derive(Posting.model_validate({"id": "J", "source": "a", "registered": day, **texts}))


def derive(posting: object) -> None:
    """Everything Ieum reads out of a posting."""
    from matcher.checks import check_posting
    from matcher.copies import Face, strength
    from matcher.ingest.persons import without_persons
    from matcher.licences import demanded, lacking
    from matcher.records import Posting
    from matcher.text.kinds import posting_document, posting_texts

    if not isinstance(posting, Posting):
        raise TypeError(posting)
    for name, value in vars(Posting).items():
        if isinstance(value, cached_property):
            getattr(posting, name)
    check_posting(posting, TODAY)
    face = Face.of(posting)
    strength(face, face)
    lacking(demanded(posting), [posting.title])
    posting_texts(posting)
    posting_document(posting)
    without_persons(posting.model_dump(mode="json"))


def _trainee(data: bytes) -> None:
    from matcher.records import Trainee

    person = ("name", "email", "phone", "home_place", "education", "summary")
    history = ("course", "title", "industry", "duties", "skill", "licence", "job", "place")
    told = values_of(data, (*person, *history))
    career = {name: told.get(name) for name in ("title", "industry", "duties")}
    profile_of(
        Trainee.model_validate(
            {
                "id": "T",
                **{name: told.get(name) for name in person},
                "courses": [{"name": told.get("course", "가"), "status": "수료"}],
                "career": [career] if career["title"] else [],
                "skills": [told[n] for n in ("skill",) if n in told],
                "licences": [told[n] for n in ("licence",) if n in told],
                "desired": {"jobs": [told.get("job", "가")], "places": [told.get("place", "가")]},
            }
        )
    )


def profile_of(trainee: object) -> None:
    """Everything Ieum reads out of a trainee."""
    from matcher import places
    from matcher.records import Trainee
    from matcher.skills import skills_of
    from matcher.text.kinds import avoid_texts, profile_document, profile_texts
    from matcher.text.profile import Profile

    if not isinstance(trainee, Trainee):
        raise TypeError(trainee)
    profile = Profile.of(trainee)
    profile_texts(profile)
    avoid_texts(profile)
    profile_document(profile)
    skills_of(trainee, TODAY)
    places.find(trainee.home_place)


def _mapping_json() -> Target:
    from matcher.ingest.mapping import ColumnMapping
    from matcher.ingest.mapping.columns import WrongMapping

    kept = ColumnMapping(
        kind="postings",
        columns={"업체명": "company", "직종": "title", "임금(만원)": "pay"},
        units={"임금(만원)": "만원"},
    )

    def read(data: bytes) -> None:
        whole, _, said = text_of(data).partition("\n")
        mapping = ColumnMapping.from_json(whole).changed(said.split("\n") if said else ())
        ColumnMapping.from_json(mapping.to_json())

    return Target(read, (f"{kept.to_json()}\n임금(만원)=pay\n직종=-".encode(),), (WrongMapping,))


_DRAFT = """{"name": "가나다", "career": [{"title": "경리", "years": 3}],
"desired": {"jobs": ["사무"]}, "sources": {"name": "성명: 가나다"}, "masked": {"주민번호": 1},
"notes": ["없음"]}""".encode()


def _draft_json(data: bytes) -> None:
    from matcher.ingest.resumes import ProfileDraft, confirmed

    draft = ProfileDraft.model_validate_json(text_of(data))
    profile_of(confirmed(draft, "T1", {"desired.jobs": ["사무"]}))
