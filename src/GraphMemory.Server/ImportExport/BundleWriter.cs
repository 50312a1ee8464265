using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport;

/// <summary>Writes the history of a workspace as NDJSON files into a folder, and their manifest last: a bundle without one is not complete.</summary>
internal sealed class BundleWriter : IDisposable
{
    private readonly string _folder;
    private readonly Part _predicates, _entities, _facts, _conflicts, _log, _marks, _revisions;

    public BundleWriter(string folder)
    {
        _folder = folder;
        (_marks, _revisions) = (Open(BundleReader.Marks), Open(BundleReader.Revisions));
        (_predicates, _entities, _facts, _conflicts, _log) =
            (Open(BundleReader.Predicates), Open(BundleReader.Entities), Open(BundleReader.Facts), Open(BundleReader.Conflicts), Open(BundleReader.Log));
    }

    private IEnumerable<Part> Parts => [_predicates, _entities, _facts, _conflicts, _log, _marks, _revisions];

    public void Write(HistoryStretch stretch)
    {
        _predicates.Add(stretch.Predicates.Select(PredicateLine.Of), BundleJson.Default.PredicateLine);
        _entities.Add(stretch.Entities.Select(EntityLine.Of), BundleJson.Default.EntityLine);
        _facts.Add(stretch.Facts.Select(FactLine.Of), BundleJson.Default.FactLine);
        _conflicts.Add(stretch.Conflicts.Select(ConflictLine.Of), BundleJson.Default.ConflictLine);
        _log.Add(stretch.Log.Select(EventLine.Of), BundleJson.Default.EventLine);
        _marks.Add(stretch.Marks.Select(MarkLine.Of), BundleJson.Default.MarkLine);
        _revisions.Add(stretch.Revisions.Select(RevisionLine.Of), BundleJson.Default.RevisionLine);
    }

    public void Finish(Workspace workspace)
    {
        var files = new SortedDictionary<string, BundleFile>(StringComparer.Ordinal);
        foreach (var part in Parts) { files[part.Name] = part.Finish(); }
        var manifest = new BundleManifest(
            BundleManifest.SchemaNow, $"graphmemory {ProductVersion.Text}", workspace.Name, workspace.HeadSeq, workspace.LogStartSeq, files);
        AtomicFile.Write(
            Path.Combine(_folder, BundleManifest.FileName),
            stream => JsonSerializer.Serialize(stream, manifest, BundleJson.Default.BundleManifest));
    }

    public void Dispose()
    {
        foreach (var part in Parts) { part.Dispose(); }
    }

    private Part Open(string name) => new(name, File.Create(Path.Combine(_folder, name)));

    /// <summary>One file and the hash of what went into it.</summary>
    private sealed class Part(string name, FileStream stream) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly MemoryStream _buffer = new();
        private long _rows;

        public string Name => name;

        public void Add<T>(IEnumerable<T> lines, JsonTypeInfo<T> type)
        {
            _buffer.SetLength(0);
            using var writer = new Utf8JsonWriter(_buffer, ReferenceJsonEncoder.Compact);
            foreach (var line in lines)
            {
                JsonSerializer.Serialize(writer, line, type);
                writer.Flush();
                writer.Reset();
                _buffer.WriteByte((byte)'\n');
                _rows++;
            }

            var bytes = _buffer.GetBuffer().AsSpan(0, (int)_buffer.Length);
            _hash.AppendData(bytes);
            stream.Write(bytes);
        }

        public BundleFile Finish()
        {
            stream.Flush(flushToDisk: true);
            return new BundleFile(_rows, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        }

        public void Dispose()
        {
            stream.Dispose();
            _hash.Dispose();
            _buffer.Dispose();
        }
    }
}
