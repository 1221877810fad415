"""What somebody does in a survivor's case, page by page, whoever the survivor is."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.walk import Walk


def opens_own(walk: Walk, *, way_in: str, age_group: str, worker: str) -> None:
    """A case by any door but a visit, for a colleague who supports people."""
    walk.follow("Cases", within="nav")
    walk.follow("Open a survivor’s case")
    walk.tick("way_in", way_in)
    walk.tick("age_group", age_group)
    walk.page.get_by_label(worker).check(force=True)
    walk.press("Open the case")
    walk.reads("The case is open. Its team has been given it")
    walk.keep("case")


def goes_to(walk: Walk, *path: str) -> None:
    """From the case's page by links, each of them in English."""
    walk.go(walk.world.kept["case"])
    for words in path:
        walk.follow(words)


def tells_who_they_are(walk: Walk, name: str, born: str) -> None:
    goes_to(walk, "Record who they are")
    walk.fill(name=name, full_name=name, born=born)
    walk.press("Save")
    walk.reads("The identity is sealed")


def asks(walk: Walk, kind: str, answer: str, *, language: str = "vi") -> None:
    """One question, by itself, in their language and with an interpreter."""
    goes_to(walk, "What they agree to, and what has passed")
    walk.open(f'a[href$="/consent/{kind}/"]')
    walk.tick("answer", answer)
    walk.fill(language=language, interpreter="present")
    if walk.page.locator('[name="basis"]').count():
        walk.tick("basis", "own")
    walk.press("Save")
    walk.reads("What they said is recorded")


def speaks(walk: Walk, language: str) -> None:
    goes_to(walk, "Language and interpreters", "Record what they told of language")
    walk.fill(language=language)
    walk.tick("is_interpreter_offered", "yes")
    walk.tick("is_interpreter_wanted", "yes")
    walk.tick("interpreter_gender", "woman")
    walk.press("Save")
    walk.reads("What they told is recorded")


def is_reached_safely(walk: Walk, today: date) -> None:
    """One way that they named; before each use it is asked whether it is safe."""
    goes_to(walk, "How to reach them safely", "Record a safe way to reach them")
    walk.tick("route", "text")
    walk.fill(address="+44 7700 900123", opens="18:00", closes="20:00")
    walk.tick("days", *(str(number) for number in range(7)))
    walk.fill(to_say="It is about the library")
    walk.day("told_on", today)
    walk.press("Save")
    walk.reads("The safe way is sealed and kept")


def needs(walk: Walk, code: str, words: str, wanted_on: date) -> None:
    goes_to(walk, "Needs and services", "Note a need")
    walk.fill(code=code, words=words)
    walk.day("wanted_on", wanted_on)
    walk.press("Save")
    walk.reads("The need is noted")
    walk.sees(words)


def plans(walk: Walk, part: str, words: str, review_on: date, today: date) -> None:
    """A text of the plan in the person's own words, with a day to look at it again."""
    goes_to(walk, "Plan and risks")
    walk.open(f'a[href$="/plan/{part}/"]')
    walk.fill(text=words)
    walk.tick("source", "own")
    walk.day("told_on", today)
    walk.day("review_on", review_on)
    walk.press("Save")
    walk.reads("The text is sealed and kept")
    walk.sees(words)


def judges(walk: Walk, kind: str, level: str, review_on: date) -> None:
    goes_to(walk, "Plan and risks")
    walk.open(f'a[href$="/risks/{kind}/"]')
    walk.tick("level", level)
    walk.day("review_on", review_on)
    walk.press("Save")
    walk.reads("How you judge the risk is kept")


def tells(walk: Walk, words: str, today: date) -> None:
    """What they tell, word for word; it is sealed and never changed."""
    goes_to(walk, "What the person told", "Write down what they told")
    walk.day("day", today)
    walk.tick("how", "interpreted")
    walk.fill(language="Vietnamese", interpreter="Number 12", text=words)
    walk.press("Seal and keep it")
    walk.reads("The account is sealed and kept")
    walk.keep("account")


def marks(walk: Walk, question: str, *sentences: int) -> None:
    """Sentences of the account that is open speak to a question of the form."""
    walk.go(walk.world.kept["account"])
    walk.tick("sentences", *(str(number) for number in sentences))
    walk.fill(question=question)
    walk.press("Mark them")
    walk.reads("Marked. The form offers it now")


def is_seen(walk: Walk, today: date) -> None:
    """A contact that took place the day before."""
    goes_to(walk, "Appointments and contacts", "Note an appointment or a contact")
    walk.fill(kind="us", time="00:05", minutes="50", words="At the library.")
    walk.tick("route", "meeting")
    walk.day("day", today - timedelta(days=1))
    walk.tick("result", "kept")
    walk.press("Save")
    walk.reads("It is noted")


def meets(walk: Walk, code: str, party: str, on: date, *, route: str) -> None:
    """A deadline is met by evidence: when, how and with whom; never by one press."""
    goes_to(walk)
    walk.open(f'a[href$="/deadlines/{code}/"]')
    walk.press("Save")
    walk.reads("Select how it was done")
    walk.day("happened_on", on)
    walk.tick("route", route)
    walk.tick("party", party)
    walk.press("Save")
    walk.reads("Recorded as done")


def hears(walk: Walk, state: str, on: date, *, decided_by: str = "") -> None:
    """What happened in the NRM, with its day, and the letter's where there is one."""
    goes_to(walk, "What happened in the NRM")
    walk.follow("Record a decision, or what else happened")
    walk.tick("to_state", state)
    walk.day("happened_on", on)
    if decided_by:
        walk.day("letter_on", on - timedelta(days=1))
        walk.fill(decided_by=decided_by, reference="SYN/RG-1")
    walk.press("Save")
    walk.reads("What happened is recorded")


def turns(walk: Walk, kind: str, button: str, done: str, **given: str | date) -> None:
    """A turn of the case as a whole; ``given`` are codes, days and words."""
    goes_to(walk, "The life of the case")
    walk.open(f'a[href$="/course/{kind}/"]')
    for name, value in given.items():
        if isinstance(value, date):
            walk.day(name, value)
        elif name == "words":
            walk.fill(words=value)
        else:
            walk.tick(name, *value.split())
    walk.press(button)
    walk.reads(done)
