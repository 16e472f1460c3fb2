"""Finding items by what somebody typed: a number finds any item, a word is looked for among the newest.

Each way is asked for alone, because each has its own index; nobody is found whom the reader may not see, for what is
searched was narrowed before.
"""

from collections.abc import Sequence

from demarc.record.models import Head, Item, ItemQuerySet

LATELY = 20_000
"""How many of the newest items are searched by word; a number finds any item, whenever it came."""
LONGEST = 80
MOST_DIGITS, MOST_CALLED_SO = 10, 20


def called(items: ItemQuerySet, asked: str, prefix: str) -> list[Item]:
    """Give what is called so by number: ours, with or without its letter, then the source's."""
    digits = asked.upper().removeprefix(f"{prefix}-".upper())
    ours: Sequence[Item] = ()
    if digits.isascii() and digits.isdigit() and len(digits) < MOST_DIGITS:
        ours = list(items.filter(number=int(digits)))
    # As given and in capitals: comparing without case would read every item.
    theirs = items.exclude(external="").filter(external__in=(asked, asked.upper())).order_by("-number")
    return [*ours, *theirs[: MOST_CALLED_SO - len(ours)]]


def worded(items: ItemQuerySet, asked: str, newest: int) -> ItemQuerySet:
    """Narrow to those whose subject has these letters, among the newest up to this number, the newest first."""
    return items.filter(subject__icontains=asked, number__gt=newest - LATELY, number__lte=newest).order_by("-number")


def newest_number(engagement: str) -> int:
    """Tell the last number that was given."""
    return Head.objects.values_list("numbered", flat=True).get(engagement=engagement)


def before(items: ItemQuerySet, mark: str) -> ItemQuerySet:
    """Begin after the page that ended with this number; a mark that is none begins at the start."""
    return items.filter(number__lt=int(mark)) if mark.isascii() and mark.isdigit() and len(mark) < MOST_DIGITS else items
