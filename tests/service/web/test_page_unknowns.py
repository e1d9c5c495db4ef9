"""What a posting does not say: shown as unknown, never as nothing or as ``None``."""

import re
from typing import Any

from matcher.records import Posting


def words(html: str) -> str:
    """The visible text of a page in one line."""
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_pay_without_a_period_is_shown_as_stated_with_a_word_about_it(web: Any) -> None:
    job = Posting(id="P8", source="file", title="경리", company="가상", pay="2,300,000원")
    web.services.store.put_postings([job], {})
    text = words(web.get("/postings/P8").text)
    assert "급여 2,300,000원 (기간이 적혀 있지 않습니다)" in text


def test_a_posting_without_a_firm_is_shown_with_what_holds_it_back(web: Any) -> None:
    web.services.store.put_postings([Posting(id="P9", source="file", title="경리 모집")], {})
    web.services.look_again()
    text = words(web.get("/postings/P9").text)
    assert "None" not in text
    assert "구인기업의 이름을 알 수 없습니다." in text
    assert "경리 모집" in words(web.get("/postings?q=경리").text)
