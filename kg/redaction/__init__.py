"""Publishable editions: article graphs with people withheld, their names masked and replaced by pseudonyms (``docs/withholding.md``)."""
