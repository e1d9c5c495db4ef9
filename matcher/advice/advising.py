"""All advice for one person, over one outlook."""

from datetime import date

from matcher.advice.gaps import gaps
from matcher.advice.outlook import Outlook
from matcher.advice.questions import questions
from matcher.advice.relaxing import relaxations
from matcher.advice.results import Advice
from matcher.advice.whatifs import what_ifs
from matcher.person import Person
from matcher.scoring import Scorer
from matcher.skills import CourseTable


def advise(
    scorer: Scorer,
    person: Person,
    as_of: date,
    top: int,
    ignore: frozenset[str],
    courses: CourseTable,
) -> Advice:
    """What helps a person on a day; wishes to relax only where fewer than ``top`` jobs are
    worth a look."""
    outlook = Outlook(scorer, person, as_of, ignore)
    short = len(outlook.now.good) < top
    return Advice(
        subject=person.trainee.id,
        as_of=as_of,
        passing=len(outlook.now.passing),
        good=len(outlook.now.good),
        gaps=gaps(outlook, courses, scorer.skills),
        what_ifs=what_ifs(outlook),
        relaxations=relaxations(outlook) if short else (),
        questions=questions(outlook),
    )
