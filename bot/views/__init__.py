"""Doors: buttons, selects and forms. They survive a restart, since their custom id says it all."""
