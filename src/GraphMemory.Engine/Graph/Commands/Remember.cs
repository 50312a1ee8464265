using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Claims;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Keeps observations; an entity that does not exist yet is declared, and a text about nothing becomes a note.</summary>
public sealed record Remember(IReadOnlyList<NewObservation> Observations) : IGraphCommand<ImmutableArray<Recorded>>
{
    /// <summary>Type given to an entity that is created without one.</summary>
    public const string DefaultType = "concept";

    private const string NotePrefix = "note-";
    private const int HashDigits = 16;

    private ImmutableArray<Claim> _claims;

    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("observations", Observations.Count, limits)
        ?? RequestCheck.Each("observations", Observations, (path, item) =>
            RequestCheck.Text($"{path}.text", item.Text, limits)
            ?? (item.About is null ? null : RequestCheck.Name($"{path}.about", item.About, limits))
            ?? RequestCheck.Circumstances(path, item.Circumstances, limits));

    public WriteIntent Intent => new(
        Observations.Any(item => item.Circumstances.SupersedesId is not null) ? WriteKind.Update : WriteKind.Create, [.. Observations.Select(MemoryItem.Of)]);

    public IGraphCommand<ImmutableArray<Recorded>> Amended(ImmutableArray<MemoryItem> items) => new Remember([.. items.Zip(Observations, (item, observation) => item.On(observation))]);

    /// <summary>Analyses the texts, which takes as long as storing them.</summary>
    public void Prepare()
    {
        var (analyzer, tokens) = (new TextAnalyzer(), new TokenBuffer());
        _claims = [.. Observations.Select(item => Claim.Of(item.Text, analyzer, tokens))];
    }

    public Result<ImmutableArray<Recorded>> Apply(IWorkspaceWrite write)
    {
        if (_claims.IsDefault) { Prepare(); }
        var recorded = ImmutableArray.CreateBuilder<Recorded>(Observations.Count);
        foreach (var (item, claim) in Observations.Zip(_claims))
        {
            if (item.Circumstances.SupersedesId is { } earlier && Close(write, earlier) is { } problem) { return problem; }
            var subject = item.About is null
                ? WriteRules.Declared(write, NoteName(item.Text), item.EntityType ?? Entity.NoteType, hasGeneratedName: true)
                : WriteRules.Declared(write, item.About, item.EntityType ?? DefaultType);
            recorded.Add(WriteRules.Observe(write, subject, item.Text, claim, item.Circumstances));
        }

        return recorded.MoveToImmutable();
    }

    /// <summary>A correction takes the place of the observation that it names: that version ends in transaction time, and stays in the history.</summary>
    private static Problem? Close(IWorkspaceWrite write, long earlierId)
    {
        if (write.Fact(earlierId) is not { } earlier) { return GraphProblems.MissingFact(earlierId); }
        if (earlier is { IsLive: true, Statement.Kind: FactKind.Observation }) { write.CloseFact(earlierId); }
        return null;
    }

    /// <summary>True for a name that was made up for a note.</summary>
    public static bool IsNoteName(string name) =>
        name.Length == NotePrefix.Length + HashDigits && name.StartsWith(NotePrefix, StringComparison.Ordinal) 
        && name.Skip(NotePrefix.Length).All(char.IsAsciiHexDigitLower);

    /// <summary>The same text gives the same note.</summary>
    internal static string NoteName(string text) => $"{NotePrefix}{XxHash64.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan())):x16}";
}
