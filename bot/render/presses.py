"""What buttons, selects and forms carry in their custom id: a tag and ids, nothing else.

The tag finds the door that answers (``bot.views``), after a restart too; the ids say about what.
Custom ids outlive releases on old messages, so a tag is never given another meaning.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Count = Annotated[int, Field(ge=0)]
# Wide enough for every week there will be, and for the weeks beside it.
Year = Annotated[int, Field(ge=2000, le=9998)]
WeekNumber = Annotated[int, Field(ge=1, le=53)]
P = TypeVar("P", bound="Press")

LONGEST_CUSTOM_ID = 100
_SEPARATOR = ":"


class Press(BaseModel):
    """One kind of button, select or form; a subclass names its tag and its ids."""

    model_config = ConfigDict(frozen=True)
    kinds: ClassVar[dict[str, type[Press]]] = {}
    tag: ClassVar[str]

    def __init_subclass__(cls, *, tag: str, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if tag in Press.kinds or _SEPARATOR in tag:
            message = f"the tag {tag!r} is taken or malformed"
            raise TypeError(message)
        cls.tag = tag
        Press.kinds[tag] = cls

    @property
    def custom_id(self) -> str:
        """The text that Discord keeps for us, at most 100 characters."""
        values = (str(getattr(self, name)) for name in type(self).model_fields)
        return _SEPARATOR.join((self.tag, *values))

    @classmethod
    def parse(cls, custom_id: str) -> Press | None:
        """Return the press that made this custom id, or None where we know none."""
        tag, *values = custom_id.split(_SEPARATOR)
        kind = cls.kinds.get(tag)
        if kind is None or len(values) != len(kind.model_fields):
            return None
        try:
            return kind.model_validate(dict(zip(kind.model_fields, values, strict=True)))
        except ValidationError:
            return None
