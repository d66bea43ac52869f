"""What every expected refusal has in common; the features define their own beside their rules."""


class Refusal(Exception):
    """Something a member asked for that cannot be done.

    Subclasses are `@dataclass(eq=False)` and carry values, never words: `bot.render.refusals` turns
    each type into a sentence that says what to do next.
    """
