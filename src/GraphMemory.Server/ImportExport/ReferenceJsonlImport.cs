using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>One run over a memory file: batches of lines, each one transaction, each followed by a checkpoint.</summary>
internal sealed class ReferenceJsonlImport(ImportJob job, long workspaceId)
{
    private const int BatchRecords = 1_000;

    private readonly List<NewEntity> _entities = [];
    private readonly List<RelationKey> _relations = [];
    private readonly List<RejectedLine> _rejected = [];
    private readonly Circumstances _circumstances = Circumstances.Default with { Provenance = new Provenance(Tool: "import", File: job.Source) };

    public async Task<Result<ImportReport>> RunAsync(CancellationToken cancellationToken)
    {
        var sha256 = ImportCheckpoint.HashOf(job.Source);
        var checkpoint = ImportCheckpoint.Read(job.CheckpointPath, sha256);
        var report = checkpoint.Report;
        using var source = ImportSource.At(job.Source);
        using var stream = source.Open();
        var lastLine = checkpoint.Position;
        foreach (var line in ReferenceJsonReader.Read(stream).Where(line => line.Number > checkpoint.Position))
        {
            cancellationToken.ThrowIfCancellationRequested();
            report = Take(line, report);
            lastLine = line.Number;
            if (_entities.Count + _relations.Count < BatchRecords) { continue; }
            var flushed = await FlushAsync(source, report, cancellationToken);
            if (!flushed.IsSuccess) { return flushed; }
            report = flushed.Value;
            new ImportCheckpoint(sha256, lastLine, report).Write(job.CheckpointPath);
        }

        var last = await FlushAsync(source, report, cancellationToken);
        if (last.IsSuccess) { File.Delete(job.CheckpointPath); }
        return last;
    }

    private ImportReport Take(ReferenceLine line, ImportReport report)
    {
        var rejected = line.Rejected is null ? 0 : Reject(line.Number, line.Rejected, line.Text);
        foreach (var record in line.Records)
        {
            if (Fault(record) is { } problem) { rejected += Reject(line.Number, problem.Detail, Text(record)); }
            else if (record.Entity is { } entity) { _entities.Add(entity); }
            else { _relations.Add(record.Relation!); }
        }

        return report with
        {
            Read = report.Read + line.Records.Length + (line.Rejected is null ? 0 : 1),
            Rejected = report.Rejected + rejected,
            Healed = report.Healed + (line.Healed is null ? 0 : 1),
        };
    }

    private Problem? Fault(ReferenceRecord record) => new MergeGraph(
        record.Entity is null ? [] : [record.Entity], record.Relation is null ? [] : [record.Relation], _circumstances).Check(job.Limits);

    private int Reject(long line, string reason, string text)
    {
        _rejected.Add(new RejectedLine(line, reason, text));
        return 1;
    }

    private async Task<Result<ImportReport>> FlushAsync(ImportSource source, ImportReport report, CancellationToken cancellationToken)
    {
        var counts = await job.Commands.ExecuteAsync(workspaceId, new MergeGraph([.. _entities], [.. _relations], _circumstances), cancellationToken);
        if (!counts.IsSuccess) { return counts.Problem; }
        if (_rejected.Count > 0) { RejectsFile.Append(job.RejectsPath, _rejected); }
        _entities.Clear();
        _relations.Clear();
        _rejected.Clear();
        var after = report.Plus(counts.Value);
        job.Progress?.Invoke(new ImportProgress(after, source.BytesRead, source.BytesTotal));
        return after;
    }

    private static string Text(ReferenceRecord record)
    {
        using var stream = new MemoryStream();
        ReferenceJsonWriter.Write(
            new GraphView(record.Entity is null ? [] : [record.Entity], record.Relation is null ? [] : [record.Relation]), stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
