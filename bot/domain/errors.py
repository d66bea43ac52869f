"""What every expected refusal has in common; the features define their own beside their rules."""


class Refusal(Exception):
    """Something a member asked for that cannot be done.

    Subclasses are `@dataclass(eq=False)` and carry values, never words: `bot.render.refusals` turns
    each type into a sentence that says what to do next.
    """


class Unavailable(Exception):
    """What is kept cannot be read or written just now; nothing was changed."""


class OutOfDate(Refusal):
    """A button or form that this version does not know, or whose subject is gone."""


class OnlyInServers(Refusal):
    """Something that belongs to a community was asked for in a direct message."""
