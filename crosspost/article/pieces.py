"""What an article's HTML is read into: paragraphs and pictures in the reader's order."""

from dataclasses import dataclass, field, replace

from crosspost import text


@dataclass(slots=True)
class Figure:
    """A frame of one or more pictures; what it shows and says is filled while it is read."""

    outer: "Figure | None" = None
    words: list[str] = field(default_factory=list)
    shown: int = 0  #: pictures in it

    def show(self) -> None:
        """Count a picture in this frame and in those around it."""
        self.shown += 1
        if self.outer:
            self.outer.show()

    @property
    def caption(self) -> str:
        """What stands under the picture, also when its frame is the only one of a gallery."""
        if self.words:
            return text.one_line(" ".join(self.words)) if self.shown <= 1 else ""
        return self.outer.caption if self.outer else ""

    @property
    def common(self) -> str:
        """What stands under a gallery: it tells of all its pictures, and describes none."""
        if self.words:
            return text.one_line(" ".join(self.words)) if self.shown > 1 else ""
        return self.outer.common if self.outer else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image element as written."""

    said: dict[str, str]  #: its attributes
    href: str = ""  #: of the link around it
    figure: Figure | None = None
    beside: str = ""  #: a credit that stands by it, apart from its caption

    @property
    def caption(self) -> str:
        """What stands under the picture."""
        return self.figure.caption if self.figure else ""

    @property
    def common(self) -> str:
        """What stands under the gallery that it is part of."""
        return self.figure.common if self.figure else ""

    def captioned(self, words: str) -> "Picture":
        """Return the picture with the words under it as its caption."""
        return replace(self, figure=Figure(words=[words]))


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table row; or one picture."""

    kind: str  #: a Block's kind, from the markup alone
    text: str = ""
    linked: float = 0.0  #: share of the text that is link
    level: int = 0  #: of a heading
    picture: Picture | None = None
    href: str = ""  #: of the one link that all of the text stands in
    apart: bool = False  #: an empty line stands before it
