"""Seals and the key behind them."""

import subprocess
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tidewaiter.model.errors import EvidenceDamaged, WrongUse
from tidewaiter.store.evidence import seal
from tidewaiter.store.evidence.keys import load_key, make_key, public_hex, public_pem
from tidewaiter.store.evidence.seals import read_seal, seals_in


def test_a_seal_states_head_ledger_and_closed_files(bench):
    bench.fill(2)
    head = bench.ledger.head()
    made = bench.seal()
    assert (made.seq, made.head, made.host, made.tool) == (head.seq, head.hash, "host-one", "tidewaiter 0.1")
    assert [(file.name, file.size) for file in made.warc] == [(bench.warc.name, bench.warc.stat().st_size)]
    assert made.holds()
    (entry,) = (entry for entry in bench.ledger.entries() if entry.action == "seal")
    assert (entry.facts["sha256"], entry.facts["sealed"]) == (made.sha256, made.seq)
    ((path, kept),) = seals_in(bench.evidence / "seals")
    assert kept == made
    assert path.name == entry.facts["file"]


def test_the_printed_form_leads_back_to_the_seal(bench):
    bench.fill(1)
    made = bench.seal()
    printed = made.printed()
    assert made.head in printed
    assert max(map(len, printed.splitlines())) <= 80
    for text in (
        printed,
        printed.replace("\n", "\r\n"),
        f"> a letter\n{printed}regards",
        made.file,
        made.file.decode(),
    ):
        assert read_seal(text) == made


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "12", '{"warc": 3}', "\ud800", b"\xff\xfe", "[" * 100_000,
     "-----BEGIN TIDEWAITER SEAL-----\n!!\n-----END TIDEWAITER SEAL-----"],
)  # fmt: skip
def test_what_is_no_seal_is_said_to_be_none(bench, text):
    with pytest.raises(ValueError, match=r"."):
        read_seal(text)
    (fault,) = bench.verify(seals=[text]).faults
    assert (fault.kind, fault.where) == ("seal-unreadable", "the seal given")


@pytest.mark.parametrize("field", ["head", "host", "ledger_sha256", "tool", "when", "key", "signature"])
def test_a_seal_changed_in_any_field_does_not_hold(bench, field):
    bench.fill(1)
    made = bench.seal()
    old = getattr(made, field)
    forged = replace(made, **{field: ("0" if old[0] != "0" else "1") + old[1:]})
    assert not forged.holds()
    assert "seal-signature" in bench.kinds(seals=[forged.file])


def test_a_seal_of_another_signer_is_named_where_the_signer_is_known(bench, noon):
    bench.fill(1)
    known = bench.seal().key
    assert bench.kinds(key=known) == []
    stranger = Ed25519PrivateKey.generate()
    theirs = seal(bench.ledger, stranger, at=noon, person="x")
    assert bench.kinds() == []
    assert bench.kinds(key=known) == ["seal-key"]
    assert sorted(bench.verify().signers) == sorted({known, theirs.key})


def test_a_file_altered_after_one_seal_is_not_sealed_over_by_the_next(bench, noon):
    bench.fill(2)
    first = bench.seal()
    raw = bytearray(bench.warc.read_bytes())
    raw[bench.captures[0].response.offset + 5] ^= 1
    bench.warc.write_bytes(raw)
    second = bench.seal()
    assert second.warc == first.warc
    assert "file-not-as-sealed" in bench.kinds(seals=[second.file])


def test_a_sealed_file_that_is_gone_stays_in_the_next_seal(bench):
    bench.fill(1)
    name = bench.warc.name
    bench.seal()
    bench.warc.unlink()
    assert [file.name for file in bench.seal().warc] == [name]
    assert {fault.where for fault in bench.verify().faults if fault.kind == "file-missing"} == {name}


def test_an_empty_ledger_may_be_sealed(bench):
    made = bench.seal()
    assert made.seq == 0
    assert bench.verify().clean
    assert bench.verify(seals=[made.printed()]).clean


def test_each_seal_of_a_growing_ledger_goes_on_holding(bench, noon):
    kept = []
    for n in range(4):
        bench.ledger.append("note", noon, "ann", n=n)
        kept.append(bench.seal().printed())
    report = bench.verify(seals=kept)
    assert report.clean
    assert report.seals == 4


def test_a_damaged_ledger_is_not_sealed(bench, noon):
    bench.ledger.append("note", noon, "ann")
    bench.ledger.close()
    with open(bench.ledger.path, "ab") as file:
        file.write(b"garbage\n")
    with pytest.raises(EvidenceDamaged):
        bench.seal()


def test_the_key_is_its_owners_alone_and_is_never_replaced(tmp_path):
    path = tmp_path / "seal.pem"
    key = make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert public_hex(load_key(path)) == public_hex(key)
    with pytest.raises(WrongUse, match="there already"):
        make_key(path)
    assert public_hex(load_key(path)) == public_hex(key)
    assert [one.name for one in tmp_path.iterdir()] == ["seal.pem"]


def test_a_key_that_is_missing_open_or_none_is_refused(tmp_path):
    path = tmp_path / "seal.pem"
    with pytest.raises(WrongUse, match="no signing key"):
        load_key(path)
    make_key(path)
    path.chmod(0o640)
    with pytest.raises(WrongUse, match="others can read"):
        load_key(path)
    path.chmod(0o600)
    path.write_text("-----BEGIN PRIVATE KEY-----\nnot one\n-----END PRIVATE KEY-----\n")
    with pytest.raises(WrongUse, match="no Ed25519 key"):
        load_key(path)


def test_openssl_verifies_a_seal_without_us(bench, tmp_path):
    bench.fill(1)
    made = bench.seal()
    (tmp_path / "key.pem").write_text(public_pem(made.key))
    (tmp_path / "sig").write_bytes(bytes.fromhex(made.signature))
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem",
        "-rawin",
        "-in",
        "signed",
        "-sigfile",
        "sig",
    ]
    for raw, status in ((made.signed, 0), (made.signed + b" ", 1)):
        (tmp_path / "signed").write_bytes(raw)
        try:
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        except FileNotFoundError:
            pytest.skip("no openssl on this machine")
        assert done.returncode == status
