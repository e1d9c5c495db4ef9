"""Every weight of the ranking, in one place; the README says what they were chosen on."""

from collections.abc import Collection
from dataclasses import dataclass

from matcher.legs import LEGS, MEANING


@dataclass(frozen=True)
class Weights:
    """How much each thing counts; factors multiply, so 1 is neutral and 0 would forbid."""

    wish_meaning: float = 0.37
    career_meaning: float = 0.06
    words: float = 0.37
    letters: float = 0.2
    """Shares of the legs in a person's fit with a job, fitted on the judged dev set
    (``matcher.evaluation.fitting``)."""
    person_words: float = 0.1
    person_letters: float = 0.1
    """Shares of a posting's words in its fit with a person; the vectors have the rest."""
    far_above_usual: float = 4.0
    """Spreads above the usual similarity that count as a full match of meaning."""
    full_fit: float = 1.5
    """The sum of the legs that counts as a fit of 1."""
    clear: float = 1.5
    """From so many spreads above the usual a similarity may be given as a reason."""
    related: float = 2.0
    """From so many spreads above the usual a spell of the career counts as the same trade."""
    near_avoided: float = 2.5
    """From so many spreads, and nearer than any wish, a job counts as what is avoided."""

    avoided: float = 0.5
    newcomers_only: float = 0.15
    short_of_experience: float = 0.7
    beyond_experience: float = 0.7
    """The posting asks for at most so many years, and the person has more in the trade."""
    least_coverage: float = 0.8
    """A posting states what it must have, and the person has none of it."""
    claimed_skill: float = 0.9
    """What a claimed skill is worth beside one that a finished course verifies."""
    unmet_employment: float = 0.8
    unmet_days: float = 0.8
    unmet_remote: float = 0.7
    elsewhere: float = 0.2
    """A job in a known region outside the wished places and outside the table of places."""
    least_place: float = 0.15
    accepted_way: float = 0.9
    """The least that a measured way within the person's longest is worth: to measure is no loss."""
    least_pay: float = 0.4
    least_hours: float = 0.4
    near_km: float = 5.0
    """Up to here a way counts as next door."""
    half_km: float = 15.0
    """Each further stretch of this length halves people's willingness."""
    km_per_minute: float = 0.5
    """The one estimate of straight-line kilometres a minute of the longest way buys: 30 km/h."""
    stale_after_days: int = 60
    stale: float = 0.9

    candidates: int = 200
    """How many neighbours each text of a person, and the lexical leg, bring in."""
    per_employer: int = 2
    """How many jobs of one employer a list shows."""
    per_occupation: int = 5
    """How many of the first ten jobs may be of one occupation where several kinds are wished."""
    crowded: float = 1.0
    """A job of an occupation that at least as many trainees seek as have postings in it. Neutral:
    no judgment says how much this should count."""
    lane_least: float = 0.3
    """A job of a neighbouring occupation scores so much at least: on the judged dev set 28 % of
    0.3 to 0.35 were graded 1 or more, 15 % of 0.25 to 0.3."""
    strong: float = 0.55
    fair: float = 0.4
    """Scores from which a match is called strong (강함) or fair (보통): on the judged dev set 65 %
    of the strong were graded 2 or 3, 34 % of the fair, 5 % of the rest."""

    def of_jobs(self, off: Collection[str] = ()) -> dict[str, float]:
        """The share of each leg in the fit of a job for a person."""
        return {name: getattr(self, name) for name in LEGS if name not in off}

    def of_people(self, off: Collection[str] = ()) -> dict[str, float]:
        """The share of each leg in the fit of a person for a job, whose words are few."""
        meant = {name: getattr(self, name) for name in MEANING}
        rest = (1 - self.person_words - self.person_letters) / sum(meant.values())
        shares = {name: share * rest for name, share in meant.items()}
        shares |= {"words": self.person_words, "letters": self.person_letters}
        return {name: share for name, share in shares.items() if name not in off}
