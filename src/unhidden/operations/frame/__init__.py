"""The operation as each subject sees it: card, tabs, locks, who meets which plan."""
