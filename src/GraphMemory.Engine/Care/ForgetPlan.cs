using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>Exactly what a rule closes, as the memory is now.</summary>
/// <param name="Id">Stands for the rule and these facts: whoever names it agrees to this and nothing else.</param>
/// <param name="FactIds">By rising id, at most <see cref="FactsMax"/>: the rest is for another run.</param>
/// <param name="Matching">All facts that meet the rule.</param>
public sealed record ForgetPlan(string Id, ForgetRule Rule, ImmutableArray<long> FactIds, int Matching)
{
    /// <summary>Facts of one run: one transaction, for which other writers wait.</summary>
    public const int FactsMax = 20_000;

    public static ForgetPlan Of(IWorkspaceRead read, ForgetRule rule)
    {
        var (marks, ids, matching) = (MarkSet.Of(read), ImmutableArray.CreateBuilder<long>(), 0);
        var conditions = new Conditions(read, rule, marks);
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (!conditions.AreMetBy(in row)) { return; }
            matching++;
            if (ids.Count < FactsMax) { ids.Add(row.Id); }
        });
        var chosen = ids.ToImmutable();
        return new ForgetPlan(IdOf(rule, chosen), rule, chosen, matching);
    }

    private static string IdOf(ForgetRule rule, ImmutableArray<long> ids)
    {
        var hash = new XxHash3();
        hash.Append(Encoding.UTF8.GetBytes(rule.ToString()));
        hash.Append(MemoryMarshal.AsBytes(ids.AsSpan()));
        return $"{hash.GetCurrentHashAsUInt64():x16}";
    }

    private sealed class Conditions(IWorkspaceRead read, ForgetRule rule, MarkSet marks)
    {
        private readonly byte[][] _tags = [.. rule.Tags.Select(Encoding.UTF8.GetBytes)];
        private readonly Dictionary<long, bool> _types = [];

        public bool AreMetBy(in FactRow row)
        {
            if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted) { return false; }
            if (rule.RecordedBeforeMs is { } before && row.RecordedAtMs >= before) { return false; }
            if (rule.BelowConfidence is { } bound && row.Confidence >= bound) { return false; }
            foreach (var tag in _tags)
            {
                if (!TagScan.Holds(row.TagsUtf8, tag)) { return false; }
            }

            return !marks.IsPinned(row.Id, row.SubjectId)
                && (rule.Tier is not { } tier || marks.TierOf(row.Id, row.SubjectId) == tier)
                && (rule.Types.IsEmpty || IsOfType(row.SubjectId));
        }

        private bool IsOfType(long entityId)
        {
            if (!_types.TryGetValue(entityId, out var known))
            {
                _types[entityId] = known = read.Entity(entityId) is { } entity && rule.Types.Contains(entity.Type, StringComparer.OrdinalIgnoreCase);
            }

            return known;
        }
    }
}
