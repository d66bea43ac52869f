"""The rules: pure functions and frozen models; no Discord, no SQL, no clock, no I/O."""
