using System.Threading.Channels;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>
/// One run over a source: it is read and analysed on one thread while the batch before is stored on another. Each batch is one transaction,
/// followed by a checkpoint. A bounded number of batches is under way, so the size of the source does not matter.
/// </summary>
internal sealed class RecordImport(ImportJob job, long workspaceId, RecordFormat format, ImportSource source)
{
    private const int BatchesAhead = 2;

    public async Task<Result<ImportReport>> RunAsync(CancellationToken cancellationToken)
    {
        var key = $"{format.Name}:{source.Sha256()}";
        var checkpoint = ImportCheckpoint.Read(job.CheckpointPath, key);
        if (checkpoint.Position == 0) { RejectsFile.Begin(job.RejectsPath); }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<(RecordBatch Batch, ImportBatch Command)>(
            new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(batches.Writer, checkpoint.Position, stop.Token), CancellationToken.None);
        try
        {
            var report = await StoreAsync(batches.Reader, checkpoint with { Sha256 = key }, cancellationToken);
            if (report.IsSuccess) { File.Delete(job.CheckpointPath); }
            return report;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private async Task<Result<ImportReport>> StoreAsync(
        ChannelReader<(RecordBatch Batch, ImportBatch Command)> batches, ImportCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        await foreach (var (batch, command) in batches.ReadAllAsync(cancellationToken))
        {
            var counts = await job.Commands.ExecuteAsync(workspaceId, command, cancellationToken);
            if (!counts.IsSuccess) { return counts.Problem; }
            if (batch.Rejected.Count > 0) { RejectsFile.Append(job.RejectsPath, batch.Rejected); }
            checkpoint = checkpoint with { Position = batch.Position, Report = batch.AddTo(checkpoint.Report).Plus(counts.Value) };
            checkpoint.Write(job.CheckpointPath);
            job.Progress?.Invoke(new ImportProgress(checkpoint.Report, source.BytesRead, source.BytesTotal));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return checkpoint.Report;
    }

    /// <summary>Any fault travels through the channel to the one who waits there.</summary>
    private async Task ReadAsync(ChannelWriter<(RecordBatch, ImportBatch)> batches, long done, CancellationToken cancellationToken)
    {
        try
        {
            var (batch, position) = (new RecordBatch(job.Limits, job.Options), 0L);
            foreach (var item in Sound())
            {
                if (++position <= done) { continue; }
                batch.Add(item, position);
                if (!batch.IsFull) { continue; }
                await batches.WriteAsync((batch, batch.ToCommand()), cancellationToken);
                batch = new RecordBatch(job.Limits, job.Options);
            }

            if (batch.Position > 0) { await batches.WriteAsync((batch, batch.ToCommand()), cancellationToken); }
            batches.Complete();
        }
        catch (Exception exception)
        {
            batches.Complete(exception);
        }
    }

    /// <summary>A stream that breaks in the middle gives what stands before, and one rejected item for the rest.</summary>
    private IEnumerable<SourceItem> Sound()
    {
        using var items = format.Read(source, job.Options).GetEnumerator();
        var line = 0L;
        while (true)
        {
            RejectedItem? rest = null;
            try
            {
                if (!items.MoveNext()) { yield break; }
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
            {
                rest = new RejectedItem(new SourcePlace(line), $"the rest of the source cannot be read: {exception.Message}", "");
            }

            if (rest is not null)
            {
                yield return rest;
                yield break;
            }

            line = items.Current.Place.Line;
            yield return items.Current;
        }
    }
}
