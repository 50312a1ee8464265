using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>Reads a bundle folder: first everything is checked against the manifest, then the history comes stretch by stretch.</summary>
internal sealed class BundleReader(string folder, BundleManifest manifest)
{
    public const string Predicates = "predicates.ndjson";
    public const string Entities = "entities.ndjson";
    public const string Facts = "facts.ndjson";
    public const string Conflicts = "conflicts.ndjson";
    public const string Log = "log.ndjson";

    public const string Marks = "marks.ndjson";
    public const string Revisions = "revisions.ndjson";

    public static ImmutableArray<string> FileNames { get; } =
        [BundleManifest.FileName, Predicates, Entities, Facts, Conflicts, Log, Marks, Revisions];

    /// <summary>The first layout knew no marks and no revisions.</summary>
    private static IEnumerable<string> FileNamesOf(int schema) => FileNames.Skip(1).Where(name => schema > 1 || name is not (Marks or Revisions));

    public BundleManifest Manifest => manifest;

    /// <summary>Opens a bundle whose files are all there and as the manifest says.</summary>
    public static Result<BundleReader> Open(string folder)
    {
        var path = Path.Combine(folder, BundleManifest.FileName);
        if (!File.Exists(path)) { return ImportProblems.BadBundle.With($"{BundleManifest.FileName} is missing: the export did not finish, or this is no bundle."); }
        BundleManifest? manifest;
        try { manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), BundleJson.Default.BundleManifest); }
        catch (JsonException exception) { return ImportProblems.BadBundle.With($"{BundleManifest.FileName} is not a manifest: {exception.Message}"); }
        if (manifest?.Files is null) { return ImportProblems.BadBundle.With($"{BundleManifest.FileName} is empty."); }
        if (manifest.Schema > BundleManifest.SchemaNow)
        {
            return ImportProblems.NewerBundle.With($"The bundle has layout {manifest.Schema} and was written by {manifest.Product}; this version reads up to {BundleManifest.SchemaNow}. Update graphmemory.");
        }

        foreach (var name in FileNamesOf(manifest.Schema))
        {
            if (Fault(folder, name, manifest) is { } problem) { return problem; }
        }

        return new BundleReader(folder, manifest);
    }

    public IEnumerable<HistoryStretch> Stretches()
    {
        using var predicates = new Lines<PredicateLine>(folder, Predicates, BundleJson.Default.PredicateLine);
        using var entities = new Lines<EntityLine>(folder, Entities, BundleJson.Default.EntityLine);
        using var facts = new Lines<FactLine>(folder, Facts, BundleJson.Default.FactLine);
        using var conflicts = new Lines<ConflictLine>(folder, Conflicts, BundleJson.Default.ConflictLine);
        using var log = new Lines<EventLine>(folder, Log, BundleJson.Default.EventLine);
        using var marks = new Lines<MarkLine>(folder, Marks, BundleJson.Default.MarkLine);
        using var revisions = new Lines<RevisionLine>(folder, Revisions, BundleJson.Default.RevisionLine);
        for (var after = 0L; after < manifest.HeadSeq; after += HistoryReading.StretchSeqs)
        {
            var to = Math.Min(after + HistoryReading.StretchSeqs, manifest.HeadSeq);
            yield return new HistoryStretch(
                after, to, manifest.LogStartSeq,
                predicates.While(_ => true, line => line.ToPredicate()),
                entities.While(line => line.Id <= to, line => line.ToEntity()),
                facts.While(line => line.Id <= to, line => line.ToFact()),
                conflicts.While(line => line.Later <= to, line => line.ToConflict()),
                log.While(line => line.Seq <= to, line => line.ToEvent()))
            {
                Marks = marks.While(line => line.Seq <= to, line => line.ToMark()),
                Revisions = revisions.While(line => line.Id <= to, line => line.ToRevision()),
            };
        }
    }

    private static Problem? Fault(string folder, string name, BundleManifest manifest)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path) || !manifest.Files.TryGetValue(name, out var file)) { return ImportProblems.BadBundle.With($"{name} is missing from the bundle."); }
        return ImportCheckpoint.HashOf(path) == file.Sha256
            ? null
            : ImportProblems.BadBundle.With($"{name} is not what the manifest says (SHA-256 differs): it was changed or damaged. Export again.");
    }

    /// <summary>One file of rows, read as far as asked.</summary>
    private sealed class Lines<T>(string folder, string name, JsonTypeInfo<T> type) : IDisposable
    {
        private readonly IEnumerator<T> _rows = Rows(folder, name, type).GetEnumerator();
        private bool _isPending;

        public ImmutableArray<TOut> While<TOut>(Func<T, bool> isWanted, Func<T, TOut> convert)
        {
            var taken = ImmutableArray.CreateBuilder<TOut>();
            while ((_isPending || _rows.MoveNext()) && (_isPending = true) && isWanted(_rows.Current))
            {
                taken.Add(convert(_rows.Current));
                _isPending = false;
            }

            return taken.ToImmutable();
        }

        public void Dispose() => _rows.Dispose();

        private static IEnumerable<T> Rows(string folder, string name, JsonTypeInfo<T> type)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path)) { yield break; } // of a layout that did not have it
            using var stream = File.OpenRead(path);
            foreach (var line in Utf8Lines.Of(stream)) { yield return JsonSerializer.Deserialize(line.Span, type)!; }
        }
    }
}
