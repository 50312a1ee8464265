using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>How facts of an entity type, or with a tag, are kept when nobody says otherwise: <c>type:session=archive/30d</c>, <c>tag:scratch=7d</c>.</summary>
/// <param name="Days">Days after recording at which they expire; null for never.</param>
public sealed record KeepDefault(bool IsTag, string Name, Tier? Tier, int? Days)
{
    public const string Form = "type:NAME=TIER, tag:NAME=DAYSd, or both as TIER/DAYSd";

    private const int DaysMax = 36_500;

    /// <summary>Null when the text is not of that form.</summary>
    public static KeepDefault? Parse(string text)
    {
        var (colon, equals) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf('='));
        if (colon < 0 || equals < colon + 2 || text[..colon] is not ("type" or "tag")) { return null; }
        var parts = text[(equals + 1)..].Split('/');
        if (parts.Length > 2) { return null; }
        Tier? tier = null;
        int? days = null;
        foreach (var part in parts)
        {
            if (tier is null && TierNames.Parse(part) is { } known) { tier = known; }
            else if (days is null && part.EndsWith('d') && int.TryParse(part.AsSpan(0, part.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is > 0 and <= DaysMax) { days = count; }
            else { return null; }
        }

        return new KeepDefault(text[..colon] == "tag", text[(colon + 1)..equals], tier, days);
    }
}

/// <summary>Tiers as people write them.</summary>
public static class TierNames
{
    public static ImmutableArray<string> All { get; } = [.. Enum.GetNames<Tier>().Select(name => name.ToLowerInvariant())];

    public static Tier? Parse(string name) => All.IndexOf(name) is >= 0 and var at ? Enum.GetValues<Tier>()[at] : null;

    public static string Of(Tier tier) => tier.ToString().ToLowerInvariant();
}

/// <summary>
/// Gives the facts recorded at (<paramref name="AfterSeq"/>, <paramref name="ToSeq"/>] that nobody marked their usual marks; the first default that fits
/// counts. The reply is the number of marks.
/// </summary>
public sealed record ApplyKeepDefaults(ImmutableArray<KeepDefault> Defaults, long AfterSeq, long ToSeq) : IGraphCommand<int>
{
    private const long DayMs = 86_400_000;

    public Problem? Check(GraphLimits limits) => null;

    public Result<int> Apply(IWorkspaceWrite write)
    {
        var (found, types) = (new List<Mark>(), new Dictionary<long, string>());
        write.VisitFacts(AfterSeq, ToSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0 || Fitting(write, in row, types) is not { } keep) { return; }
            found.Add(new Mark(row.Id, IsEntity: false, 0, keep.Tier, IsPinned: false, keep.Days is { } days ? row.RecordedAtMs + (days * DayMs) : null));
        });
        var unmarked = found.Where(mark => write.Mark(mark.SubjectId) is null).ToList();
        unmarked.ForEach(write.SetMark);
        return unmarked.Count;
    }

    private KeepDefault? Fitting(IWorkspaceWrite write, in FactRow row, Dictionary<long, string> types)
    {
        foreach (var keep in Defaults)
        {
            if (keep.IsTag ? TagScan.Holds(row.TagsUtf8, Encoding.UTF8.GetBytes(keep.Name)) : keep.Name == TypeOf(write, row.SubjectId, types)) { return keep; }
        }

        return null;
    }

    private static string TypeOf(IWorkspaceWrite write, long entityId, Dictionary<long, string> types)
    {
        if (!types.TryGetValue(entityId, out var known)) { types[entityId] = known = write.Entity(entityId)?.Type ?? ""; }
        return known;
    }
}
