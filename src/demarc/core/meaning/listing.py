"""Lists of words as tables write them: one text, broken into lines where it must be."""


def words(text: str) -> frozenset[str]:
    """Read words with white space between."""
    return frozenset(text.split())


def texts(text: str) -> frozenset[str]:
    """Read texts of one or more words with commas between."""
    return frozenset(" ".join(piece.split()) for piece in text.split(",") if piece.strip())
