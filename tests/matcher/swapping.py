"""People of the town who also tell private things."""

from typing import Any

from matcher.records import Trainee

Records = dict[str, Any]


def tell_private(person: Trainee, *sentences: str) -> Trainee:
    """The person who also tells private things, in the summary and in every spell's duties."""
    told = " ".join(sentences)
    summary = f"{told} {person.summary or ''} {told}"
    career = tuple(
        entry.model_copy(update={"duties": f"{told} {entry.duties} {told}"})
        for entry in person.career
    )
    return person.model_copy(update={"summary": summary, "career": career})


def speak(people: Records) -> Records:
    """The town's people, each with a summary of their own."""
    text = "배운 일을 오래 하고 싶습니다. 바로 출근할 수 있습니다."
    return {id_: one.model_copy(update={"summary": text}) for id_, one in people.items()}
