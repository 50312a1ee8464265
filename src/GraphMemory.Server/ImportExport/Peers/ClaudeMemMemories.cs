using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>
/// What a row of claude-mem says: an observation, the summary of a session or a prompt. Each becomes a note that is tied to its project and
/// to the files it read and changed.
/// </summary>
internal sealed class ClaudeMemMemories(ImportOptions options)
{
    /// <summary>Files that one note is tied to; a session that touched more says so in its own words.</summary>
    private const int FilesMax = 100;

    private static readonly (string Column, string Label)[] SummaryParts =
    [
        ("request", "Request"), ("investigated", "Investigated"), ("learned", "Learned"), ("completed", "Completed"), ("next_steps", "Next steps"), ("notes", "Notes"),
    ];

    public IEnumerable<SourceItem> Items(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        return row.Table switch
        {
            ClaudeMemFormat.Observations => Note(fields, "observation", fields.Text("type") ?? "observation", ObservationText(fields)),
            ClaudeMemFormat.Summaries or ClaudeMemFormat.SummaryTable => Note(fields, "summary", "session_summary", SummaryText(fields)),
            ClaudeMemFormat.Prompts or ClaudeMemFormat.PromptTable => Note(fields, "prompt", "prompt", fields.Text("prompt_text") ?? ""),
            _ => [], // sessions: each note names its own
        };
    }

    private static List<SourceItem> Note(RowFields fields, string kind, string type, string text)
    {
        if (text.Length == 0) { return [new RejectedItem(fields.Place, $"is an empty {kind}", "")]; }
        var (id, project) = (fields.Text("id"), fields.Text("project"));
        var session = fields.Text("memory_session_id", "content_session_id", "sdk_session_id", "claude_session_id");
        var created = fields.Instant("created_at_epoch", "created_at");
        fields.PassOver("created_at", "discovery_tokens", "memory_session_id", "content_session_id", "sdk_session_id", "content_hash", "text");
        var (read, changed) = (Files(fields, "files_read"), Files(fields, "files_modified", "files_edited"));
        var provenance = new Provenance(Client: "claude-mem", Tool: ForeignFormat.ToolName, Session: session);
        var circumstances = Circumstances.Default with { Tags = fields.Tags("concepts"), Provenance = provenance };
        // Ids count from 1 in every database: with its session an id means one thing.
        var memory = new MemoryId("claude-mem", $"{kind} {session} {id ?? text}");
        var items = new List<SourceItem>
        {
            new ObservationItem(fields.Place, text, circumstances with { Metadata = fields.Metadata(created, null) }) { Memory = memory, EntityType = type, ChangedAtMs = created },
        };
        var tie = Circumstances.Default with { Provenance = provenance };
        if (project is not null)
        {
            items.Add(new EntityItem(fields.Place, project, "project"));
            items.Add(new RelationItem(fields.Place, memory.NoteName, project, "about", tie));
        }

        items.AddRange(changed.Select(file => new RelationItem(fields.Place, memory.NoteName, file, "modified", tie)));
        items.AddRange(read.Except(changed).Select(file => new RelationItem(fields.Place, memory.NoteName, file, "read", tie)));
        items.AddRange(fields.Lost());
        return items;
    }

    private static string ObservationText(RowFields fields)
    {
        var text = new StringBuilder();
        Line(text, fields.Text("title"));
        Line(text, fields.Text("subtitle"));
        Line(text, fields.Text("narrative"));
        foreach (var fact in fields.List("facts")) { Line(text, "- " + fact); }
        return text.Length > 0 ? text.ToString() : fields.Text("text") ?? "";
    }

    private static string SummaryText(RowFields fields)
    {
        var text = new StringBuilder();
        foreach (var (column, label) in SummaryParts)
        {
            if (fields.Text(column) is { } part) { Line(text, $"{label}: {part}"); }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) { return; }
        if (text.Length > 0) { text.Append('\n'); }
        text.Append(line.Trim());
    }

    private static List<string> Files(RowFields fields, params ReadOnlySpan<string> names)
    {
        var files = TagText.Of(fields.List(names)).ToList();
        if (files.Count > FilesMax) { fields.Lose("files beyond 100 of one note"); }
        return files.Count > FilesMax ? files[..FilesMax] : files;
    }
}
