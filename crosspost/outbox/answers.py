"""What a model answered, kept by the revision of the article: it is asked once, and paid once."""

from typing import Any

from sqlalchemy import select

from crosspost.model import Answer, Candidate, Charge, Gist
from crosspost.outbox.accounts import write_charge
from crosspost.outbox.columns import read_reason, write_reason
from crosspost.outbox.database import Database, upsert
from crosspost.outbox.schema import answers

#: The ledger's word for an answer.
ITEM = "model"


class Answers(Database):
    """The answers of models."""

    def answer(self, fingerprint: str) -> Answer | None:
        """Return what was answered of the revision of that fingerprint, None when none was."""
        statement = select(answers).where(answers.c.fingerprint == fingerprint)
        with self.reading() as connection:
            row = connection.execute(statement).first()
        if row is None:
            return None
        return Answer(
            fingerprint=row.fingerprint,
            model=row.model,
            at=row.at,
            candidates=tuple(_read(stored) for stored in row.candidates),
            usd=row.usd,
            why=read_reason(row.reason, row.facts) if row.reason else None,
        )

    def keep_answer(self, answer: Answer) -> None:
        """Write an answer down, and into the ledger what it cost, at once."""
        values = {
            "fingerprint": answer.fingerprint,
            "model": answer.model,
            "at": answer.at,
            "candidates": [_write(candidate) for candidate in answer.candidates],
            "usd": answer.usd,
            **write_reason(answer.why),
        }
        with self.writing() as connection:
            upsert(connection, answers, values)
            if answer.usd:
                write_charge(connection, Charge(answer.at, "", ITEM, answer.usd))


def _write(candidate: Candidate) -> dict[str, Any]:
    return {
        "text": candidate.gist.text,
        "evidence": list(candidate.gist.evidence),
        "refusals": [write_reason(reason) for reason in candidate.refusals],
    }


def _read(stored: dict[str, Any]) -> Candidate:
    refusals = tuple(read_reason(each["reason"], each["facts"]) for each in stored["refusals"])
    return Candidate(Gist(stored["text"], tuple(stored["evidence"])), refusals)
