"""Setting aside what stays does not keep what goes."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

CODE = """
import gc, weakref
from timeline.ui import memory
class Session: ...
stays = Session()
memory.start(); memory.rest(); memory.rest()
assert gc.get_threshold()[0] == memory.YOUNG
assert gc.get_freeze_count()
left = Session(); left.itself = left
seen = weakref.ref(left)
del left
made = [[] for _ in range(3 * memory.YOUNG)]
assert seen() is None, "what came later is still found"
"""


def test_what_comes_later_is_still_found() -> None:
    found = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, env={"PYTHONPATH": "src"}, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
