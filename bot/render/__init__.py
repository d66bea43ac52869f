"""Words, cards and forms: models in, Discord layouts out. No I/O and no clock."""
