"""Hold whole what its tests cover whole: each module named here, line by line and branch by branch.

Only the rooms without window and register are looked at: watching the others would make the suite half as long again.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import coverage
import pytest
from environment import OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOMS = ("domain", "interchange", "reference")
# The tests in which what is missing of a module is to be looked for, and their modules. A module that has become whole
# is added, so that it stays so; one is taken out only when it is.
WHOLE: Mapping[str, tuple[str, ...]] = {
    "domain/test_advice": ("domain/advice",),
    "domain/test_attachments": ("domain/attachments",),
    "domain/test_checks": ("domain/checks",),
    "domain/test_client_wording": ("domain/client_wording",),
    "domain/test_codec": ("domain/codec", "domain/facts"),
    "domain/test_copies": ("domain/copies", "domain/copy_words"),
    "domain/test_corrections": ("domain/settling",),
    "domain/test_declarations": ("domain/rows", "domain/school", "domain/words"),
    "domain/test_duties": ("domain/duty",),
    "domain/test_duty_words": ("domain/duty_words",),
    "domain/test_entrusting": ("domain/entrusting",),
    "domain/test_figures": ("domain/as_of", "domain/figures"),
    "domain/test_filters": ("domain/filters",),
    "domain/test_french": ("domain/french",),
    "domain/test_gates": ("domain/errors",),
    "domain/test_improvement": ("domain/improvement_rules",),
    "domain/test_improvement_words": ("domain/improvement_words",),
    "domain/test_journal": ("domain/record",),
    "domain/test_letters": ("domain/letter_templates",),
    "domain/test_meeting": ("domain/meeting_rules",),
    "domain/test_moments": ("domain/moments",),
    "domain/test_names_in_text": ("domain/names_in_text",),
    "domain/test_naming": ("domain/naming",),
    "domain/test_note_proposal": ("domain/note_proposal",),
    "domain/test_note_rules": ("domain/note_rules",),
    "domain/test_note_words": ("domain/note_words",),
    "domain/test_noted": ("domain/noted",),
    "domain/test_noted_draft": ("domain/noted_draft",),
    "domain/test_paths": ("domain/closing", "domain/paths"),
    "domain/test_period": ("domain/period",),
    "domain/test_priority": ("domain/priority",),
    "domain/test_progress": ("domain/procedure", "domain/progress"),
    "domain/test_proposals": ("domain/proposals",),
    "domain/test_review": ("domain/balance", "domain/bars", "domain/review_people"),
    "domain/test_risk": ("domain/risk_rules",),
    "domain/test_risk_register": ("domain/risk_list", "domain/risk_register", "domain/risk_words"),
    "domain/test_sensitivity": ("domain/sensitivity",),
    "domain/test_text": ("domain/text",),
    "domain/test_trends": ("domain/trends",),
    "domain/test_typed_school": ("domain/typed_school",),
    "domain/test_typed_values": ("domain/typed_values",),
    "domain/test_typography": ("domain/typography",),
    "domain/test_views": ("domain/views",),
    "domain/test_weeks": ("domain/weeks",),
    "domain/test_wrong_facts": ("domain/wrong_facts",),
    "interchange/test_open_file": ("domain/portable", "domain/school_codec", "interchange/json_document"),
    "interchange/test_open_form": ("interchange/open_form", "interchange/open_form_former"),
    "reference/test_company_numbers": ("reference/checks", "reference/company_numbers"),
    "reference/test_public_holidays": ("reference/public_holidays",),
    "reference/test_telephone": ("reference/telephone",),
}
_NEVER_RUN = ("if TYPE_CHECKING:", "assert_never")
# mypy knows that one case of a match over an enumeration fits; that each is gone into is asked all the same.
_LAST_CASE = r"^\s*case .*:"


def main() -> int:
    """Run the tests of the rooms, and say what is no longer whole or has become so; the exit code is 1 then."""
    source = [f"pegase_desktop.{one}" for one in ROOMS]
    watch = coverage.Coverage(data_file=None, config_file=False, branch=True, source=source)
    for never in _NEVER_RUN:
        watch.exclude(never)
    watch.exclude(_LAST_CASE, which="partial")
    with watch.collect():
        # The same examples each time: what is covered by chance would be missing by chance.
        code = pytest.main(["--quiet", "--hypothesis-seed=0", *(f"tests/{one}" for one in ROOMS)])
    OUT.mkdir(parents=True, exist_ok=True)
    file = OUT / "covered.json"
    watch.json_report(outfile=str(file))
    found = list(complaints(json.loads(file.read_text("utf-8"))["files"]))
    print(*found, sep="\n")
    return int(bool(found) or code != 0)


def complaints(seen: Mapping[str, Any]) -> Iterator[str]:
    """Say what *seen*, the files of a report of coverage by their paths, has against the table."""
    tests_of = {module: tests for tests, modules in WHOLE.items() for module in modules}
    files = {_module(path): told for path, told in seen.items()}
    for module, told in files.items():
        missing = [*map(str, told["missing_lines"]), *(_way(*one) for one in told["missing_branches"])]
        if module in tests_of and missing:
            yield f"{module} was covered whole by tests/{tests_of[module]}.py, and lacks: {', '.join(missing)}"
        if module not in tests_of and not missing and told["summary"]["num_statements"]:
            yield f"{module} is covered whole: name it in build/covered.py, so that it stays so."
    for module in sorted(tests_of.keys() - files.keys()):
        yield f"{module}, which build/covered.py names, is not there or was not loaded."


def _module(path: str) -> str:
    return path.replace("\\", "/").removeprefix("pegase_desktop/").removesuffix(".py")


def _way(start: int, end: int) -> str:
    return f"{start} to {'the end' if end < 0 else end}"


if __name__ == "__main__":
    sys.exit(main())
