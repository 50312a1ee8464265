namespace GraphMemory.Fuzz.Targets;

/// <summary>One small, right file for the formats of other products.</summary>
internal static class ForeignImportSeeds
{
    private const string Mem0 = """[{"id":"1","memory":"a","hash":"h","metadata":{"k":"v"},"user_id":"u","categories":["c"],"created_at":"2025-01-01T10:00:00-08:00","updated_at":null}]""";

    private const string OpenMemory = """{"user":{},"apps":[{"id":"p","name":"app"}],"categories":[{"id":"c","name":"cat"}],"memories":[{"id":"1-1","content":"a","app_id":"p","state":"active","category_ids":["c"],"created_at":"2025-01-01T10:00:00+00:00"}],"status_history":[{"id":"s"}]}""";

    private const string MemoryService = """{"export_metadata":{"total_memories":1},"memories":[{"content":"a","content_hash":"h","tags":["t"],"created_at":1754042400.25,"memory_type":"note","metadata":{"tags":"x,y"},"embedding":[0.1]}]}""";

    private const string ClaudeMem = """{"exportedAt":"x","totalObservations":1,"observations":[{"id":1,"memory_session_id":"s","project":"p","type":"bugfix","title":"t","facts":"[\"f\"]","concepts":"[\"c\"]","files_modified":"[\"a.cs\"]","created_at_epoch":1767175200000}],"summaries":[{"id":1,"request":"r","created_at_epoch":1}],"prompts":[{"id":1,"prompt_text":"x"}]}""";

    private const string Rules = """[{"name":"r","severity":"high","conditions":[{"metric_type":"cpu","value":1}],"description":"d"}]""";

    private const string Dump = "-- PostgreSQL database dump\nCREATE TABLE public.t (id int, content text);\nCOPY public.telemetry_events (id, event_type, data, created_at) FROM stdin;\n1\tfile_open\t{'path': 'a.cs', 'ok': True}\t2025-01-01 10:00:00\n2\tx\t\\N\t\\N\n\\.\nINSERT INTO public.t VALUES (1, E'a\\n\\u00e9'), (2, $q$b$q$);\n";

    private const string Kuzu = "\x1eschema.cypher\nCREATE NODE TABLE `M` (`id` STRING,`content` STRING,`metadata` MAP(STRING, STRING), PRIMARY KEY(`id`));\nCREATE REL TABLE `R` (FROM `M` TO `M`, `similarity_score` DOUBLE, MANY_MANY);\n"
        + "\x1ecopy.cypher\nCOPY `M` (`id`,`content`,`metadata`) FROM \"M.csv\" (delim=',', escape='\\\\', header=true, quote='\"');\nCOPY `R` (`similarity_score`) FROM \"R_M_M.csv\" (from='M', to='M');\n"
        + "\x1eM.csv\nid,content,metadata\n1,\"a \\\"b\\\"\",\"{k=v, l=[1,2]}\"\n2,c,\n\x1eR_M_M.csv\n1,2,0.5\n";

    private const string Palace = "\x1eindex.md\n# Palace Export\n\n| Wing | Rooms | Drawers |\n\x1eroom.md\n# wing / room\n\n## drawer-1\n\n> text\n> more\n\n| Field | Value |\n|---|---|\n| Source | a.md |\n| Filed | 2025-01-01 |\n\n---\n";

    private const string Settings = "# x\nSERVER_PORT=9000\nLOG_LEVEL=\"WARN\" # y\nSECRET_KEY=s\nCORS_ORIGINS=[\"http://localhost\"]\nauth:\n  token: t\n";

    public static string[]? Texts(string format) => format switch
    {
        "mem0" => [Mem0, $$"""{"results":{{Mem0}},"relations":[{"source":"a","relationship":"r","destination":"b"}]}"""],
        "openmemory" => [OpenMemory, """{"id":"1","content":"a","metadata":{},"state":"archived","app":"p","categories":["c"]}"""],
        "mcp-memory-service" => [MemoryService, """{"total_memories":1,"memories":[{"id":"1","document":"a","metadata":{"tags":"x"}}]}"""],
        "claude-mem" => [ClaudeMem],
        "mempalace" => [Palace],
        "kuzu" => [Kuzu],
        "postgres" => [Dump],
        "alert-rules" => [Rules],
        "settings" => [Settings, """{"serverUrl":"http://localhost:1","auth":{"token":"x"}}"""],
        _ => null,
    };
}
