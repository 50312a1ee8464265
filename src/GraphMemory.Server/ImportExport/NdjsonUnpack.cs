using System.Security.Cryptography;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>Makes a bundle folder of a bundle stream, after every line was seen to be there and unchanged.</summary>
internal static class NdjsonUnpack
{
    public static Problem? Run(string source, string folder, CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(source);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var writer = new BundleWriter(folder);
        var (head, rows, pending) = ((NdjsonHead?)null, 0L, new List<NdjsonRow>());
        foreach (var line in Utf8Lines.Of(stream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (JsonSerializer.Deserialize(line.Span, NdjsonJson.Default.NdjsonRow) is not { } row) { return ImportProblems.BadBundle.With("A line holds null where a row is wanted."); }
            if (head is null)
            {
                if (row.Bundle is not { } found) { return ImportProblems.BadBundle.With("The first line is not the head of a bundle."); }
                if (found.Schema > BundleManifest.SchemaNow) { return Newer(found); }
                head = found;
            }
            else if (row.End is { } end)
            {
                if (end.Rows != rows || end.Sha256 != Convert.ToHexStringLower(hash.GetHashAndReset())) { return ImportProblems.BadBundle.With("The lines are not those that were written (SHA-256 differs). Export again."); }
                Write(writer, pending);
                writer.Finish(new Workspace(0, head.Workspace, head.HeadSeq, head.LogStartSeq, CreatedAtMs: 0));
                return null;
            }
            else
            {
                rows++;
                pending.Add(row);
                if (pending.Count == HistoryReading.StretchSeqs) { Write(writer, pending); }
            }

            hash.AppendData(line.Span);
            hash.AppendData("\n"u8);
        }

        return ImportProblems.BadBundle.With("The last line is missing: the export did not finish, or it was cut on its way.");
    }

    // A bundle keeps each kind of row in a file of its own, in the order in which they come.
    private static void Write(BundleWriter writer, List<NdjsonRow> rows)
    {
        writer.Write(new HistoryStretch(
            0, 0, 0,
            [.. rows.Where(row => row.Predicate is not null).Select(row => row.Predicate!.ToPredicate())],
            [.. rows.Where(row => row.Entity is not null).Select(row => row.Entity!.ToEntity())],
            [.. rows.Where(row => row.Fact is not null).Select(row => row.Fact!.ToFact())],
            [.. rows.Where(row => row.Conflict is not null).Select(row => row.Conflict!.ToConflict())],
            [.. rows.Where(row => row.Event is not null).Select(row => row.Event!.ToEvent())])
        {
            Marks = [.. rows.Where(row => row.Mark is not null).Select(row => row.Mark!.ToMark())],
            Revisions = [.. rows.Where(row => row.Revision is not null).Select(row => row.Revision!.ToRevision())],
        });
        rows.Clear();
    }

    private static Problem Newer(NdjsonHead head) => ImportProblems.NewerBundle.With(
        $"The bundle has layout {head.Schema} and was written by {head.Product}; this version reads up to {BundleManifest.SchemaNow}. Update graphmemory.");
}
