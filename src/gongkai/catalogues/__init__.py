"""A county's own catalogues: compile, decide, review, issue, compare, export.

What it is for
    From the guidelines in force, the lists of powers (权责清单) and of services (公共服务事项清单) and the bodies comes
    a draft of the catalogue (政务公开事项标准目录). People decide row by row; what is issued is frozen.
Sources
    国办发〔2019〕54号 §四, §五; 中办发〔2016〕8号 §二; 政府信息公开条例 Arts. 10, 20, 26.

Public face
    actions (keyword-only, `by: User | None`, `at: datetime`; refuse with CatalogueRefused(.refusal, .detail))
        compile_county(county, by, at, on) -> Compiled
        compile_townships(county, by, at, on) -> list[Version]
        adopt_group(version, by, at, field_id=None, l1=None, except_rows=()) -> DecisionBatch
        adopt(rows, by, at) -> DecisionBatch
        adapt(row, changes, reason, by, at) -> DecisionBatch    changes: {"time_limit": "…", "content": [...], …}
        split(row, parts, reason, by, at) -> DecisionBatch      parts: [{"l2": …, "content": […]}, …], two or more
        add_local(version, field_id, elements, reason, by, at) -> Row
        mark_not_applicable(rows, reason, approved_by, by, at) -> DecisionBatch
        reset(rows, by, at) -> DecisionBatch                    back to undecided (a township row: back to the county's)
        undo(batch, by, at) -> DecisionBatch                    take the whole last act back
        set_stage(row, element, stage, by, at) -> Row           element: index in row.content
        settle_finding(finding, reason, by, at) -> Finding
        confirm_link(link, by, at), reject_link(link, by, at), link(matter, entry, by, at)
        set_subject_rule(county, phrase, level, by, at, bodies=(), every_township=False, note="") -> SubjectRule
        remove_subject_rule(rule, by, at)
        issue(version, by, at, in_force_from) -> list[Version]  a county's version takes its townships' drafts with it
        revise_for_edition(county, edition, by, at) -> list[RevisionTask]
        settle_task(task, outcome, by, at, reason="", approved_by=None, changes=None) -> RevisionTask
        open_draft(county, by, at) -> Version                   a draft that starts from the issued rows
        import_list(county, kind, rows, by, at, source="") -> Imported   all or nothing; rows: importers.lists.read
        remember_columns(county, kind, question, columns, by, at)        what a header nobody knew means
        receive_list(county, kind, name, content, by, at) -> ListImport      an uploaded list waits for its dry run
        take_in_list(waiting, by, at) -> Imported, drop_list(waiting, by, at), name_columns(waiting, question, …)
        remove_abandoned_builds(at) -> int
    queries (frozen dataclasses, constant query counts)
        row_in_force(matter_id, on, owner=None), rows_in_force(county, on, owner=None), rows_of_body(body, on),
        owed(county, on), current_version(county, on, owner=None), draft_version(county, owner=None)
        tree(version), row_page(row_id), rows_of_field(version, field_id), findings(version), gap_report(version),
        stage_matrix(version), version_difference(old, new), readiness(version), township_comparison(county),
        revision_tasks(county), subject_rules(county), unresolved_phrases(version), last_batch(version)
    events
        catalogue_issued: signal, and outbox topic {"version": id, "versions": [ids], "in_force_from": iso}
    policies
        may_decide(user, version, on), may_manage(user, county, on): compile, issue, import, subjects, links
    exports
        write(sheet(version, field_id=None), format="xlsx" | "docx" | "json" | "csv") -> bytes
    presenters
        explain(refused), finding_words(code, detail), ELEMENTS, STAGES, LEVELS, FINDINGS, DECISIONS
    rules
        completeness.Element, stages.Stage, refusals.Refusal, differences.Difference
"""
