"""Whetstone: a Discord bot for accountability groups."""

__version__ = "0.1.0"
