using System.IO.Compression;
using System.Text;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Tests.ImportExport.Foreign;

/// <summary>A small file of every product that is imported from, made here by the rules of each product.</summary>
internal static class ForeignSamples
{
    /// <summary>Name of the sample, and of the format that it must be taken for.</summary>
    public static TheoryData<string, string> All { get; } = new()
    {
        { "mem0.json", "mem0" }, { "mem0-results.json", "mem0" }, { "mem0-history.db", "mem0" },
        { "openmemory.zip", "openmemory" }, { "openmemory.json", "openmemory" }, { "openmemory.jsonl.gz", "openmemory" }, { "openmemory.db", "openmemory" },
        { "mms.json", "mcp-memory-service" }, { "mms-backup.json", "mcp-memory-service" }, { "mms.db", "mcp-memory-service" }, { "mms.db.gz", "mcp-memory-service" },
        { "claude-mem.json", "claude-mem" }, { "claude-mem.db", "claude-mem" },
        { "palace-graph.db", "mempalace" }, { "palace-chroma.db", "mempalace" }, { "palace", "mempalace" }, { "palace.zip", "mempalace" }, { "palace-export", "mempalace" },
        { "kuzu", "kuzu" }, { "postgres.sql", "postgres" }, { "postgres-inserts.sql", "postgres" }, { "postgres.sql.gz", "postgres" },
        { "alerts.db", "alerts" }, { "incidents.db", "alerts" }, { "alert-rules.json", "alert-rules" },
    };

    /// <summary>Makes the sample in a folder and tells its path.</summary>
    public static string Make(TestFolder folder, string sample)
    {
        var path = Path.Combine(folder.Path, sample);
        switch (sample)
        {
            case "mem0.json": return folder.File(sample, Mem0);
            case "mem0-results.json": return folder.File(sample, $$"""{"results": {{Mem0}}, "relations": [{"source": "anna", "relationship": "leads", "destination": "parser team", "score": 0.9}, {"source": "anna"}]}""");
            case "mem0-history.db": return Database(path, Mem0History);
            case "openmemory.json": return folder.File(sample, OpenMemory);
            case "openmemory.jsonl.gz": return Gzip(path, OpenMemoryLines);
            case "openmemory.zip": return Zip(path, ("memories.json", Encoding.UTF8.GetBytes(OpenMemory)), ("memories.jsonl.gz", Gzipped(OpenMemoryLines)));
            case "openmemory.db": return Database(path, OpenMemoryTables);
            case "mms.json": return folder.File(sample, Mms);
            case "mms-backup.json": return folder.File(sample, MmsBackup);
            case "mms.db": return Database(path, MmsTables);
            case "mms.db.gz":
                Gzip(path, File.ReadAllBytes(Database(path + ".unpacked", MmsTables)));
                File.Delete(path + ".unpacked");
                return path;
            case "palace.zip":
                var graph = Database(path + ".graph", PalaceGraph);
                Zip(path, ("knowledge_graph.sqlite3", File.ReadAllBytes(graph)));
                File.Delete(graph);
                return path;
            case "claude-mem.json": return folder.File(sample, ClaudeMem);
            case "claude-mem.db": return Database(path, ClaudeMemTables);
            case "palace-graph.db": return Database(path, PalaceGraph);
            case "palace-chroma.db": return Database(path, PalaceChroma);
            case "palace":
                Directory.CreateDirectory(Path.Combine(path, "palace"));
                Database(Path.Combine(path, "knowledge_graph.sqlite3"), PalaceGraph);
                Database(Path.Combine(path, "palace", "chroma.sqlite3"), PalaceChroma);
                return path;
            case "palace-export":
                folder.File("palace-export/index.md", "# Palace Export\n\n| Wing | Rooms | Drawers |\n|------|-------|---------|\n| [code](code/) | 1 | 2 |\n");
                folder.File("palace-export/code/parser.md", PalacePage);
                return path;
            case "kuzu": return KuzuFolder(folder);
            case "postgres.sql": return folder.File(sample, PostgresCopy);
            case "postgres.sql.gz": return Gzip(path, PostgresCopy);
            case "postgres-inserts.sql": return folder.File(sample, PostgresInserts);
            case "alerts.db": return Database(path, Alerts);
            case "incidents.db": return Database(path, Incidents);
            case "alert-rules.json": return folder.File(sample, AlertRules);
            default: throw new ArgumentOutOfRangeException(nameof(sample), sample, null);
        }
    }

    private const string Mem0 = """
        [
          {"id": "11111111-1111-1111-1111-111111111111", "memory": "Anna prefers tabs", "hash": "h1", "metadata": {"topic": "style", "api_key": "sk-1"},
           "user_id": "anna", "agent_id": "coder", "run_id": "r1", "categories": ["style"], "score": 0.7,
           "created_at": "2025-03-01T10:00:00-08:00", "updated_at": "2025-03-02T10:00:00Z"},
          {"id": "22222222-2222-2222-2222-222222222222", "memory": "Releases are on Thursdays", "hash": "h2", "metadata": null, "user_id": "anna",
           "created_at": "2025-03-01T10:00:00", "updated_at": null, "immutable": true},
          {"id": "33333333-3333-3333-3333-333333333333", "memory": "", "hash": "h3", "user_id": "anna"}
        ]
        """;

    private const string Mem0History = """
        CREATE TABLE history (id TEXT PRIMARY KEY, memory_id TEXT, old_memory TEXT, new_memory TEXT, event TEXT, created_at DATETIME, updated_at DATETIME, is_deleted INTEGER, actor_id TEXT, role TEXT);
        INSERT INTO history VALUES ('h1', 'm1', NULL, 'Anna prefers spaces', 'ADD', '2025-03-01T10:00:00+00:00', NULL, 0, NULL, 'user');
        INSERT INTO history VALUES ('h2', 'm1', 'Anna prefers spaces', 'Anna prefers tabs', 'UPDATE', '2025-03-01T10:00:00+00:00', '2025-03-02T10:00:00+00:00', 0, 'anna', NULL);
        INSERT INTO history VALUES ('h3', 'm2', NULL, 'Gone', 'ADD', '2025-03-01T10:00:00+00:00', NULL, 0, NULL, NULL);
        INSERT INTO history VALUES ('h4', 'm2', 'Gone', NULL, 'DELETE', '2025-03-01T10:00:00+00:00', '2025-03-03T10:00:00+00:00', 1, NULL, NULL);
        """;

    private const string OpenMemory = """
        {"user": {"id": "u", "user_id": "anna"},
         "apps": [{"id": "a1a1", "owner_id": "u", "name": "cursor"}],
         "categories": [{"id": "c1c1", "name": "style", "description": null}],
         "memories": [
          {"id": "1111-1111", "user_id": "u", "app_id": "a1a1", "content": "Anna prefers tabs", "metadata": {"topic": "style"}, "state": "active",
           "created_at": "2025-05-01T10:00:00+00:00", "updated_at": "2025-05-01T10:00:00+00:00", "archived_at": null, "deleted_at": null, "category_ids": ["c1c1"]},
          {"id": "2222-2222", "user_id": "u", "app_id": "a1a1", "content": "Old rule", "metadata": {}, "state": "archived",
           "created_at": "2025-05-01T10:00:00+00:00", "updated_at": "2025-05-02T10:00:00+00:00", "archived_at": "2025-05-02T10:00:00+00:00", "category_ids": []},
          {"id": "3333-3333", "user_id": "u", "content": "Gone", "metadata": {}, "state": "deleted", "created_at": null, "category_ids": []}],
         "memory_categories": [{"memory_id": "1111-1111", "category_id": "c1c1"}],
         "status_history": [{"id": "s1", "memory_id": "2222-2222", "old_state": "active", "new_state": "archived"}],
         "access_controls": [], "export_meta": {"version": "1"}}
        """;

    private const string OpenMemoryLines = """
        {"id": "1111-1111", "content": "Anna prefers tabs", "metadata": {"topic": "style"}, "created_at": "2025-05-01T10:00:00+00:00", "updated_at": "2025-05-01T10:00:00+00:00", "state": "active", "app": "cursor", "categories": ["style"]}
        {"id": "2222-2222", "content": "Old rule", "metadata": {}, "created_at": "2025-05-01T10:00:00+00:00", "updated_at": "2025-05-02T10:00:00+00:00", "state": "archived", "app": "cursor", "categories": []}
        {"id": "3333-3333", "content": "Gone", "metadata": {}, "created_at": null, "updated_at": null, "state": "deleted", "app": null, "categories": []}
        """;

    private const string OpenMemoryTables = """
        CREATE TABLE users (id CHAR(32) PRIMARY KEY, user_id VARCHAR);
        CREATE TABLE apps (id CHAR(32) PRIMARY KEY, owner_id CHAR(32), name VARCHAR);
        CREATE TABLE categories (id CHAR(32) PRIMARY KEY, name VARCHAR, description VARCHAR);
        CREATE TABLE memories (id CHAR(32) PRIMARY KEY, user_id CHAR(32), app_id CHAR(32), content VARCHAR, vector VARCHAR, metadata JSON, state VARCHAR(8), created_at DATETIME, updated_at DATETIME, archived_at DATETIME, deleted_at DATETIME);
        CREATE TABLE memory_categories (memory_id CHAR(32), category_id CHAR(32));
        INSERT INTO apps VALUES ('a1a1', 'u', 'cursor');
        INSERT INTO categories VALUES ('c1c1', 'style', NULL), ('c2c2', 'team', NULL);
        INSERT INTO memories VALUES ('22222222', 'u', 'a1a1', 'Old rule', NULL, '{}', 'archived', '2025-05-01 10:00:00.000000', '2025-05-02 10:00:00.000000', '2025-05-02 10:00:00.000000', NULL);
        INSERT INTO memories VALUES ('11111111', 'u', 'a1a1', 'Anna prefers tabs', '[0.1]', '{"topic": "style"}', 'active', '2025-05-01 10:00:00.000000', '2025-05-01 10:00:00.000000', NULL, NULL);
        INSERT INTO memories VALUES ('33333333', 'u', 'a1a1', 'Gone', NULL, '{}', 'deleted', NULL, NULL, NULL, NULL);
        INSERT INTO memory_categories VALUES ('33333333', 'c1c1'), ('11111111', 'c2c2'), ('11111111', 'c1c1'), ('00000000', 'c1c1');
        """;

    private const string Mms = """
        {"export_metadata": {"source_machine": "laptop", "export_timestamp": "2025-08-01T10:00:00", "total_memories": 2, "include_embeddings": true, "filter_tags": null, "exporter_version": "6.2.4"},
         "memories": [
          {"content": "Anna prefers tabs", "content_hash": "aaaa", "tags": ["style", "anna"], "created_at": 1754042400.25, "updated_at": 1754046000.0,
           "memory_type": "preference", "metadata": {"source": "chat"}, "export_source": "laptop", "embedding": [0.1, 0.2]},
          {"content": "Releases are on Thursdays", "content_hash": "bbbb", "tags": [], "created_at": 1754042400, "updated_at": null, "memory_type": null, "metadata": {}, "export_source": "laptop"}]}
        """;

    private const string MmsBackup = """
        {"timestamp": "2025-02-01T10:00:00", "total_memories": 1, "memories": [
          {"id": "aaaa", "document": "Anna prefers tabs", "metadata": {"tags": "style,anna", "type": "preference", "timestamp": 1738404000, "content_hash": "aaaa"}, "embedding": null}]}
        """;

    private const string MmsTables = """
        CREATE TABLE memories (id INTEGER PRIMARY KEY AUTOINCREMENT, content_hash TEXT UNIQUE NOT NULL, content TEXT NOT NULL, tags TEXT, memory_type TEXT, metadata TEXT, created_at REAL, updated_at REAL, created_at_iso TEXT, updated_at_iso TEXT, deleted_at REAL DEFAULT NULL, superseded_by TEXT, confidence REAL DEFAULT 1.0);
        CREATE TABLE memory_graph (source_hash TEXT NOT NULL, target_hash TEXT NOT NULL, similarity REAL NOT NULL, connection_types TEXT NOT NULL, metadata TEXT, created_at REAL NOT NULL, relationship_type TEXT DEFAULT 'related', PRIMARY KEY (source_hash, target_hash));
        INSERT INTO memories (content_hash, content, tags, memory_type, metadata, created_at, updated_at, created_at_iso, updated_at_iso, deleted_at, superseded_by, confidence) VALUES
          ('aaaa', 'Anna prefers tabs', 'style,anna', 'preference', '{"source": "chat"}', 1754042400.25, 1754046000.0, '2025-08-01T10:00:00Z', '2025-08-01T11:00:00Z', NULL, NULL, 0.5),
          ('bbbb', 'Anna prefers spaces', '', NULL, NULL, 1754042400.0, NULL, NULL, NULL, NULL, 'aaaa', 1.0),
          ('cccc', 'Gone', '', NULL, NULL, 1754042400.0, NULL, NULL, NULL, 1754046000.0, NULL, 1.0);
        INSERT INTO memory_graph VALUES ('aaaa', 'bbbb', 0.8, '["semantic"]', '{}', 1754042400.0, 'related'), ('bbbb', 'aaaa', 0.8, '["semantic"]', '{}', 1754042400.0, 'related'), ('aaaa', 'cccc', 0.9, '[]', NULL, 1.0, 'causes');
        """;

    private const string ClaudeMem = """
        {"exportedAt": "2026-01-01T10:00:00.000Z", "exportedAtEpoch": 1767261600000, "query": "*", "totalObservations": 1, "totalSessions": 1, "totalSummaries": 1, "totalPrompts": 1,
         "observations": [{"id": 7, "memory_session_id": "s-1", "project": "parser", "text": null, "type": "bugfix", "title": "Lexer lost newlines", "subtitle": "CRLF",
           "facts": "[\"CRLF counted twice\", \"Fixed in lexer\"]", "narrative": "The lexer split CRLF in two.", "concepts": "[\"gotcha\"]", "files_read": "[\"src/a.cs\"]", "files_modified": "[\"src/lexer.cs\"]",
           "prompt_number": 3, "discovery_tokens": 1200, "created_at": "2025-12-31T10:00:00.000Z", "created_at_epoch": 1767175200000}],
         "sessions": [{"id": 1, "content_session_id": "c-1", "memory_session_id": "s-1", "project": "parser"}],
         "summaries": [{"id": 1, "memory_session_id": "s-1", "project": "parser", "request": "Fix the lexer", "investigated": null, "learned": "CRLF is one line end", "completed": "Fix", "next_steps": "", "files_read": null, "files_edited": "[\"src/lexer.cs\"]", "notes": null, "created_at": "2025-12-31T11:00:00.000Z", "created_at_epoch": 1767178800000}],
         "prompts": [{"id": 1, "content_session_id": "c-1", "prompt_number": 1, "prompt_text": "Please fix the lexer", "created_at": "2025-12-31T09:00:00.000Z", "created_at_epoch": 1767171600000}]}
        """;

    private const string ClaudeMemTables = """
        CREATE TABLE sdk_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, content_session_id TEXT UNIQUE NOT NULL, memory_session_id TEXT UNIQUE, project TEXT NOT NULL, user_prompt TEXT, started_at TEXT NOT NULL, started_at_epoch INTEGER NOT NULL);
        CREATE TABLE observations (id INTEGER PRIMARY KEY AUTOINCREMENT, memory_session_id TEXT NOT NULL, project TEXT NOT NULL, text TEXT, type TEXT NOT NULL, title TEXT, subtitle TEXT, facts TEXT, narrative TEXT, concepts TEXT, files_read TEXT, files_modified TEXT, prompt_number INTEGER, created_at TEXT NOT NULL, created_at_epoch INTEGER NOT NULL, discovery_tokens INTEGER DEFAULT 0);
        CREATE TABLE session_summaries (id INTEGER PRIMARY KEY AUTOINCREMENT, memory_session_id TEXT NOT NULL, project TEXT NOT NULL, request TEXT, investigated TEXT, learned TEXT, completed TEXT, next_steps TEXT, files_read TEXT, files_edited TEXT, notes TEXT, created_at TEXT NOT NULL, created_at_epoch INTEGER NOT NULL);
        CREATE TABLE user_prompts (id INTEGER PRIMARY KEY AUTOINCREMENT, content_session_id TEXT NOT NULL, prompt_number INTEGER NOT NULL, prompt_text TEXT NOT NULL, created_at TEXT NOT NULL, created_at_epoch INTEGER NOT NULL);
        INSERT INTO observations (memory_session_id, project, text, type, title, subtitle, facts, narrative, concepts, files_read, files_modified, created_at, created_at_epoch) VALUES
          ('s-1', 'parser', NULL, 'bugfix', 'Lexer lost newlines', 'CRLF', '["CRLF counted twice", "Fixed in lexer"]', 'The lexer split CRLF in two.', '["gotcha"]', '["src/a.cs"]', '["src/lexer.cs"]', '2025-12-31T10:00:00.000Z', 1767175200000),
          ('s-1', 'parser', 'An old observation', 'discovery', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2025-12-31T10:00:00.000Z', 1767175200000),
          ('s-1', 'parser', NULL, 'change', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2025-12-31T10:00:00.000Z', 1767175200000);
        INSERT INTO session_summaries (memory_session_id, project, request, learned, files_edited, created_at, created_at_epoch) VALUES ('s-1', 'parser', 'Fix the lexer', 'CRLF is one line end', '["src/lexer.cs"]', '2025-12-31T11:00:00.000Z', 1767178800000);
        INSERT INTO user_prompts (content_session_id, prompt_number, prompt_text, created_at, created_at_epoch) VALUES ('c-1', 1, 'Please fix the lexer', '2025-12-31T09:00:00.000Z', 1767171600000);
        """;

    private const string PalaceGraph = """
        CREATE TABLE entities (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT DEFAULT 'unknown', properties TEXT DEFAULT '{}', created_at TEXT DEFAULT CURRENT_TIMESTAMP);
        CREATE TABLE triples (id TEXT PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, valid_from TEXT, valid_to TEXT, confidence REAL DEFAULT 1.0, source_closet TEXT, source_file TEXT, source_drawer_id TEXT, adapter_name TEXT, extracted_at TEXT DEFAULT CURRENT_TIMESTAMP);
        INSERT INTO entities (id, name, type, properties, created_at) VALUES ('anna', 'Anna', 'person', '{"role": "lead"}', '2025-01-01 10:00:00'), ('parser_team', 'Parser Team', 'unknown', '{}', '2025-01-01 10:00:00');
        INSERT INTO triples (id, subject, predicate, object, valid_from, valid_to, confidence, source_file, extracted_at) VALUES
          ('t1', 'anna', 'leads', 'parser_team', '2025-01-01', '2025-06-30', 0.9, 'chat.md', '2025-01-01 10:00:00'),
          ('t2', 'anna', 'works_on', 'lexer', '2025-01-01T08:00:00Z', NULL, 1.0, NULL, '2025-01-01 10:00:00'),
          ('t3', 'anna', 'works_on', 'nothing', '2025-02-01', '2025-01-01', 1.0, NULL, '2025-01-01 10:00:00');
        """;

    private const string PalaceChroma = """
        CREATE TABLE collections (id TEXT PRIMARY KEY, name TEXT);
        CREATE TABLE embeddings (id INTEGER PRIMARY KEY, segment_id TEXT NOT NULL, embedding_id TEXT NOT NULL, seq_id BLOB NOT NULL, created_at TIMESTAMP);
        CREATE TABLE embedding_metadata (id INTEGER, key TEXT NOT NULL, string_value TEXT, int_value INTEGER, float_value REAL, bool_value INTEGER, PRIMARY KEY (id, key));
        INSERT INTO embeddings VALUES (1, 's', 'drawer-1', x'01', NULL), (2, 's', 'drawer-2', x'02', NULL), (3, 's', 'vector-only', x'03', NULL);
        INSERT INTO embedding_metadata (id, key, string_value, int_value) VALUES (1, 'chroma:document', 'Anna prefers tabs', NULL), (1, 'wing', 'code', NULL), (1, 'room', 'parser', NULL), (1, 'source_file', 'chat.md', NULL), (1, 'filed_at', '2025-01-01T10:00:00', NULL), (1, 'chunk_index', NULL, 4),
          (2, 'chroma:document', 'Releases are on Thursdays', NULL), (2, 'wing', 'code', NULL), (9, 'wing', 'orphan', NULL);
        """;

    private const string PalacePage = """
        # code / parser

        ## drawer-1

        > Anna prefers tabs
        > and says so

        | Field | Value |
        |-------|-------|
        | Source | chat.md |
        | Filed | 2025-01-01T10:00:00 |
        | Added by | unknown |

        ---

        ## drawer-2

        > Releases are on Thursdays

        | Field | Value |
        |-------|-------|
        | Source | unknown |
        | Filed | unknown |
        | Added by | hook |

        ---
        """;

    private const string PostgresCopy = """
        --
        -- PostgreSQL database dump
        --
        SET statement_timeout = 0;
        COPY public.users (id, created_at, updated_at, username, email, full_name, hashed_password, roles, is_active) FROM stdin;
        u-1	2025-01-01 10:00:00	2025-01-01 10:00:00	anna	anna@example.org	Anna Smith	$2b$12$secretsecret	["user"]	t
        \.
        COPY public.user_sessions (id, user_id, session_token, expires_at) FROM stdin;
        s-1	u-1	very-secret	2025-01-02 10:00:00
        \.
        COPY public.telemetry_events (id, created_at, updated_at, event_type, user_id, session_id, data, event_metadata, duration_ms) FROM stdin;
        e-1	2025-01-01 10:00:00	2025-01-01 10:00:00	file_open	u-1	sess-1	{"path": "src/lexer.cs", "language": "cs", "token": "sk-1"}	{}	12
        e-2	2025-01-01 10:00:01	2025-01-01 10:00:01	test_run	u-1	sess-1	{'passed': True, 'failed': None, 'name': 'it\\'s fine'}	\N	\N
        broken	row
        \.
        COPY public.collaboration_sessions (id, created_at, name, description, creator_id, session_data) FROM stdin;
        c-1	2025-01-01 10:00:00	Parser review	We review the parser	u-1	{}
        \.
        COPY public.collaboration_participants (id, session_id, user_id, role, joined_at, left_at, is_active) FROM stdin;
        p-1	c-1	u-1	owner	2025-01-01 10:00:00	2025-01-01 11:00:00	f
        \.
        COPY public.system_metrics (id, metric_name, metric_value) FROM stdin;
        1	cpu	0.5
        \.
        COPY public.memories (id, title, content, memory_type, tags, metadata, created_at) FROM stdin;
        m-1	Tabs	Anna prefers tabs	preference	["style"]	{"source": "chat"}	2025-01-01 10:00:00
        m-2	\N	\N	preference	[]	{}	2025-01-01 10:00:00
        \.
        """;

    private const string PostgresInserts = """
        CREATE TABLE public.telemetry_events (id uuid NOT NULL, event_type character varying(50), data jsonb, created_at timestamp without time zone);
        INSERT INTO public.telemetry_events VALUES ('e-1', 'file_save', '{"path": "src/lexer.cs"}', '2025-01-01 10:00:00');
        INSERT INTO public.alert_rules (id, name, severity, metric_query, condition) VALUES ('r-1', 'High CPU', 'critical', 'cpu', 'gt');
        """;

    private const string Alerts = """
        CREATE TABLE alerts (id TEXT PRIMARY KEY, severity TEXT, category TEXT, title TEXT, description TEXT, source TEXT, status TEXT, created_at TEXT, acknowledged_at TEXT, acknowledged_by TEXT, resolved_at TEXT, alert_data TEXT, tags TEXT, metadata TEXT);
        CREATE TABLE alert_states (alert_id TEXT PRIMARY KEY, state TEXT, updated_at TEXT);
        CREATE TABLE alert_history (id INTEGER PRIMARY KEY, alert_id TEXT, action TEXT, timestamp TEXT, data TEXT);
        INSERT INTO alerts VALUES ('al-1', 'critical', 'performance', 'CPU high', 'CPU above 95 %', 'host-1', 'acknowledged', '2025-01-01T10:00:00', '2025-01-01T10:05:00', 'anna', NULL, '{"id": "al-1"}', '["cpu"]', '{"host": "host-1"}');
        INSERT INTO alerts VALUES ('al-2', 'low', 'quality', NULL, NULL, NULL, 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO alert_states VALUES ('al-1', 'acknowledged', '2025-01-01T10:05:00');
        INSERT INTO alert_history VALUES (1, 'al-1', 'created', '2025-01-01T10:00:00', '{"by": "rule"}'), (2, NULL, 'created', NULL, NULL);
        """;

    private const string Incidents = """
        CREATE TABLE incidents (id TEXT PRIMARY KEY, title TEXT, description TEXT, status TEXT, priority TEXT, category TEXT, created_at TEXT, acknowledged_at TEXT, investigation_started_at TEXT, resolved_at TEXT, closed_at TEXT, assigned_to TEXT, assigned_team TEXT, acknowledged_by TEXT, resolved_by TEXT, correlation_id TEXT, alert_ids TEXT, parent_incident_id TEXT, child_incident_ids TEXT, tags TEXT, custom_fields TEXT, external_ticket_id TEXT, external_system TEXT, timeline_events TEXT);
        INSERT INTO incidents VALUES ('in-1', 'CPU saturated', 'CPU above 95 % for an hour', 'resolved', 'p1_critical', 'performance', '2025-01-01T10:00:00', '2025-01-01T10:05:00', NULL, '2025-01-01T12:00:00', NULL, 'anna', NULL, 'anna', 'anna', NULL, '["al-1"]', 'in-0', '[]', '["cpu"]', '{"region": "eu"}', 'T-1', 'jira',
          '[{"timestamp": "2025-01-01T10:00:00", "event_type": "created", "description": "opened", "user": "system", "metadata": {}}]');
        """;

    private const string AlertRules = """
        [{"id": "r-1", "name": "High CPU", "description": "CPU above 85 % for five minutes", "category": "performance", "severity": "high", "enabled": true,
          "conditions": [{"metric_type": "cpu_usage", "operator": "gte", "value": 85}], "evaluation_window": 300, "tags": {}},
         {"id": "a-1", "name": "Mute night jobs", "enabled": true, "priority": 3, "conditions": {"severity": ["low"], "time_threshold": 60}, "action": "SUPPRESS", "notes": "at night"}]
        """;

    private static string KuzuFolder(TestFolder folder)
    {
        folder.File("kuzu/metadata.json", """{"backupId": "b-1", "createdAt": "2025-01-01T10:00:00Z", "version": "1"}""");
        folder.File("kuzu/schema.cypher", """
            CREATE NODE TABLE `User` (`id` STRING,`username` STRING,`email` STRING,`created_at` TIMESTAMP,`properties` MAP(STRING, STRING), PRIMARY KEY(`id`));
            CREATE NODE TABLE `Project` (`id` STRING,`name` STRING,`description` STRING,`status` STRING, PRIMARY KEY(`id`));
            CREATE NODE TABLE `Memory` (`id` STRING,`content` STRING,`memory_type` STRING,`source_table` STRING,`source_id` STRING,`created_at` TIMESTAMP,`embeddings` DOUBLE[],`metadata` MAP(STRING, STRING), PRIMARY KEY(`id`));
            CREATE NODE TABLE `TelemetryEvent` (`event_type` STRING,`timestamp` STRING,`user_id` STRING,`session_id` STRING,`data` STRING, PRIMARY KEY(`timestamp`));
            CREATE REL TABLE `OWNS` (FROM `User` TO `Project`, `relationship_type` STRING,`created_at` TIMESTAMP, MANY_MANY);
            CREATE REL TABLE `CONTAINS` (FROM `Project` TO `Memory`, `relevance_score` DOUBLE,`created_at` TIMESTAMP, MANY_MANY);
            CREATE REL TABLE `RELATES_TO` (FROM `Memory` TO `Memory`, `similarity_score` DOUBLE,`relationship_type` STRING,`created_at` TIMESTAMP, MANY_MANY);
            """);
        folder.File("kuzu/copy.cypher", """
            COPY `OWNS` (`relationship_type`,`created_at`) FROM "OWNS_User_Project.csv" (delim=',', escape='\\', header=true, quote='"', from='User', to='Project');
            COPY `User` (`id`,`username`,`email`,`created_at`,`properties`) FROM "User.csv" (delim=',', escape='\\', header=true, quote='"');
            COPY `Project` (`id`,`name`,`description`,`status`) FROM "Project.csv" (delim=',', escape='\\', header=true, quote='"');
            COPY `Memory` (`id`,`content`,`memory_type`,`source_table`,`source_id`,`created_at`,`embeddings`,`metadata`) FROM "/backups/Memory.csv" (delim=',', escape='\\', header=true, quote='"');
            COPY `TelemetryEvent` (`event_type`,`timestamp`,`user_id`,`session_id`,`data`) FROM "TelemetryEvent.csv" (delim=',', escape='\\', header=true, quote='"');
            COPY `CONTAINS` (`relevance_score`,`created_at`) FROM "CONTAINS_Project_Memory.csv" (delim=',', escape='\\', header=true, quote='"', from='Project', to='Memory');
            COPY `RELATES_TO` (`similarity_score`,`relationship_type`,`created_at`) FROM "RELATES_TO_Memory_Memory.parquet" (from='Memory', to='Memory');
            """);
        folder.File("kuzu/User.csv", "a.id,a.username,a.email,a.created_at,a.properties\nu-1,anna,anna@example.org,2025-01-01 10:00:00,\"{team=parser, api_key=sk-1}\"\n");
        folder.File("kuzu/Project.csv", "id,name,description,status\np-1,Parser,\"Parses, and more\",active\np-2,,,\n");
        folder.File("kuzu/Memory.csv", "id,content,memory_type,source_table,source_id,created_at,embeddings,metadata\nm-1,\"Anna prefers \\\"tabs\\\"\",semantic,notes,n-1,2025-01-01 10:00:00,\"[0.100000,0.200000]\",\"{topic=style}\"\nm-2,,episodic,,,,,\nm-3,short\n");
        folder.File("kuzu/TelemetryEvent.csv", "event_type,timestamp,user_id,session_id,data\nfile_open,2025-01-01T10:00:00,u-1,s-1,\"{'path': 'src/lexer.cs', 'ok': True}\"\ninit_test,2025-01-01T09:00:00,,,{}\n");
        folder.File("kuzu/OWNS_User_Project.csv", "from,to,relationship_type,created_at\nu-1,p-1,,2025-01-01 10:00:00\n");
        folder.File("kuzu/CONTAINS_Project_Memory.csv", "from,to,relevance_score,created_at\np-1,m-1,0.75,2025-01-01 10:00:00\n,m-1,1,\n");
        return Path.Combine(folder.Path, "kuzu");
    }

    private static string Database(string path, string sql)
    {
        using var database = GraphMemory.Sqlite.Native.Database.Open(path, mayCreate: true);
        database.Execute(sql);
        return path;
    }

    private static string Gzip(string path, string text) => Gzip(path, Encoding.UTF8.GetBytes(text));

    private static string Gzip(string path, byte[] content)
    {
        File.WriteAllBytes(path, Gzipped(content));
        return path;
    }

    private static byte[] Gzipped(string text) => Gzipped(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzipped(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) { gzip.Write(content); }
        return bytes.ToArray();
    }

    private static string Zip(string path, params (string Name, byte[] Content)[] entries)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }

        return path;
    }
}
