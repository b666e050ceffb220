"""What the attributes of an element say: what its author calls it, whether it states a value, whether it is hidden."""

from cleaner.page import HIDDEN_MARK

Attributes = dict[str, str | None]

LABELS = frozenset(
    {"class", "id", "role", "itemprop", "data-testid", "data-component", "data-component-name", "data-qa", "rel"}
)
"""Attributes in which authors and systems say what an element is for."""

NOTED = LABELS | {"hidden", "aria-hidden", "style"}
"""Attributes that the walk looks at."""


def label_of(attributes: Attributes) -> tuple[str, bool]:
    """What an element is called, and whether it states a value."""
    label, special = "", False
    for name, value in attributes.items():
        if name == "class":
            if value:
                label = f"{label} {value}" if label else value
        elif name in NOTED:
            if name in LABELS:
                if value:
                    label = f"{label} {value}" if label else value
                if name == "itemprop":
                    special = True
            elif _hides(name, value):
                label += f" {HIDDEN_MARK}"
    return label, special


def _hides(name: str, value: str | None) -> bool:
    """Whether an attribute hides its element from the reader."""
    if name == "style":
        return value is not None and "none" in value and "display:none" in value.replace(" ", "")
    return name == "hidden" or (name == "aria-hidden" and value == "true")
