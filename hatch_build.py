"""Makes what the web pages need when Nabolag is built, installed or set up.

The catalogues (``.po``) are kept in the repository; what Django reads (``.mo``) is
made from them by Babel, so that no gettext programs need to be installed. The design
system and htmx come from npm, and are laid beside the pages' own files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = "src/nabolag_web/locale"
VENDOR = "src/nabolag_web/shell/static/vendor"
FROM_NPM = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet-theme.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}


class CompileCatalogues(BuildHookInterface[Any]):
    """Makes the compiled catalogues before files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(
        self,
        version: str,  # noqa: ARG002 - hatchling calls with both
        build_data: dict[str, Any],
    ) -> None:
        """Compile, and tell the builder to take the results along."""
        root = Path(self.root)
        made = [*compile_catalogues(root), *lay_out_vendor(root)]
        build_data["artifacts"] += [str(m.relative_to(root)) for m in made]


def compile_catalogues(root: Path) -> list[Path]:
    """Give the compiled catalogues, each made anew where its text is newer."""
    return [_compiled(po) for po in sorted((root / LOCALE).rglob("*.po"))]


def _compiled(po: Path) -> Path:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
        return mo
    with po.open("rb") as text:
        catalogue = read_po(text)
    unfinished = mo.with_suffix(".part")
    with unfinished.open("wb") as out:
        write_mo(out, catalogue)
    unfinished.replace(mo)
    return mo


def lay_out_vendor(root: Path) -> list[Path]:
    """Give the files from npm beside our own; none where npm has not been asked yet."""
    (root / VENDOR).mkdir(parents=True, exist_ok=True)
    laid = []
    for name, source in FROM_NPM.items():
        found, out = root / "node_modules" / source, root / VENDOR / name
        if found.exists():
            out.write_bytes(found.read_bytes())
        if out.exists():
            laid.append(out)
    return laid


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
    lay_out_vendor(Path(__file__).parent)
