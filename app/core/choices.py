"""Ordered lists of choices: a stable key that is stored, and the label that is shown."""


class Choices(dict[str, str]):
    """`Choices(low="Low", medium="Medium")`; order is the order of the list on screen."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return list(self.items())

    def label(self, key: str | None) -> str:
        """The label of a stored key; an unknown or missing one reads as nothing."""
        return self.get(key or "", "")

    def key(self, label: str) -> str | None:
        """The key whose label or key reads like `label`, ignoring case and outer spaces."""
        wanted = label.strip().casefold()
        for key, text in self.items():
            if wanted in (key.casefold(), text.casefold()):
                return key
        return None
