"""Cards of the community's list of skills, for its moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.names import LONGEST_NAME
from bot.domain.skills import SkillExists, SynonymOfItself, TooManyProposed, UnknownSkill
from bot.render.card import button, buttons, card, choice, primary, rule, text
from bot.render.forms import Field, form, line
from bot.render.pages import page_of, pager
from bot.render.presses import Count, Press
from bot.render.text import count, inert, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.skills import Skill, SkillList
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

# In the longest words and every character escaped, these fit into one message.
PAGE = 10
MOST_SYNONYMS = 3


class ListSkills(Press, tag="skills"):
    """Show one page of the list."""

    page: Count


class ChooseSkill(Press, tag="skill"):
    """Choose a word to do something about."""


class AddSkill(Press, tag="skill-add"):
    """Put a word on the list, in a form."""


class ApproveSkill(Press, tag="skill-approve"):
    """Take a proposed word into the list."""

    skill_id: Count


class RemoveSkill(Press, tag="skill-remove"):
    """Decline a proposed word, or take one off the list."""

    skill_id: Count


class JoinSkill(Press, tag="skill-join"):
    """Make a word a synonym of another, in a form."""

    skill_id: Count


def skill_list(listed: SkillList, number: int = 0) -> Card:
    """Show a page of the list, proposals first, and a drop-down to choose from."""
    page = page_of(listed.heads, number, PAGE)
    blocks: list[Block | None] = [
        text(
            "### Skills of this community",
            "Practices carry these words. Members propose new ones as they add a practice.",
        ),
        rule(),
        text(*[_line(listed, skill) for skill in page.items] or ["None yet."]),
    ]
    if page.items:
        options = (SelectOption(label=skill.name, value=str(skill.id)) for skill in page.items)
        blocks.append(choice(ChooseSkill(), options, placeholder="Change a skill"))
    blocks.append(buttons(primary("Add a skill", AddSkill())))
    turn = pager(page, lambda to: ListSkills(page=to))
    return card(*blocks, below=[turn] if turn else [])


def one_skill(skill: Skill) -> Card:
    """Show one word and what can be done about it."""
    approve = None if skill.approved else primary("Approve", ApproveSkill(skill_id=skill.id))
    return card(
        text(f"### {inert(skill.name)}", "On the list." if skill.approved else "Proposed."),
        text(
            "Joined with another word, it becomes a synonym and its practices carry that word. "
            f"{'Removed' if skill.approved else 'Declined'}, its practices stay, without a skill."
        ),
        buttons(
            approve,
            button("Join with another", JoinSkill(skill_id=skill.id)),
            button("Remove" if skill.approved else "Decline", RemoveSkill(skill_id=skill.id)),
            button("Back", ListSkills(page=0)),
        ),
    )


def add_form(answers: Answers) -> Form:
    """Ask for a word."""
    field = Field("name", "Which skill?", "A word or two that several practices can share")
    return form("A new skill", AddSkill(), line(field, answers, longest=LONGEST_NAME))


def join_form(press: JoinSkill, answers: Answers) -> Form:
    """Ask which word it means."""
    field = Field("into", "Which skill does it mean?", "The word that stays, as it is on the list")
    return form("Join two skills", press, line(field, answers, longest=LONGEST_NAME))


def _line(listed: SkillList, skill: Skill) -> str:
    state = "" if skill.approved else " · proposed"
    names = [inert(each.name) for each in listed.synonyms(skill)]
    more = f" and {len(names) - MOST_SYNONYMS} more" if len(names) > MOST_SYNONYMS else ""
    also = f" · also {', '.join(names[:MOST_SYNONYMS])}{more}" if names else ""
    return f"- {inert(skill.name)}{state}{also}"


def _unknown(refusal: UnknownSkill) -> str:
    if not refusal.text:
        return "That skill is not on the list any more. `/community skills` shows what is."
    return f"The list has no skill called {typed(refusal.text)}. Add it first, or check its name."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownSkill: _unknown,
    SkillExists: lambda refusal: f"{typed(refusal.name)} is on the list already.",
    TooManyProposed: lambda refusal: (
        f"The moderators have {count(refusal.limit, 'proposed skill')} to look at already. "
        "Choose one that is on the list, or leave the skill out for now."
    ),
    SynonymOfItself: lambda refusal: (
        f"{typed(refusal.name)} cannot be joined with itself. Name the other word."
    ),
}
