"""The matrix file in YAML: a mapping of sections, each a list of entries."""

from collections.abc import Iterator

from demarc.files.limits import UnusableFile, read_text
from demarc.files.matrix.layout import checked_text, field_key, has_rows, not_a_section, not_read, other_layout
from demarc.files.matrix.lines import Cell, Line, MatrixText, Remark, Said
from demarc.files.matrix.places import Place
from demarc.files.matrix.sections import ASPECTS, CONDITION_PREFIX, ROWS, SECTIONS, Section, section_for
from demarc.files.matrix.yaml_nodes import Node, Pairs, Scalar, Sequence, compose

SCOPE = "scope"


def read_sections(data: bytes, file: str) -> MatrixText:
    """Read the bytes of a YAML matrix file into its neutral form. Raises `UnusableFile`, naming the line."""
    root = compose(read_text(data, file), file)
    if not isinstance(root, Pairs) or not has_rows(key.text for key, _ in root.items):
        raise other_layout(file)
    return _Clothes(file).text(root)


class _Clothes:
    """One YAML file being sorted into sections."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._remarks: list[Remark] = []
        self._aspects: tuple[str, ...] = ()

    def text(self, root: Pairs) -> MatrixText:
        """Sort everything into its section, in the layout's order, so that aspects are known before rows."""
        found: dict[str, Node] = {}
        for key, node in root.items:
            section = section_for(key.text)
            place = self._place(key)
            if section is None:
                self._remarks.append(not_a_section(key.text, place))
            elif section.key in found:
                raise UnusableFile(f"the section {section.title} is given twice", str(place), "keep one of them")
            else:
                found[section.key] = node
        said: dict[str, Said] = {}
        for section in SECTIONS:
            if section.key in found:
                said[section.key] = self._said(section, found[section.key])
        return MatrixText(Place(self._file), said, tuple(self._remarks))

    def _place(self, node: Node) -> Place:
        return Place(self._file, row=node.line)

    def _said(self, section: Section, node: Node) -> Said:
        lines = tuple(self._line(section, entry) for entry in self._entries(section, node))
        if section is ASPECTS:
            self._aspects = tuple(line.cells["name"].text for line in lines if "name" in line.cells)
        named = frozenset(key for line in lines for key in line.cells)
        return Said(section, lines, self._place(node), named)

    def _entries(self, section: Section, node: Node) -> Iterator[Pairs]:
        entries: tuple[Node, ...] = node.items if isinstance(node, Sequence) and not section.single else (node,)
        listed = isinstance(node, Sequence) or section.single
        for entry in entries:
            if isinstance(entry, Pairs) and listed:
                yield entry
            elif not isinstance(entry, Scalar) or entry.text:
                wanted = (
                    "a mapping of fields" if section.single else "a list of entries, each with `- ` before its first field"
                )
                message = f"the section {section.title} must be {wanted}, so this was not read"
                self._remarks.append(Remark(message, self._place(entry), error=True))

    def _line(self, section: Section, entry: Pairs) -> Line:
        cells: dict[str, Cell] = {}
        for key, node in entry.items:
            name = field_key(section, key.text, self._aspects)
            if name is None:
                self._remarks.append(not_read(section, key.text, self._place(key)))
            elif section is ROWS and name == SCOPE and isinstance(node, Pairs):
                for aspect, condition in node.items:
                    self._put(cells, CONDITION_PREFIX + aspect.text.strip(), condition)
            else:
                self._put(cells, name, node)
        return Line(cells, self._place(entry))

    def _put(self, cells: dict[str, Cell], name: str, node: Node) -> None:
        place = self._place(node)
        items = node.items if isinstance(node, Sequence) else (node,)
        texts = [item.text for item in items if isinstance(item, Scalar)]
        if len(texts) != len(items):
            self._remarks.append(
                Remark(f"`{name}` must be a text or a list of texts, so it was not read", place, error=True)
            )
            return
        trimmed = tuple(text for text in (checked_text(value, place) for value in texts) if text)
        if trimmed:
            cells[name] = Cell(trimmed, place, isinstance(node, Sequence))
