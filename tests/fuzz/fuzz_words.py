"""Words: titles, skills, occupations, places to strike contacts from, and the checks on texts."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from fuzz_target import TODAY, Target, of_texts, text_of

_TITLES = tuple(
    seed.encode()
    for seed in (
        "[세종] ㈜가상상사 사무보조원 모집(신입/경력) 급구...",
        "(재공고) 아파트 경비원 채용 합니다! 오전/오후 교대",
        "온라인쇼핑몰 MD·엑셀(피벗) 활용, 스마트스토어 상품등록, 라벨링/annotation 우대",
        "기획팀장 홍길동 010-1234-5678 a.b@example.com 담당자: 가나다",
    )
)
_ADVERT = "만 35세 이하 여직원 모집, 용모 단정, 보증금 10만원 입금 후 카톡 문의".encode()
_SKILLS = "skill,kind,variants,within,context\n가상툴,tool,가상 툴|vt,엑셀,문서\n".encode()
_COURSES = (
    "course,aliases,valid_from,valid_to,goal,hours,skills,trades\n"
    "가상 과정,가상|과정,2026-01-27,2026-12-31,취업,120,엑셀|문서 작성,사무\n"
).encode()


def word_targets() -> dict[str, Target]:
    """A target for each reading of free words."""
    from matcher.checks.lint import lint
    from matcher.ingest.feeds.contacts import without_contacts
    from matcher.skills import CourseTable, TableError, packaged_skills
    from matcher.text.private import blank_private, private_topics
    from matcher.text.tokens import morphemes, placed, plain_morphemes

    skills = packaged_skills()

    def contacts(data: bytes) -> None:
        text = text_of(data)
        safe = without_contacts(text)
        if without_contacts(safe) != safe:
            raise AssertionError("striking twice is not striking once")

    tokens = [placed, lambda text: morphemes([text]), lambda text: plain_morphemes([text])]
    return {
        "lint": Target(of_texts([lint]), (_ADVERT, *_TITLES)),
        "titles": Target(of_texts(_title_readers()), _TITLES),
        "contacts": Target(contacts, _TITLES),
        "private": Target(of_texts([blank_private, private_topics]), _TITLES),
        "tokens": Target(of_texts(tokens), _TITLES),
        "skills": Target(of_texts([skills.resolve, skills.skills_in, skills.named]), _TITLES),
        "skills-table": Target(_own_table(), (_SKILLS,), (TableError,)),
        "courses-table": Target(
            lambda data: CourseTable.parse(text_of(data), name="a.csv").offered(TODAY),
            (_COURSES,),
            (TableError,),
        ),
        "occupations": Target(_mapped(), _TITLES),
    }


def _title_readers() -> list[Callable[[str], object]]:
    from matcher.copies.titles import marks, read_title
    from matcher.values import company_key

    def beside_parts(text: str) -> None:
        title, employer, region = (*text.split("\n", 2), "", "")[:3]
        read_title(title, company_key(employer), region)

    return [beside_parts, lambda text: read_title(text, "가상", None), marks]


def _own_table() -> Callable[[bytes], object]:
    from matcher.skills import SkillTable

    file = Path(tempfile.mkdtemp(prefix="ieum-fuzz-table-")) / "skills.csv"

    def read(data: bytes) -> None:
        file.write_bytes(data)
        SkillTable.read(file)

    return read


def _mapped() -> Callable[[bytes], object]:
    """A small lexicon under an encoder that needs no model: what is fuzzed is the text."""
    from embeddings.hashing import HashingEncoder
    from matcher.occupations import Lexicon, Occupation, OccupationMapper

    groups = {"5420": "경비원", "5312": "조리사", "2142": "컴퓨터 강사"}
    known = (Occupation("아파트경비원", "5420", ("건물경비원",)), Occupation("조리사", "5312"))
    lexicon = Lexicon((*known, Occupation("전산강사", "2142")), groups)
    mapper = OccupationMapper(HashingEncoder(), lexicon)
    return of_texts([mapper.map])
