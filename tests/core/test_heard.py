"""Two people's sheets of one vendor become one interview: nobody's words are lost, the lesser of what was shown counts."""

from demarc.core.interview.heard import Heard, put_together
from demarc.core.interview.kit import MUST
from demarc.core.interview.score import Evidence


def test_words_of_both_are_kept_with_their_names_where_they_differ() -> None:
    interview = put_together(
        "Harborline",
        {
            "Dana": {"template": Heard(said="Here it is.", shown=Evidence.EXAMPLE, score=3)},
            "Ruth": {"template": Heard(said="We have one.", shown=Evidence.DOCUMENT, score=1)},
        },
    )
    (answer,) = interview.answers
    assert answer.verbatim == "Dana heard: Here it is.\nRuth heard: We have one."
    assert answer.evidence is Evidence.DOCUMENT
    assert (answer.scores, answer.counted) == ({"Dana": 3, "Ruth": 1}, {"Dana": 2, "Ruth": 1})
    assert interview.disputed == (answer,)
    assert interview.missing == MUST[1:]


def test_the_same_words_are_kept_once_and_who_only_scores_leaves_the_notes_to_the_other() -> None:
    told = Heard(said="Priya ruled in two days.", shown=Evidence.MEASURED, named_person=True, clock=True, score=4)
    same = put_together("H", {"Dana": {"dispute": told}, "Ruth": {"dispute": told}}).answers[0]
    alone = put_together("H", {"Dana": {"dispute": told}, "Ruth": {"dispute": Heard(score=4)}}).answers[0]
    assert same.verbatim == alone.verbatim == "Priya ruled in two days."
    assert same.cap == alone.cap == 4


def test_a_person_or_a_time_counts_only_where_everybody_who_took_notes_heard_it() -> None:
    yes, no = Heard(said="x", named_person=True, clock=True), Heard(said="y", clock=True)
    answer = put_together("H", {"Dana": {"month_three": yes}, "Ruth": {"month_three": no}}).answers[0]
    assert (answer.named_person, answer.clock) == (False, True)


def test_a_question_nobody_touched_was_not_asked() -> None:
    assert put_together("H", {"Dana": {"bills": Heard()}, "Ruth": {}}).answers == ()
