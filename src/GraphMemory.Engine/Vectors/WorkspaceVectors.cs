using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Vectors;

/// <summary>
/// The vectors of one workspace under one model, following its log. Whoever holds the right to write embeds the next stretch of the log and
/// writes it to a file; all processes map the same files.
/// </summary>
internal sealed class WorkspaceVectors(IGraphStore store, long workspaceId, VectorFiles files)
{
    /// <summary>Stretches of the log without any text that are looked through at once.</summary>
    private const int EmptyStretchesMax = 64;

    private static readonly TimeSpan BatchPatience = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private VectorChain _chain = VectorChain.Empty;
    private string _signature = "";
    private long _erasedSeq = -1;

    public VectorFiles Files => files;

    /// <summary>The files there are, free of what was purged.</summary>
    public VectorChain Current(IWorkspaceRead read)
    {
        lock (_gate)
        {
            var signature = files.Signature();
            if (signature != _signature || HasPurged(read)) { VectorErasure.Run(files.Folder, read); }
            _erasedSeq = read.Workspace.HeadSeq;
            if (signature == _signature) { return _chain; }
            (_chain, _signature) = (new VectorChain([.. files.Load(read)]), signature);
            return _chain;
        }
    }

    private bool HasPurged(IWorkspaceRead read) => _erasedSeq != read.Workspace.HeadSeq && (_erasedSeq < 0 || read.PurgedAfter(_erasedSeq).Count > 0);

    /// <summary>Throws the files away, because what they say makes no sense or is not comparable any more.</summary>
    public bool Distrust()
    {
        lock (_gate)
        {
            if (_chain.Segments.IsEmpty || !Directory.Exists(files.Folder)) { return false; }
            files.DeleteAllBut([]);
            (_chain, _signature, _erasedSeq) = (VectorChain.Empty, "", -1);
            return true;
        }
    }

    /// <summary>Embeds the next stretch of the log. True when it moved on, false when it is at the head or another process is at it.</summary>
    public async Task<Result<bool>> StepAsync(Embedder embedder, VectorOptions options, CancellationToken cancellationToken)
    {
        using var right = files.TryLock();
        if (right is null) { return false; }
        var stretch = store.Read(workspaceId, read => Next(read, options));
        if (stretch is null) { return false; }
        var embedded = await EmbedAsync(stretch, embedder, options, cancellationToken);
        if (!embedded.IsSuccess) { return embedded.Problem; }
        var (added, toSeq) = embedded.Value;
        if (stretch.Chain.Dimensions is > 0 and var known && known != added.Dimensions)
        {
            // The same name, another model: nothing that was embedded before can be compared with it.
            Distrust();
            return true;
        }

        return Write(stretch, added, toSeq, options);
    }

    /// <summary>A stretch of the log that is to be embedded.</summary>
    private sealed record Stretch(VectorChain Chain, long FromSeq, long ToSeq, long BuiltSeq, long CreatedAtMs, List<VectorText> Texts);

    private Stretch? Next(IWorkspaceRead read, VectorOptions options)
    {
        var chain = Current(read);
        var (from, head) = (chain.CoveredSeq, read.Workspace.HeadSeq);
        if (from >= head) { return null; }
        var (to, texts) = (from, new List<VectorText>());
        for (var i = 0; i < EmptyStretchesMax && to < head && texts.Count == 0; i++)
        {
            var next = Math.Min(head, to + options.StepEventsMax);
            texts = VectorTexts.Of(read, to, next, options.TextPrefix);
            to = next;
        }

        return new Stretch(chain, from, to, head, read.Workspace.CreatedAtMs, texts);
    }

    /// <summary>Vectors for the texts, as far as the provider answers, and the log position up to which they are complete.</summary>
    private static async Task<Result<(NewVectors Added, long ToSeq)>> EmbedAsync(
        Stretch stretch, Embedder embedder, VectorOptions options, CancellationToken cancellationToken)
    {
        var known = KnownVectors.Of(stretch.Chain, stretch.Texts);
        var added = new NewVectors(stretch.Chain.Dimensions);
        for (var at = 0; at < stretch.Texts.Count;)
        {
            var batch = stretch.Texts[at..Math.Min(stretch.Texts.Count, at + options.Batch)];
            var missing = batch.Where(text => !known.ContainsKey(text.Hash)).DistinctBy(text => text.Hash).ToList();
            if (missing.Count > 0)
            {
                var vectors = await embedder.EmbedAsync([.. missing.Select(text => text.Text)], BatchPatience, cancellationToken);
                // What was embedded before the failure is kept.
                if (!vectors.IsSuccess) { return added.Count > 0 ? (added, stretch.Texts[at - 1].Id) : vectors.Problem; }
                for (var i = 0; i < missing.Count; i++) { known[missing[i].Hash] = vectors.Value[i]; }
                if (at == 0) { added = new NewVectors(vectors.Value[0].Length); }
            }

            if (batch.Exists(text => known[text.Hash].Length != added.Dimensions)) { return (new NewVectors(known[batch[^1].Hash].Length), stretch.FromSeq); }
            foreach (var text in batch) { added.Add(text.Id, text.Hash, known[text.Hash]); }
            at += batch.Count;
        }

        return (added, stretch.ToSeq);
    }

    private Result<bool> Write(Stretch stretch, NewVectors added, long toSeq, VectorOptions options)
    {
        var first = VectorMerging.Start(stretch.Chain, added.Count, options);
        var (kept, joined) = (stretch.Chain.Segments[..first], stretch.Chain.Segments[first..]);
        var head = store.Read(workspaceId, read => new VectorHeader
        {
            Fingerprint = files.Model.Fingerprint,
            WorkspaceId = workspaceId,
            WorkspaceCreatedAtMs = stretch.CreatedAtMs,
            FromSeq = joined.IsEmpty ? stretch.FromSeq : joined[0].Header.FromSeq,
            ToSeq = toSeq,
            ToAtMs = read.Log(toSeq - 1, 1) is [var item] ? item.AtMs : 0,
            BuiltSeq = stretch.BuiltSeq,
        });
        var builder = new VectorSegmentBuilder(head, joined, added);
        if (files.Write(in head, stream => builder.WriteTo(stream, options)) is not { } written)
        {
            return VectorProblems.NotWritten.With($"A vector file cannot be written to {files.Folder}.", new FieldProblem("data.folder", "takes no file", "Make room, and give its owner the right to write."));
        }

        lock (_gate) { (_signature, _erasedSeq) = ("", -1); } // what was purged while the file was written must not come back with it
        store.Read(workspaceId, Current);
        files.DeleteAllBut([.. kept, written]);
        return true;
    }
}
