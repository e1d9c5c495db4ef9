"""Evidence (근거): the spans of a profile and of a posting that a reason rests on."""

from collections.abc import Callable, Iterator

from matcher.records import Posting
from matcher.results import Span
from matcher.skills import SkillTable
from matcher.text.letters import letters
from matcher.text.private import MASK
from matcher.text.profile import Profile
from matcher.text.stuffing import blank_stuffed, strike_stuffed
from matcher.text.tokens import placed

Idf = Callable[[str], float]
LEAST_IDF = 2.5
"""Rarer words than this carry a reason; commoner ones (담당, 업무) do not."""
LONGEST = 40
"""Characters of a posting that a reason cites at most, but for a whole title or function tag."""
HEADING = frozenset({"title", "functions.0", "functions.1", "functions.2"})


class PostingWords:
    """A posting's words with their places, read once for all reasons about it."""

    def __init__(self, posting: Posting, idf: Idf) -> None:
        self._idf = idf
        self.words: dict[str, Span] = {}
        self._texts = tuple(_fields(posting))
        for field, text in self._texts:
            for form, start, end in placed(text):
                self.words.setdefault(form, Span(field, start, end))
        self._title = Span("title", 0, len(posting.title))
        self._skills: dict[str, Span] | None = None

    def shared(self, text: str) -> list[tuple[str, float, Span, tuple[int, int]]]:
        """Telling words of a text that stand in the posting too: rarest first, with both places."""
        found = {
            form: (form, self._idf(form), self.words[form], (start, end))
            for form, start, end in placed(text)
            if form in self.words and len(form) > 1 and self._idf(form) >= LEAST_IDF
        }
        return sorted(found.values(), key=lambda word: -word[1])

    def span_for(self, text: str) -> Span:
        """The stretch of one field with the shared words that tell most, else the whole title or
        function tag that is spelled most like the text.

        The heading is read by one leg more than the rest, so its words count double."""
        fields: dict[str, list[Span]] = {}
        worth: dict[str, float] = {}
        for _, idf, span, _ in self.shared(text):
            fields.setdefault(span.field, []).append(span)
            told = idf * (2 if span.field in HEADING else 1)
            worth[span.field] = worth.get(span.field, 0.0) + told
        if not worth:
            return self._spelled_like(text)
        field = max(worth, key=lambda name: worth[name])
        rarest, *others = fields[field]
        start, end = rarest.start, rarest.end
        for span in others:
            if max(end, span.end) - min(start, span.start) <= LONGEST:
                start, end = min(start, span.start), max(end, span.end)
        return Span(field, start, end)

    def _spelled_like(self, text: str) -> Span:
        """The title or function tag of which most n-grams, within words, stand in the text; the
        title where none does."""
        said = _within_words(text)
        best, most = self._title, 0.0
        for field, written in self._texts:
            heading = field == "title" or field.startswith("functions.")
            grams = _within_words(written) if heading else set()
            if grams and (share := len(grams & said) / len(grams)) > most:
                best, most = Span(field, 0, len(written)), share
        return best

    def all_in(self, text: str) -> Span | None:
        """The place of a text whose every telling word stands in the posting, else ``None``."""
        forms = [form for form, _, _ in placed(text)]
        if not forms or any(form not in self.words for form in forms):
            return None
        telling = [form for form in forms if len(form) > 1 and self._idf(form) >= LEAST_IDF]
        return self.words[max(telling, key=self._idf)] if telling else None

    def skill(self, text: str, table: SkillTable) -> Span | None:
        """The place of the skill that a text names, however the posting spells it.

        The posting is read for skills once, by the table of the first question."""
        wanted = table.resolve(text)
        if wanted is None:
            return None
        if self._skills is None:
            self._skills = {}
            for field, written in self._texts:
                for found in table.skills_in(written):
                    self._skills.setdefault(found.skill, Span(field, found.start, found.end))
        return self._skills.get(wanted)


def profile_value(profile: Profile, field: str) -> str | None:
    """The text of a profile at a dotted path such as ``career.1.title`` or ``desired.jobs.0``."""
    name, *rest = field.removeprefix("desired.").split(".")
    value: object = getattr(profile, name)
    if isinstance(value, tuple):
        value = value[int(rest[0])]
        if name == "courses" and isinstance(value, tuple):
            value = value[0]
        elif len(rest) > 1 and value is not None:
            value = getattr(value, rest[1])
    return value if isinstance(value, str) else None


def whole(profile: Profile, field: str) -> Span:
    """The whole of a profile's field as a span, without blanked edges."""
    value = profile_value(profile, field) or ""
    shown = value.strip(f" {MASK}")
    start = value.index(shown)
    return Span(field, start, start + len(shown))


def _within_words(text: str) -> set[str]:
    """The n-grams of a text but those of a word's end: 원 makes no 사무원 of a 상담원."""
    return {gram for gram in letters(text) if " " not in gram}


def _fields(posting: Posting) -> Iterator[tuple[str, str]]:
    """A posting's texts by field, in their places, without what is said only to be found."""
    yield "title", blank_stuffed(posting.title) or ""
    for number, function in enumerate(strike_stuffed(posting.functions)):
        yield f"functions.{number}", function or ""
    for field in ("industry", "body", "working_condition"):
        text = blank_stuffed(getattr(posting, field))
        if text:
            yield field, text
