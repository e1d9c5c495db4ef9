"""Classes of wordings beyond the obvious ones, each beside what only looks like it."""

from datetime import date

import pytest

from matcher.checks import check_posting, hides, holds, lint
from matcher.records import Posting

DAY = date(2026, 11, 24)


def held(text: str) -> set[str]:
    return {one.rule for one in lint(text, "body") if one.kind != "advice"}


def findings(**fields: object) -> dict[str, str]:
    base = {"id": "P1", "source": "s", "title": "사무원", "company": "가상", "seen": DAY}
    found = check_posting(Posting.model_validate({**base, **fields}), DAY)
    assert all(one.kind != "advice" for one in holds(found))
    return {one.rule: one.kind for one in found}


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        ("gender", ["남성분들은 정중히 사양합니다", "여자분은 다음 기회에 모시겠습니다",
                    "여성분이시면 더 편하실 거예요", "남자 00명, 여자 00명", "남녀 각 2명",
                    "미화 여사님 구합니다", "홀서빙(여) 주방(남)", "성별 / 남", "성별: 여성만",
                    "여대생 알바 구함", "Female only", "건강한 남성", "여성에게 적합한 업무",
                    "60세 이하 남성", "지원자격: 남성, 운전 가능"]),
        ("age-limit", ["만 40세↓", "~40세", "최대 39세", "35세 전후", "55세 이상 사절",
                       "45세 넘으신 분은 죄송합니다", "40세부터는 지원이 어렵습니다",
                       "나이: 오십 이하", "연령대: 20~30대", "사십오세 미만",
                       "나이가 비슷한 분이면 좋겠습니다",
                       "나이 있으신 분은 어렵습니다", "정년퇴직자 지원 불가"]),
        ("age-decade", ["이십대 모집", "삼십대 초반까지", "40대는 사절합니다",
                        "50대 지원 불가", "우대조건: 20대",
                        "20대부터 30대까지 지원 가능"]),
        ("age-birth-year", ["90년대생 환영", "80~90년대생", "말띠 이하"]),
        ("age-young", ["젊은이들 환영", "젊은 청년 모집", "풋풋한 신입 친구 구해요",
                       "또래끼리 즐겁게 일할 분"]),
        ("age-graduation", ["최근 졸업자 우대", "신규 졸업자에 한함"]),
        ("appearance", ["키 몸무게 기재 바랍니다", "신장/체중 필수 기재",
                        "이력서에 몸무게도 적어 주세요", "이미지 좋은 분", "마른 체형 우대",
                        "안경 착용자 불가", "셀카 보내주세요"]),
        ("marriage", ["돌싱 사절", "이혼하신 분 제외", "결혼하면 퇴사", "남편 있는 분"]),
        ("family", ["한부모 가정 자녀는 지원 불가", "유복한 가정에서 자란 분", "장남은 제외",
                    "부모님이 모두 계신 분", "처자식 있는 가장", "어린 자녀 있는 분 제외"]),
        ("origin", ["동향 사람 환영", "외지인 사절", "전라도 사람 사절", "고향을 꼭 적어주세요",
                    "전세 거주 중인 분 우대", "내 집 있으신 분", "빚 없는 분"]),
        ("religion", ["종교를 반드시 기재해 주세요", "타종교인 지원 불가", "불교이신 분 우대",
                      "하나님을 믿는 분", "주일성수 하시는 분", "종교 없는 분만"]),
        ("disability", ["장애인은 지원 불가", "신체적·정신적 장애가 없는 자"]),
        ("programme-support", ["보호종료아동 특별채용", "저소득층 우선채용", "노숙인 일자리 사업",
                               "제대군인 특별채용", "지방인재 채용목표제 적용",
                               "사회형평적 채용", "새터민 우선채용", "취업보호대상자 특별채용",
                               "결혼이민자 이중언어강사 모집", "동행일자리 참여자 모집"]),
        ("programme-women", ["양성평등채용목표제", "경력중단여성 우대", "서울우먼업 인턴십"]),
        ("programme-youth", ["청년 제한경쟁", "하계 대학생 아르바이트 모집"]),
        ("programme-school", ["특성화고 현장실습", "고교생 현장실습"]),
        ("programme-senior", ["어르신 일자리 참여자", "시장형사업단 참여자"]),
        ("programme-disability", ["장애인 공개 채용", "발달장애인 채용", "장애인 근로자 모집"]),
        ("scam-account", ["명의만 빌려주시면 됩니다", "대포통장 매입"]),
        ("scam-courier", ["상품권 구매 대행 알바"]),
        ("scam-income", ["월 1000만원 보장", "면접 없이 월 400만원"]),
    ],
)  # fmt: skip
def test_a_class_of_wordings_is_found_by_its_rule(rule: str, texts: list[str]) -> None:
    assert {text: held(text) for text in texts} == {text: {rule} for text in texts}


@pytest.mark.parametrize(
    "text",
    ["시장 동향 분석 우대", "고객이 대부분 여성인 매장", "30대 여성이 주로 찾는 브랜드 판매",
     "차량 키 관리 및 발렛", "신생아 키와 체중 측정 보조", "이혼 전문 변호사 사무실 사무원 모집",
     "신혼여행 상담원 모집", "비혼 축하금 지급", "자립준비청년 지원 사업 담당 사회복지사 모집",
     "결혼이민자 한국어교육 강사 모집", "북한이탈주민 취업지원 상담사 채용", "지역인재 우대",
     "노숙인 쉼터 사회복지사 모집", "적극적 고용개선조치 담당자", "여성가장 우대",
     "가장 우대하는 인재", "업무 수행에 장애가 없는 자", "장애인 활동지원사 모집",
     "주방 막내 구합니다", "젊은이의 거리 카페 알바 모집", "우대사항: 30대 이상 서버 운영 경험",
     "오십 명 이하 사업장", "삼십 분 이내 출퇴근", "최대 40대까지 관리 가능한 CCTV",
     "평균 연령 35세 이하의 팀", "만 45세 이상 국민연금 가입 제외", "기숙사(남) 제공",
     "회원 연령 30세 이하 대상 상품 기획", "여성 1인 가구 안심 서비스", "여성 필수품 판매",
     "65세 이상 여성 어르신 돌봄", "만 40세 이상 여성 건강검진 안내", "여탕 세신사 모집(여)",
     "이력서에 키, 몸무게는 적지 마세요", "지원서에 가족사항 칸이 없습니다", "월세 지원",
     "어르신 돌봄이 힘들지 않은 분", "특성화고 교사 채용", "이미지 편집 가능하신 분",
     "보안경 착용 필수", "시니어 모델 아카데미 강사 모집", "여사님들 도시락 배달",
     "영한 번역 가능자", "남녀 각 1개 화장실", "대포통장 예방 홍보 요원", "명의 변경 업무",
     "통장 양도는 불법이며 처벌 대상입니다", "코인 세탁소 관리"],
)  # fmt: skip
def test_what_only_looks_like_its_class_holds_nothing(text: str) -> None:
    assert held(text) == set()


def test_an_exception_about_what_is_not_asked_excuses_no_other_condition() -> None:
    assert held("용모 단정하고 담배 피우지 않는 분") == {"appearance"}


@pytest.mark.parametrize(
    "title",
    ["신중년 경력형 일자리", "신중년 적합직무 고용장려금", "중장년 인턴 모집", "50플러스 인턴십",
     "중장년 경력지원제 참여자", "서울시 보람일자리", "퇴직자 사회공헌 활동"],
)  # fmt: skip
def test_a_scheme_for_the_middle_aged_is_worth_a_word_and_holds_nothing(title: str) -> None:
    assert findings(title=title) == {"programme-midlife": "advice"}


@pytest.mark.parametrize(
    "title", ["청년인턴", "경력단절여성 우대", "고졸 제한 채용", "노인일자리 만 60세 이상"]
)
def test_a_scheme_for_others_still_is_held_from_mail_and_shown_in_lists(title: str) -> None:
    found = check_posting(
        Posting.model_validate({"id": "P1", "source": "s", "title": title, "company": "가상"}), DAY
    )
    assert {one.kind for one in found} == {"programme"}
    assert holds(found) == found
    assert hides(found) == ()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("만 40세~59세", "advice"),
        ("만 40세 이상 59세 이하", "advice"),
        ("만 45세 이하", "unlawful"),
        ("만 30세~39세 이하", "unlawful"),
    ],
)
def test_a_scheme_for_the_middle_aged_sets_ages_from_forty_on_only(body: str, kind: str) -> None:
    found = lint(f"신중년 인턴, {body}", "body")
    assert [(one.rule, one.kind) for one in found] == [
        ("programme-midlife", "advice"),
        ("age-limit", kind),
    ]


def test_beside_two_schemes_the_stricter_decides() -> None:
    found = lint("중장년 인턴 및 청년인턴 만 40세~59세", "body")
    assert {one.kind for one in found if one.rule == "age-limit"} == {"programme"}
