"""Backups: the whole database in one file that this machine cannot read again."""
