"""What a model answered is kept by the article's revision, with its price in the ledger."""

from datetime import UTC, datetime
from decimal import Decimal

from crosspost.model import Answer, Candidate, Gist
from crosspost.model.refusals import NoGist, Refusal
from crosspost.outbox.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANSWER = Answer(
    "f1",
    "tiny",
    NOW,
    (
        Candidate(Gist("一つ目だ。", ("根拠の文。",))),
        Candidate(Gist("二つ目だ。"), (Refusal.NO_EVIDENCE(), Refusal.THIN(share=0.1))),
    ),
    Decimal("0.004"),
)


def test_an_answer_comes_back_as_it_was(store: Store) -> None:
    """Candidates, evidence, refusals, price; nothing for another revision."""
    store.keep_answer(ANSWER)
    assert store.answer("f1") == ANSWER
    assert store.answer("f2") is None


def test_its_price_counts_in_the_month(store: Store) -> None:
    """The ledger has a line for it, and none where it was free."""
    store.keep_answer(ANSWER)
    store.keep_answer(Answer("f2", "tiny", NOW, why=NoGist.DOWN(what="refused")))
    assert store.spent(None, NOW) == Decimal("0.004")
    assert [charge.item for charge in store.charges(NOW)] == ["model"]
    kept = store.answer("f2")
    assert kept
    assert kept.why == NoGist.DOWN(what="refused")
