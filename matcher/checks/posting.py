"""Everything that is to be said about a posting on a day."""

from datetime import date

from matcher.checks.closed import check_closed
from matcher.checks.finding import Finding
from matcher.checks.identity import check_identity
from matcher.checks.lint import check_texts
from matcher.checks.pay import check_pay
from matcher.records import Posting


def check_words(posting: Posting) -> tuple[Finding, ...]:
    """The findings that are the same on every day: in the texts, and who offers the job."""
    return (*check_texts(posting), *check_identity(posting))


def check_posting(posting: Posting, as_of: date) -> tuple[Finding, ...]:
    """Every finding in a posting, whatever its kind: what the counsellor is shown."""
    return (
        *check_words(posting),
        *check_pay(posting, as_of),
        *check_closed(posting, as_of),
    )
