"""The pages in a real browser: keyboard, focus, narrow screens, and no word to other hosts."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from matcher.query import Criterion, Reading
from matcher.records import Trainee, Wishes
from service.api.app import create_app

pytestmark = pytest.mark.browser

FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CURE = (
    "no browser found: set IEUM_CHROMIUM to Chromium's path, or run "
    "`apt-get install -y chromium fonts-nanum`; to leave these tests out, set SKIP=browser"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if "browser" in os.environ.get("SKIP", "").split(","):
        pytest.skip("left out by SKIP=browser")
    path = os.environ.get("IEUM_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail(CURE)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def address(town: SimpleNamespace) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(town), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test for any console message or any request to another host."""
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend(_elsewhere(request.url, address)))
    yield page
    page.close()
    assert complaints == []


def _elsewhere(url: str, address: str) -> list[str]:
    return [] if urlsplit(url).netloc == urlsplit(address).netloc else [url]


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.id")


def test_a_counsellor_finds_a_trainee_and_reads_the_matches_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page) == "본문으로 바로 가기"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "훈련생 고르기"
    page.keyboard.press("Enter")
    page.wait_for_url("**/trainees")
    page.focus("#query")
    page.keyboard.type("가온")
    page.keyboard.press("Tab")
    assert focused(page) == "찾아보기"
    page.keyboard.press("Enter")
    page.wait_for_selector("text=맞는 분 1명")
    assert page.url.endswith("/trainees")
    page.get_by_role("link", name="가온누리 추천 보기").press("Enter")
    page.wait_for_url("**/trainees/T001")
    headings = page.get_by_role("heading", level=3).all_inner_texts()
    assert headings[:2] == ["서류 심사 보조 <정규직>", "온라인 판매 관리"]


def test_focus_can_be_seen_and_targets_are_large_enough(page: Page) -> None:
    page.goto("/")
    button = page.get_by_role("link", name="훈련생 고르기")
    page.keyboard.press("Tab")
    button.focus()
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"
    assert float(page.evaluate(f"parseFloat({style}.outlineWidth)")) >= 2
    assert button.bounding_box()["height"] >= 44
    for link in page.locator("header a").all():
        assert link.bounding_box()["height"] >= 44
    body = "getComputedStyle(document.body)"
    assert page.evaluate(f"{body}.fontSize") == "18px"
    assert page.evaluate(f"{body}.wordBreak") == "keep-all"


PATHS = (
    *("/", "/trainees", "/trainees/T001?done=saved", "/trainees/T001/edit"),
    *("/postings", "/postings/P2?done=cleared", "/drafts", "/search", "/employers"),
    "/trainees/T001/why?posting=P2",
)


@pytest.mark.parametrize("width", [320, 390, 640])
def test_nothing_is_cut_off_on_a_narrow_or_twice_enlarged_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PATHS:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [320, 390])
def test_a_card_of_a_posting_has_no_heading_over_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/postings")
    cells = page.locator('td[data-label="점검 결과"]')

    shown = [cell.inner_text().strip() for cell in cells.all() if cell.is_visible()]

    assert shown == ["법에 어긋날 수 있는 조건"]  # P2 alone; P1 has nothing to tell
    assert cells.count() == 2


def test_a_saved_profile_a_clearance_and_its_end_are_each_confirmed(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/trainees/T001/edit")
    page.get_by_label("학력").fill("고졸")
    page.locator("#by").fill("가상달")
    page.get_by_role("button", name="저장해요").click()
    assert page.get_by_role("status").first.inner_text().startswith("저장했습니다.")

    for button, told in (
        ("확인했고, 문제가 없어요", "확인을 마친 것으로 적었습니다."),
        ("다시 확인이 필요해요", "다시 확인할 때까지 공고를 막습니다."),
    ):
        page.goto("/postings/P2")
        page.locator("summary", has_text=button).click()
        page.get_by_label("이유").fill("원문을 확인함")
        page.get_by_label("적으시는 분 이름").fill("가상달")
        page.get_by_role("button", name=button).click()
        assert told in page.get_by_role("status").first.inner_text()
    assert page.get_by_text("이 공고는 추천과 메일에 나가지 않습니다.").is_visible()


READ = Reading(
    "사무보조",
    "사무보죠",
    Wishes(places=("세종",)),
    (Criterion("place", "근무지 세종"), Criterion("avoid", "피할 것 ‘야간’")),
    (("사무보죠", "사무보조"),),
    ("시급 12000",),
)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_counsellor_searches_in_plain_words_reads_how_and_mends_the_text(
    page: Page, town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    # given
    ask = town.matcher.search
    monkeypatch.setattr(
        town.matcher, "search", lambda *asked, **how: replace(ask(*asked, **how), reading=READ)
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.get_by_role("link", name="찾기", exact=True).click()

    # when
    page.get_by_label("찾으시는 일").fill("세종 사무보죠 야간 말고 시급 12000")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search#result")

    # then
    read = page.get_by_role("region", name="이렇게 읽었습니다")
    for told in ("근무지 세종", "피할 것 ‘야간’", "‘사무보죠’를 ‘사무보조’로", "‘시급 12000’"):
        assert told in read.inner_text()
    assert page.get_by_role("heading", level=3).first.inner_text() == "서류 심사 보조 <정규직>"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    field = page.get_by_label("찾으시는 일")
    assert field.input_value() == "세종 사무보죠 야간 말고 시급 12000"
    field.fill("가" * 501)
    page.get_by_role("button", name="찾아보기").click()
    page.wait_for_selector("text=지금은 501자입니다.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_employer_pastes_an_advertisement_and_sees_a_card_without_a_name(page: Page) -> None:
    page.goto("/employers")
    page.get_by_label("구인 공고").fill("서류 보조 모집\n엑셀로 대출 서류를 정리합니다.")
    page.get_by_role("button", name="인재 찾아보기").click()
    card = page.get_by_role("article")
    assert "인재 " in card.get_by_role("heading", level=3).inner_text()
    assert "10년 이상" in card.inner_text()
    assert "가온누리" not in page.content()
    assert page.url.endswith("/employers#result")


def test_private_sentences_open_on_the_screen_and_are_never_printed(
    page: Page, town: SimpleNamespace
) -> None:
    town.store.put_trainees([Trainee(id="T7", summary="무릎 수술을 받았습니다.")], {})
    page.goto("/trainees/T7")
    sentence = page.get_by_text("무릎 수술을 받았습니다.")
    assert not sentence.is_visible()
    page.get_by_text("민감할 수 있는 내용 보기").click()
    assert sentence.is_visible()
    page.emulate_media(media="print")
    assert not sentence.is_visible()
