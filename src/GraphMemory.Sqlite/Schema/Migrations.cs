using System.Collections.Immutable;

namespace GraphMemory.Sqlite.Schema;

/// <summary>Every step of the schema by version. To change the schema: add a step, never edit one.</summary>
internal static class Migrations
{
    public static ImmutableArray<Migration> All { get; } = [new(1, FirstSchema), new(2, Quotas), new(3, MarksAndRevisions)];

    // Quotas: NULL stands for no bound. A deleted workspace leaves its id here, so that it is never given away again; it is not erased
    // before erased_at_ms is set. What a merge carried over is known by the ids on both sides.
    private const string Quotas = """
        ALTER TABLE workspace ADD COLUMN text_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE workspace ADD COLUMN entities_max INTEGER;
        ALTER TABLE workspace ADD COLUMN facts_max INTEGER;
        ALTER TABLE workspace ADD COLUMN text_bytes_max INTEGER;
        UPDATE workspace SET text_bytes = (SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM fact
            WHERE key BETWEEN workspace.id << 40 AND (workspace.id << 40) + 0xFFFFFFFFFF);

        CREATE TABLE deleted_workspace(
            id INTEGER PRIMARY KEY,
            deleted_at_ms INTEGER NOT NULL,
            erased_at_ms INTEGER) STRICT;
        CREATE INDEX deleted_workspace_left ON deleted_workspace(id) WHERE erased_at_ms IS NULL;

        CREATE TABLE merged(
            workspace_id INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            source_row INTEGER NOT NULL,
            target_row INTEGER NOT NULL,
            is_own INTEGER NOT NULL,
            PRIMARY KEY(workspace_id, source_id, source_row)) STRICT, WITHOUT ROWID;
        """;

    // Entities, facts and log events are found by key = workspace_id << 40 | seq, the row id: appending in the order of the log then
    // fills pages to the brim (an index-organised table of the same rows was 6 % larger), and one workspace is one range of keys.
    // NULL stands for the usual value: no bound in valid time, confidence 1, weight 1, no tags, no metadata.
    private const string FirstSchema = """
        CREATE TABLE workspace(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            head_seq INTEGER NOT NULL,
            log_start_seq INTEGER NOT NULL,
            head_at_ms INTEGER NOT NULL,
            created_at_ms INTEGER NOT NULL,
            entities INTEGER NOT NULL,
            observations INTEGER NOT NULL,
            relations INTEGER NOT NULL,
            open_conflicts INTEGER NOT NULL) STRICT;

        CREATE TABLE log(
            key INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            subject_id INTEGER NOT NULL) STRICT;
        CREATE INDEX log_purged ON log(key) WHERE kind = 8;

        CREATE TABLE entity(
            key INTEGER PRIMARY KEY,
            workspace_id INTEGER NOT NULL,
            declared_seq INTEGER,
            deleted_seq INTEGER,
            has_generated_name INTEGER NOT NULL,
            name_hash INTEGER NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL) STRICT;
        CREATE INDEX entity_name ON entity(name_hash) WHERE deleted_seq IS NULL;
        CREATE INDEX entity_deleted_name ON entity(name_hash) WHERE deleted_seq IS NOT NULL;

        CREATE TABLE predicate(
            workspace_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            functional INTEGER NOT NULL,
            PRIMARY KEY(workspace_id, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX predicate_name ON predicate(workspace_id, name);

        CREATE TABLE session(
            workspace_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY(workspace_id, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX session_name ON session(workspace_id, name);

        CREATE TABLE provenance(
            workspace_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            hash INTEGER NOT NULL,
            uses INTEGER NOT NULL,
            session_id INTEGER,
            principal TEXT,
            client TEXT,
            tool TEXT,
            file TEXT,
            commit_id TEXT,
            url TEXT,
            PRIMARY KEY(workspace_id, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX provenance_hash ON provenance(workspace_id, hash);
        CREATE INDEX provenance_session ON provenance(workspace_id, session_id) WHERE session_id IS NOT NULL;

        CREATE TABLE fact(
            key INTEGER PRIMARY KEY,
            workspace_id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            subject_id INTEGER NOT NULL,
            predicate_id INTEGER NOT NULL,
            object_id INTEGER,
            claim_key INTEGER NOT NULL,
            polarity INTEGER NOT NULL,
            valid_from INTEGER,
            valid_to INTEGER,
            recorded_at_ms INTEGER NOT NULL,
            superseded_seq INTEGER,
            superseded_at_ms INTEGER,
            supersedes_id INTEGER,
            provenance_id INTEGER NOT NULL,
            confidence REAL,
            weight REAL,
            tags TEXT,
            metadata TEXT,
            text TEXT) STRICT;
        CREATE INDEX fact_subject ON fact(workspace_id, subject_id, predicate_id, claim_key);
        CREATE INDEX fact_object ON fact(workspace_id, object_id) WHERE object_id IS NOT NULL;
        CREATE INDEX fact_superseded ON fact(workspace_id, superseded_seq) WHERE superseded_seq IS NOT NULL;

        CREATE TABLE conflict(
            workspace_id INTEGER NOT NULL,
            later_id INTEGER NOT NULL,
            earlier_id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            resolved_seq INTEGER,
            PRIMARY KEY(workspace_id, later_id, earlier_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX conflict_earlier ON conflict(workspace_id, earlier_id);
        CREATE INDEX conflict_open ON conflict(workspace_id, later_id) WHERE resolved_seq IS NULL;

        CREATE TABLE reply(
            workspace_id INTEGER NOT NULL,
            key TEXT NOT NULL,
            request_hash INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            reply BLOB NOT NULL,
            PRIMARY KEY(workspace_id, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX reply_age ON reply(workspace_id, at_ms);
        """;

    // The last mark of a fact or an entity, and the stretches of the log that can be undone as one.
    private const string MarksAndRevisions = """
        CREATE TABLE mark(
            workspace_id INTEGER NOT NULL,
            subject_id INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            is_entity INTEGER NOT NULL,
            tier INTEGER,
            pinned INTEGER NOT NULL,
            expires_at_ms INTEGER,
            PRIMARY KEY(workspace_id, subject_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX mark_seq ON mark(workspace_id, seq);
        CREATE INDEX mark_expiry ON mark(workspace_id, expires_at_ms) WHERE expires_at_ms IS NOT NULL;

        CREATE TABLE revision(
            workspace_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            first_seq INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            subject_id INTEGER NOT NULL,
            object_id INTEGER NOT NULL,
            note TEXT NOT NULL,
            undone_first_seq INTEGER,
            undone_seq INTEGER,
            PRIMARY KEY(workspace_id, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX revision_merge ON revision(workspace_id, subject_id) WHERE kind = 1 AND undone_seq IS NULL;
        CREATE INDEX revision_undone ON revision(workspace_id, undone_seq) WHERE undone_seq IS NOT NULL;
        """;
}
