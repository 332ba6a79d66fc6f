"""Small helpers for words."""


def split_lines(text: str) -> list[str]:
    """The non-empty lines of a text field that holds one entry a line, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
