"""Setting aside what stays does not keep what goes."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

CODE = """
import gc, weakref
from timeline.ui import garbage
class Session: ...
stays = Session()
garbage.rest(); garbage.rest()
assert gc.get_threshold()[0] == garbage.YOUNG
assert gc.get_freeze_count()
left = Session(); left.itself = left
seen = weakref.ref(left)
del left
made = [[] for _ in range(3 * garbage.YOUNG)]
assert seen() is None, "what came later is still found"
"""


def test_what_comes_later_is_still_found() -> None:
    found = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, env={"PYTHONPATH": "src"}, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
