"""Which data set a JSON-stat file holds, and its dimensions in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import printable
from nabolag.sources.formats.cube import Axis, Cube

_USUAL = {
    "metric": ("ContentsCode", "MEASURE_TYPE"),
    "time": ("Tid", "AAR"),
    "geo": ("Region", "GEO"),
}
"""What PxWeb and FHI call dimensions of these roles when the file names no roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One data set of a file, as JSON, with its name in a bundle if it has one."""

    file: str
    name: str
    values: Mapping[str, object]

    @property
    def dimensions(self) -> Mapping[str, object]:
        """The object that describes each dimension by its id."""
        found = self.values.get("dimension")
        return found if isinstance(found, Mapping) else {}

    def refusal(
        self, *, found: str, expected: str, column: str | None = None
    ) -> BadInput:
        """Give the error that says what is malformed, to be raised."""
        return BadInput(
            where=Where(file=self.file, column=column),
            found=printable(found),
            expected=expected,
            remedy="Download the file again; if it stays so, ask the publisher.",
        )


def only_dataset(document: object, *, file: str) -> Dataset:
    """Give the one data set a file holds; several, or none, are refused by name."""
    if not isinstance(document, Mapping):
        raise _not_one(file, "The file is JSON, but not an object.")
    kind = document.get("class")
    if kind == "dimension":
        raise _not_one(file, "The file describes one dimension and holds no figures.")
    if kind == "dataset" or "dimension" in document:
        return _with_figures(Dataset(file=file, name="", values=document))
    held = _collected(document) if kind == "collection" else _bundled(document)
    whole = {name: inner for name, inner in held.items() if "dimension" in inner}
    if len(held) == len(whole) == 1:
        name, inner = next(iter(whole.items()))
        name = "" if name == "dataset" else name
        return _with_figures(Dataset(file=file, name=name, values=inner))
    raise _not_one(file, _said(held, whole))


def shape(dataset: Dataset) -> Cube:
    """Give the data set's dimensions in order, and which one the columns come from."""
    axes = tuple(_axis(dataset, str(name)) for name in _list(dataset, "id"))
    counted = [str(len(axis.codes)) for axis in axes]
    said = [str(size) for size in _list(dataset, "size")]
    # Sizes of 1 change nothing, and published files leave some out (ONS, 2013).
    if not axes or [s for s in said if s != "1"] != [c for c in counted if c != "1"]:
        raise dataset.refusal(
            found=f"The file says its sizes are {' × '.join(said) or 'nothing'}.",
            expected=f"the numbers of categories, {' × '.join(counted) or 'at least 1'}",
        )
    return Cube(file=dataset.file, axes=axes, metric=role(dataset, "metric"))


def role(dataset: Dataset, name: str) -> str | None:
    """Give the first dimension with a role, or with the usual name for it."""
    ids = [str(id_) for id_ in _list(dataset, "id")]
    roles = dataset.values.get("role") or dataset.dimensions.get("role")
    said = roles.get(name) if isinstance(roles, Mapping) else None
    wanted = said if isinstance(said, list) else [said]
    return next((id_ for id_ in [*wanted, *_USUAL[name]] if id_ in ids), None)


def place_in(key: object, size: int) -> int | None:
    """Read a place among ``size`` places from 0, or nothing where it is none.

    >>> place_in("2", 3), place_in("3", 3), place_in("x", 3)
    (2, None, None)
    """
    text = key if isinstance(key, str) else ""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(size))
    return int(text) if plain and int(text) < size else None


def _with_figures(dataset: Dataset) -> Dataset:
    if dataset.values.get("value") or dataset.values.get("measure"):
        return dataset
    title = str(dataset.values.get("label") or dataset.name or dataset.file)
    raise BadInput(
        where=Where(file=dataset.file),
        found=printable(f"The file only describes “{title}”: it holds no figures."),
        expected="a JSON-stat data set with values",
        remedy="Fetch the table's data as well as its description.",
    )


def _bundled(document: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    return {
        name: inner
        for name, inner in document.items()
        if isinstance(inner, Mapping) and "dimension" in inner
    }


def _collected(document: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    links = document.get("link")
    items = links.get("item") if isinstance(links, Mapping) else None
    found = items if isinstance(items, list) else []
    return {
        str(item.get("label") or item.get("href") or f"no. {number}"): item
        for number, item in enumerate(found, start=1)
        if isinstance(item, Mapping)
    }


def _said(
    held: Mapping[str, Mapping[str, object]], whole: Mapping[str, Mapping[str, object]]
) -> str:
    if not held:
        return "The file is JSON, but not JSON-stat."
    named = ", ".join(f"“{name}”" for name in list(held)[:8])
    more = " and more" if len(held) > 8 else ""
    kind = "data sets" if whole else "links to data sets, not their figures"
    return f"The file holds {len(held)} {kind}: {named}{more}."


def _not_one(file: str, found: str) -> BadInput:
    return BadInput(
        where=Where(file=file),
        found=printable(found),
        expected="a JSON-stat file with one data set and its figures",
        remedy="Save each data set in a file of its own and read that.",
    )


def _list(dataset: Dataset, key: str) -> list[object]:
    """Give ``id`` or ``size``: on top in version 2, among the dimensions in 1."""
    found = dataset.values.get(key, dataset.dimensions.get(key))
    return found if isinstance(found, list) else []


def _axis(dataset: Dataset, name: str) -> Axis:
    about = dataset.dimensions.get(name)
    category = about.get("category") if isinstance(about, Mapping) else None
    if not isinstance(category, Mapping):
        raise dataset.refusal(
            found=f"The dimension “{name}” has no categories.",
            expected="a category with index or label for each dimension",
            column=name,
        )
    named = category.get("label")
    labels = named if isinstance(named, Mapping) else {}
    codes = _codes(dataset, name, category.get("index"), labels)
    return Axis(
        name=name, labels=tuple(str(labels.get(c, c)) for c in codes), codes=codes
    )


def _codes(
    dataset: Dataset, name: str, index: object, labels: Mapping[str, object]
) -> tuple[str, ...]:
    if isinstance(index, list):
        codes = tuple(str(code) for code in index)
    elif isinstance(index, Mapping):
        codes = _by_place(index)
    else:
        # A dimension with one category may leave out its order.
        codes = tuple(labels) if index is None and len(labels) == 1 else ()
    if not codes or len(set(codes)) < len(codes):
        raise dataset.refusal(
            found=f"The order of the categories of “{name}” cannot be read.",
            expected="an index with each category once, in places 0, 1, 2 …",
            column=name,
        )
    return codes


def _by_place(index: Mapping[str, object]) -> tuple[str, ...]:
    """Order codes by their places, or give none where a place is out of range."""
    places = {place_in(place, len(index)): code for code, place in index.items()}
    if None in places or len(places) < len(index):
        return ()
    return tuple(code for _, code in sorted(places.items()))
