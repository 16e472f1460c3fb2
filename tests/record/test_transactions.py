"""Writers of one process wait in one line and are served in the order of arrival."""

from threading import Thread
from time import sleep

from demarc.record.transactions import Turnstile


def test_a_writer_who_comes_back_at_once_does_not_pass_those_who_wait() -> None:
    line, served = Turnstile(), []

    def waits(name: str) -> None:
        with line.turn():
            served.append(name)

    with line.turn():
        others = [Thread(target=waits, args=(name,)) for name in ("first", "second", "third")]
        for other in others:
            other.start()
            sleep(0.02)
    waits("back again")
    for other in others:
        other.join()
    assert served == ["first", "second", "third", "back again"]


def test_a_writer_may_enter_again_while_it_holds_the_turn() -> None:
    line = Turnstile()
    with line.turn(), line.turn():
        pass
    reached = []

    def enters() -> None:
        with line.turn():
            reached.append(True)

    other = Thread(target=enters)
    other.start()
    other.join(timeout=5)
    assert reached == [True]


def test_turns_never_overlap() -> None:
    line, inside, most = Turnstile(), [0], [0]

    def works() -> None:
        for _ in range(200):
            with line.turn():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    workers = [Thread(target=works) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert most == [1]
