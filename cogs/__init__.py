"""Slash commands: typed arguments in, one service call, one result out."""
