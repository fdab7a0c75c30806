"""Which column is meant by a heading."""

from app.blueprints.imports.fields import Field, one_word


def guess_columns(headings: list[str], fields: tuple[Field, ...]) -> dict[str, str]:
    """Field → heading. Our own label counts most, then the other names in their order."""
    words = {one_word(heading): heading for heading in reversed(headings)}
    guessed: dict[str, str] = {}
    for field in fields:
        names = map(one_word, (field.label, *field.headings, field.key))
        heading = next((words[name] for name in names if name in words), None)
        if heading is not None and heading not in guessed.values():
            guessed[field.key] = heading
    return guessed
