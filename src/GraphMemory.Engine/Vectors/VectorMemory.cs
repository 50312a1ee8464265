using System.Collections.Concurrent;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Vectors;

/// <summary>
/// The vectors of all workspaces. Texts are embedded in background steps, never when they are written. When the model changes, the files of
/// the earlier one answer until the new ones have caught up with them. Thread-safe.
/// </summary>
/// <param name="indexFolder">Where the index files of the workspaces are kept.</param>
public sealed class VectorMemory(IGraphStore store, TimeProvider clock, string indexFolder, VectorSource source)
{
    private readonly ConcurrentDictionary<(long WorkspaceId, ulong Fingerprint), WorkspaceVectors> _vectors = [];
    private readonly ConcurrentDictionary<VectorModel, Result<Embedder>> _embedders = [];
    private readonly ScratchPool _scratch = new();

    /// <summary>True when the configuration asks for vectors.</summary>
    public bool IsOn => source.Wanted() is not null;

    /// <summary>One bounded piece of work in the background. True when there may be more to do at once.</summary>
    public async Task<Result<bool>> StepAsync(long workspaceId, CancellationToken cancellationToken)
    {
        if (source.Wanted() is not { } setup) { return false; }
        var embedder = EmbedderOf(setup.Model);
        if (!embedder.IsSuccess)
        {
            _embedders.TryRemove(setup.Model, out _); // a file may be put in place meanwhile
            return embedder.Problem;
        }

        var wanted = Of(workspaceId, setup.Model);
        var step = await wanted.StepAsync(embedder.Value, setup.Options, cancellationToken);
        if (step.IsSuccess && store.Read(workspaceId, read => HasCaughtUp(read, wanted))) { DeleteOthers(workspaceId, setup.Model); }
        return step;
    }

    /// <summary>Takes what was purged out of the files of every model, whatever the configuration asks for.</summary>
    public void Erase(long workspaceId)
    {
        foreach (var folder in VectorFiles.FoldersIn(FolderOf(workspaceId)))
        {
            store.Read(workspaceId, read =>
            {
                VectorErasure.Run(folder, read);
                return 0;
            });
        }
    }

    /// <summary>Throws all vectors of a workspace away; the next steps embed everything again.</summary>
    public void Rebuild(long workspaceId)
    {
        foreach (var folder in VectorFiles.FoldersIn(FolderOf(workspaceId)).ToList()) { VectorFiles.Delete(folder); }
    }

    public VectorStatus Status(long workspaceId)
    {
        var setup = source.Wanted();
        return store.Read(workspaceId, read =>
        {
            var serving = setup is null ? null : Serving(read, setup);
            var (chain, covered) = (serving?.Current(read) ?? VectorChain.Empty, setup is null ? 0 : Of(workspaceId, setup.Model).Current(read).CoveredSeq);
            var problem = setup is null ? null : EmbedderOf(setup.Model) is { IsSuccess: true } embedder ? embedder.Value.Problem : EmbedderOf(setup.Model).Problem;
            return new VectorStatus(
                setup?.Model, chain.Segments.IsEmpty ? null : serving!.Files.Model, chain.Rows, chain.Dimensions, covered,
                setup is null ? 0 : read.Workspace.HeadSeq - covered, chain.Segments.Length, chain.Segments.Sum(segment => segment.ByteLength),
                chain.Segments.Any(segment => segment.HasGraph), problem);
        });
    }

    /// <summary>Asks the provider for one vector, as a check. Its dimensions, or why there is none.</summary>
    public Result<int> Probe()
    {
        if (source.Wanted() is not { } setup) { return VectorProblems.Off.With("vectors.provider is none."); }
        var embedder = EmbedderOf(setup.Model);
        return embedder.IsSuccess ? embedder.Value.Question(setup.Options.QueryPrefix + "probe", setup.Options.QueryPatience).Map(vector => vector.Length) : embedder.Problem;
    }

    /// <summary>Prepares the search for a question; null when there shall be no vectors.</summary>
    internal VectorAnswer? Prepare(long workspaceId, string query)
    {
        if (string.IsNullOrWhiteSpace(query) || source.Wanted() is not { } setup) { return null; }
        var (chain, model) = store.Read(workspaceId, read => Serving(read, setup) is var serving ? (serving.Current(read), serving.Files.Model) : default);
        var search = new VectorSearchOptions(setup.Options.Breadth, setup.Options.ThreadsMax, _scratch);
        if (chain.Segments.IsEmpty) { return new VectorAnswer(chain, null, search, NoteOf(setup.Model, "has made no vectors yet", EmbedderOf(setup.Model))); }
        var embedder = EmbedderOf(model);
        if (!embedder.IsSuccess) { return new VectorAnswer(chain, null, search, NoteOf(model, embedder.Problem)); }
        var question = embedder.Value.Question(setup.Options.QueryPrefix + query, setup.Options.QueryPatience);
        if (!question.IsSuccess) { return new VectorAnswer(chain, null, search, NoteOf(model, question.Problem)); }
        return question.Value.Length == chain.Dimensions
            ? new VectorAnswer(chain, new VectorQuestion(question.Value), search, model == setup.Model ? null : $"vectors of {model} answer until those of {setup.Model} are complete")
            : new VectorAnswer(chain, null, search, $"{model} now gives {question.Value.Length} dimensions instead of {chain.Dimensions}; text and graph answered");
    }

    /// <summary>Throws files away whose numbers make no sense; false when there was none.</summary>
    internal bool Distrust(long workspaceId)
    {
        var isAny = false;
        foreach (var ((id, _), vectors) in _vectors) { isAny |= id == workspaceId && vectors.Distrust(); }
        return isAny;
    }

    private static string NoteOf(VectorModel model, string what, Result<Embedder> embedder) =>
        (embedder.IsSuccess ? embedder.Value.Problem : embedder.Problem) is { } problem ? NoteOf(model, problem) : $"{model} {what}; text and graph answered";

    private static string NoteOf(VectorModel model, Problem problem) => $"{model} takes no part ({problem.Code.Name}: {problem.Detail.TrimEnd('.')}); text and graph answered";

    /// <summary>The vectors that answer: of the wanted model once they reach as far as those of any other.</summary>
    private WorkspaceVectors Serving(IWorkspaceRead read, VectorSetup setup)
    {
        var serving = Of(read.Workspace.Id, setup.Model);
        var covered = serving.Current(read).CoveredSeq;
        if (covered == read.Workspace.HeadSeq) { return serving; }
        foreach (var files in VectorFiles.In(FolderOf(read.Workspace.Id)))
        {
            if (files.Model == setup.Model) { continue; }
            var other = Of(read.Workspace.Id, files.Model);
            if (other.Current(read).CoveredSeq is var reach && reach > covered) { (serving, covered) = (other, reach); }
        }

        return serving;
    }

    private bool HasCaughtUp(IWorkspaceRead read, WorkspaceVectors wanted) =>
        !wanted.Current(read).Segments.IsEmpty && Serving(read, new VectorSetup(wanted.Files.Model, new VectorOptions())) == wanted;

    private void DeleteOthers(long workspaceId, VectorModel model)
    {
        var kept = Of(workspaceId, model).Files.Folder;
        foreach (var folder in VectorFiles.FoldersIn(FolderOf(workspaceId)).Where(folder => folder != kept).ToList()) { VectorFiles.Delete(folder); }
    }

    private Result<Embedder> EmbedderOf(VectorModel model) => _embedders.GetOrAdd(
        model, static (key, self) => self.Source.Open(key).Map(generator => new Embedder(key, generator, self.Clock)), (Source: source, Clock: clock));

    private WorkspaceVectors Of(long workspaceId, VectorModel model) => _vectors.GetOrAdd(
        (workspaceId, model.Fingerprint), static (key, self) => new WorkspaceVectors(self.Store, key.WorkspaceId, self.Files),
        (Store: store, Files: VectorFiles.Of(FolderOf(workspaceId), model)));

    private string FolderOf(long workspaceId) => Path.Combine(indexFolder, workspaceId.ToString(CultureInfo.InvariantCulture));
}
