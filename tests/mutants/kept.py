"""The kept mutants: what somebody might take out because everything seems to work without it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault: in `file`, every `old` text becomes the `new` one, and each of `tests` must fail."""

    name: str
    file: str
    changes: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]


_BY_HAND = "tests/index/test_index_open.py::test_the_index_follows_what_hands_did_to_the_log"
MUTANTS = (
    # ── the log ──
    Mutant(
        name="no fsync",
        file="log/writer.py",
        changes=(
            (
                "    try:\n        os.fsync(fd)\n    except OSError:\n        # The",
                "    try:\n        pass\n    except OSError:\n        # The",
            ),
        ),
        tests=("tests/log/test_log_writer.py::test_a_failed_fsync_is_never_acknowledged_nor_retried",),
    ),
    Mutant(
        name="no directory fsync",
        file="log/writer.py",
        changes=(("            _sync_folders(places, folder)  #", "            pass  #"),),
        tests=("tests/log/test_log_writer.py::test_a_new_file_counts_only_once_its_folders_are_durable",),
    ),
    Mutant(
        name="a failed fsync is forgotten",
        file="log/writer.py",
        changes=(("                file.write(segment)", "                file.write('')"),),
        tests=("tests/log/test_log_writer.py::test_a_failed_fsync_is_never_acknowledged_nor_retried",),
    ),
    Mutant(
        name="no lock",
        file="log/writer.py",
        changes=(("fd = locks.take(path, patience=patience)", "fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)"),),
        tests=(
            "tests/log/test_log_writer.py::test_twenty_processes_write_whole_lines",
            "tests/faults/test_faults_appends.py::test_eight_tell_fifty_dreams_each",
            "tests/faults/test_faults_together.py::test_twenty_begin_together",
        ),
    ),
    Mutant(
        name="no kernel lock",
        file="locks.py",
        changes=(("        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)", "        pass"),),
        tests=("tests/test_locks.py::test_one_holds_it",),
    ),
    Mutant(
        name="no seal",
        file="log/writer.py",
        changes=(('first = b"\\n" + first', "first = first"),),
        tests=("tests/log/test_log_writer.py::test_a_tear_is_sealed_once",),
    ),
    Mutant(
        name="no crc check",
        file="log/frame.py",
        changes=(('if b"%08x" % zlib.crc32(line[:-_SEAL]) != line[-10:-2]:', "if False:"),),
        tests=(
            "tests/log/test_log_frame.py::test_every_flipped_bit_is_caught",
            "tests/log/test_log_reader.py::test_any_one_flipped_bit_costs_at_most_one_record",
        ),
    ),
    # ── the index ──
    Mutant(
        name="watermark outside the transaction",
        file="index/open.py",
        changes=(
            (
                "        for (segment, cursor, crc), start in zip(parts, begun, strict=True):",
                '        self.db.execute("commit")\n        self.db.execute("begin immediate")\n'
                "        for (segment, cursor, crc), start in zip(parts, begun, strict=True):",
            ),
        ),
        tests=("tests/faults/test_mutant_watermark.py::test_a_death_at_any_statement_of_catching_up",),
    ),
    Mutant(
        name="prefix not verified",
        file="index/open.py",
        changes=(("self._prefix(segment, cursor.offset) == crc", "True"),),
        tests=(
            f"{_BY_HAND}[as it is-an edited line]",
            f"{_BY_HAND}[as it is-lines in another order]",
        ),
    ),
    # ── the queue ──
    Mutant(
        name="no token check (publish)",
        file="jobs/publish.py",
        changes=(
            ('return bool(job and job["status"] == "processing" and job["token"] == claim.token)', "return bool(job)"),
        ),
        tests=(
            "tests/jobs/test_jobs_run.py::test_a_late_worker_publishes_nothing",
            "tests/faults/test_faults_frozen.py::test_five_wake_up_too_late",
        ),
    ),
    Mutant(
        name="no token check (fold)",
        file="index/fold_jobs.py",
        changes=(("and token = ?", "and ? <> ''"),),
        tests=("tests/index/test_index_fold.py::test_only_the_newest_claim_may_answer",),
    ),
    Mutant(
        name="rename before the token check",
        file="jobs/publish.py",
        changes=(
            (
                "    if not _holds(act, claim):\n",
                "    for item in made.staged if isinstance(made, Ready) else ():\n        item.keep()\n"
                "    if not _holds(act, claim):\n",
            ),
        ),
        tests=(
            "tests/jobs/test_jobs_run.py::test_a_late_worker_publishes_nothing",
            "tests/faults/test_faults_frozen.py::test_five_wake_up_too_late",
        ),
    ),
    Mutant(
        name="attempt counted at the end",
        file="index/fold_jobs.py",
        changes=(
            ("retry_count = ?, token = ?", "retry_count = retry_count + 0 * ?, token = ?"),
            (
                "set status = 'completed', ended_at = ?, rev = ?, result = ?, backend",
                "set retry_count = retry_count + 1, status = 'completed', ended_at = ?, rev = ?, result = ?, backend",
            ),
            (
                "update jobs set status = ?, ended_at = ?",
                "update jobs set retry_count = retry_count + 1, status = ?, ended_at = ?",
            ),
        ),
        tests=(
            "tests/jobs/test_jobs_reaper.py::test_three_deaths_are_the_end",
            "tests/index/test_index_fold.py::test_only_the_newest_claim_may_answer",
        ),
    ),
    Mutant(
        name="a worker without its lock",
        file="jobs/worker.py",
        changes=(('    return locks.is_free(_path(places, worker or ""))', "    return True"),),
        tests=("tests/jobs/test_jobs_reaper.py::test_a_worker_lives_while_it_holds_its_lock",),
    ),
    # ── media ──
    Mutant(
        name="no fsync of a picture",
        file="media.py",
        changes=(("            file.flush()\n            os.fsync(fd)\n", "            file.flush()\n"),),
        tests=("tests/faults/test_mutant_media.py::test_a_picture_is_durable_before_it_is_named",),
    ),
    Mutant(
        name="no directory fsync of a picture",
        file="media.py",
        changes=(("        sync(folder)\n        if fresh:", "        if fresh:"),),
        tests=("tests/faults/test_mutant_media.py::test_a_picture_is_durable_before_it_is_named",),
    ),
)
