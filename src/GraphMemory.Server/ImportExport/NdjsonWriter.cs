using System.Security.Cryptography;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport;

/// <summary>Writes a history as lines, and a last one with their count and hash.</summary>
internal sealed class NdjsonWriter(Stream output) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _line = new();

    public long Rows { get; private set; }

    public void Begin(Workspace workspace) => Write(new NdjsonRow(Bundle: new(
        BundleManifest.SchemaNow, $"graphmemory {ProductVersion.Text}", workspace.Name, workspace.HeadSeq, workspace.LogStartSeq)));

    public void Write(HistoryStretch stretch)
    {
        NdjsonRow[] rows =
        [
            .. stretch.Predicates.Select(row => new NdjsonRow(Predicate: PredicateLine.Of(row))),
            .. stretch.Entities.Select(row => new NdjsonRow(Entity: EntityLine.Of(row))),
            .. stretch.Facts.Select(row => new NdjsonRow(Fact: FactLine.Of(row))),
            .. stretch.Conflicts.Select(row => new NdjsonRow(Conflict: ConflictLine.Of(row))),
            .. stretch.Log.Select(row => new NdjsonRow(Event: EventLine.Of(row))),
            .. stretch.Marks.Select(row => new NdjsonRow(Mark: MarkLine.Of(row))),
            .. stretch.Revisions.Select(row => new NdjsonRow(Revision: RevisionLine.Of(row))),
        ];
        foreach (var row in rows) { Write(row); }
        Rows += rows.Length;
    }

    public void Finish() => Write(new NdjsonRow(End: new(Rows, Convert.ToHexStringLower(_hash.GetHashAndReset()))));

    public void Dispose()
    {
        _hash.Dispose();
        _line.Dispose();
    }

    private void Write(NdjsonRow row)
    {
        _line.SetLength(0);
        using (var writer = new Utf8JsonWriter(_line, ReferenceJsonEncoder.Compact)) { JsonSerializer.Serialize(writer, row, NdjsonJson.Default.NdjsonRow); }
        _line.WriteByte((byte)'\n');
        var bytes = _line.GetBuffer().AsSpan(0, (int)_line.Length);
        _hash.AppendData(bytes);
        output.Write(bytes);
    }
}
