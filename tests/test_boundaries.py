"""Who may import whom: the way of the data has one direction."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SERVING = ("dataset", "filters", "measures", "figures", "ui", "exports")
PAGES = sorted((ROOT / "pages").glob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def modules(*parts: str) -> list[Path]:
    base = ROOT / "src" / "timeline"
    found = [path for part in parts for path in (*base.glob(f"{part}.py"), *base.glob(f"{part}/**/*.py"))]
    assert found
    return found


def tops(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def test_only_ui_pages_and_app_import_streamlit() -> None:
    for path in modules("*"):
        if "ui" not in path.relative_to(ROOT / "src" / "timeline").parts:
            assert "streamlit" not in tops(imported(path)), path


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_are_thin(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not tops(imported(path)) & {"pandas", "plotly", "numpy", "pyarrow"}
    assert len(text.splitlines()) <= 90
    assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_serving_never_imports_records() -> None:
    for path in modules(*SERVING):
        kept_out = ("timeline.records", "timeline.collection", "timeline.tables", "pydantic", "tomllib")
        assert not [name for name in imported(path) if name.startswith(kept_out)], path


def test_serving_runs_without_pydantic_and_toml() -> None:
    code = (
        "import sys; sys.modules['pydantic'] = None; sys.modules['tomllib'] = None\n"
        "import timeline.dataset, timeline.filters, timeline.exports.csv, timeline.measures.case, timeline.figures.theme"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env={"PYTHONPATH": "src", "PATH": ""})


def test_figures_compute_no_number_of_their_own() -> None:
    for path in modules("figures"):
        names = imported(path)
        assert not {name for name in names if name.startswith(("timeline.dataset", "timeline.measures", "timeline.filters"))}, (
            path
        )
        assert "plotly.express" not in names, path


def test_only_tables_writes_parquet() -> None:
    for path in modules("*"):
        if path.name != "tables.py":
            assert "write_table(" not in path.read_text("utf-8"), path
