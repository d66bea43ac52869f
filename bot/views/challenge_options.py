"""The options of /challenge, and what may stand in them."""

from __future__ import annotations

from discord import app_commands

from bot.domain.challenge_words import FEWEST_TEAMS, MOST_BREAKS, MOST_GRACE, MOST_TEAMS
from bot.domain.challenges import LONGEST_STORY, LONGEST_TITLE, Draw, Measure, Mode, Ranking
from bot.render.challenge_forms import LONGEST_TARGET
from bot.render.challenge_rules import DRAWS, MEASURES, MODES, RANKINGS
from bot.render.challenge_templates import TITLES
from bot.views.choices import Chosen

Template = app_commands.Transform[str, Chosen(TITLES, str)]
Count = app_commands.Transform[Measure, Chosen(MEASURES, Measure)]
With = app_commands.Transform[Mode, Chosen(MODES, Mode)]
Ranked = app_commands.Transform[Ranking, Chosen(RANKINGS, Ranking)]
Drawn = app_commands.Transform[Draw, Chosen(DRAWS, Draw)]
Short = app_commands.Range[str, 1, LONGEST_TARGET]
Grace = app_commands.Range[int, 0, MOST_GRACE]
Breaks = app_commands.Range[int, 0, MOST_BREAKS]
Teams = app_commands.Range[int, FEWEST_TEAMS, MOST_TEAMS]
Title = app_commands.Range[str, 1, LONGEST_TITLE]
Story = app_commands.Range[str, 1, LONGEST_STORY]
