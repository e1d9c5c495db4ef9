"""What is fuzzed: every parser and file reader, each with seeds and the refusals it may make.

Formats in a container are fuzzed twice: the whole file, and its inside put into a valid container
(``hwpx-inside`` mutates the section, ``hwp-inside`` the unpacked records), for most changes of a
whole file end at its checksum.
"""

from fuzz_feeds import feed_targets
from fuzz_files import file_targets
from fuzz_records import record_targets
from fuzz_resumes import resume_targets
from fuzz_target import HANG, Target
from fuzz_values import value_targets
from fuzz_words import word_targets

__all__ = ["HANG", "Target", "targets"]


def targets() -> dict[str, Target]:
    """Every target by name; the parts are loaded here, so that a harness can watch them."""
    return {
        **value_targets(),
        **word_targets(),
        **record_targets(),
        **file_targets(),
        **feed_targets(),
        **resume_targets(),
    }
