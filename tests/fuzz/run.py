"""Fuzz one target for a while: ``python tests/fuzz/run.py TARGET --seconds 120``.

Coverage-guided by atheris. A crash or a hang is kept as a file and the run goes on; at the end it
tells executions, crashes by place, and hangs (over a second of processor time).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

_EACH = 200
_WATCHED = ["matcher", "service.store", "openpyxl", "pypdf", "olefile"]


class Tally:
    """What a run found, written to a file now and then: the fuzzer ends without a word."""

    def __init__(self, file: Path, finds: Path) -> None:
        self._file, self._finds = file, finds
        self.executions = self.refused = 0
        self.slowest = 0.0
        self.crashes: dict[str, str] = {}
        self.hangs: list[str] = []

    def crash(self, error: BaseException, data: bytes) -> None:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "fuzz" not in f.filename]
        last = frames[-1] if frames else None
        place = (
            f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}" if last else "?"
        )
        if place not in self.crashes:
            self.crashes[place] = self._keep("crash", data)
            self.write()

    def hang(self, seconds: float, data: bytes) -> None:
        if len(self.hangs) < 20:
            self.hangs.append(f"{seconds:.1f} s {self._keep('hang', data)}")
            self.write()

    def write(self) -> None:
        told = {name: value for name, value in vars(self).items() if not name.startswith("_")}
        self._file.write_text(json.dumps(told))

    def _keep(self, kind: str, data: bytes) -> str:
        file = self._finds / f"{kind}-{len(self.crashes) + len(self.hangs)}"
        file.write_bytes(data)
        return str(file)


def fuzz(name: str, seconds: int, folder: Path) -> None:
    """The process that fuzzes; it never returns."""
    import atheris

    sys.path.insert(0, str(Path(__file__).parent))
    with atheris.instrument_imports(include=_WATCHED):
        from fuzz_targets import HANG, targets

        target = targets()[name]
        for seed in target.seeds:  # what is imported late is watched too
            with suppress(*target.refusals):
                target.run(seed)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(seed)
    tally = Tally(folder / "tally.json", folder)

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            target.run(data)
        except target.refusals:
            tally.refused += 1
        except Exception as error:
            tally.crash(error, data)
        took = time.process_time() - began
        tally.executions += 1
        tally.slowest = max(tally.slowest, took)
        if took > HANG:
            tally.hang(took, data)
        if tally.executions % _EACH == 0:
            tally.write()

    limits = [f"-max_total_time={seconds}", "-timeout=30", "-max_len=65536", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], str(corpus), *limits, f"-artifact_prefix={folder}/"], one)
    atheris.Fuzz()


def main() -> int:
    """Fuzz in a process of its own and tell what it found; 1 where it found anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.folder:
        fuzz(asked.target, asked.seconds, asked.folder)
    folder = Path(tempfile.mkdtemp(prefix=f"ieum-fuzz-{asked.target}-"))
    command = [sys.executable, __file__, asked.target, "--seconds", str(asked.seconds)]
    log = folder / "log"
    with log.open("wb") as out:
        done = subprocess.run(
            [*command, "--folder", str(folder)], stdout=out, stderr=out, env=os.environ
        )
    if not (folder / "tally.json").exists():
        print(f"{asked.target}: did not start, see {log}")
        return 1
    tally = json.loads((folder / "tally.json").read_text())
    print(
        f"{asked.target}: {tally['executions']:,} executions, {tally['refused']:,} refused, "
        f"{len(tally['crashes'])} crashes, {len(tally['hangs'])} hangs, "
        f"slowest {tally['slowest']:.2f} s, exit {done.returncode}"
    )
    for place, file in tally["crashes"].items():
        print(f"  crash: {place}: {file}")
    for hang in tally["hangs"]:
        print(f"  hang: {hang}")
    return int(bool(tally["crashes"] or tally["hangs"] or done.returncode))


if __name__ == "__main__":
    sys.exit(main())
