using System.Globalization;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What could be put in order, as tables for people.</summary>
internal static class CareText
{
    public static Task<int> MarkAsync(CliRun run, FactChoice choice, MarkChange change, string done) => run.WriteAsync(
        ShapedCommand.Of(new SetMarks(choice.Ids(run), choice.Names(run), change), marks => new MarksShape([.. marks.Select(MarkShape.Of)]), CareJson.Default.MarksShape),
        input: "", (shape, output) => output.WriteLine($"{done}: {shape.Items.Length}"));

    public static string Undone(UndoShape shape) => shape.New
        ? $"undone: {shape.Restored} facts stand again{(shape.Kept > 0 ? $", {shape.Kept} were changed or closed since and stay so" : "")}"
        : "undone already";

    public static void Duplicates(CliRun run, TextWriter output, Found<DuplicateEntities> entities, Found<DuplicateObservations> observations)
    {
        if (entities.Total > 0)
        {
            var table = new TextTable(new("SAME", IsRight: true), new("MERGE", Paint: run.Style.Bold), new("INTO", Paint: run.Style.Bold), new("WHY", IsFlexible: true, Paint: run.Style.Dim));
            foreach (var pair in entities.Items) { table.Add(Percent(pair.Score), Named(pair.Merge), Named(pair.Keep), pair.Reason); }
            Write(run, output, "Entities that are probably one", entities.Total, entities.Items.Length, table);
        }

        if (observations.Total > 0)
        {
            var table = new TextTable(new("SAME", IsRight: true), new("FACT", IsRight: true, Paint: run.Style.Dim), new("TEXT", IsFlexible: true));
            foreach (var pair in observations.Items)
            {
                table.Add(Percent(pair.Score), $"#{pair.Keep.Fact.Id}", Text(pair.Keep));
                table.Add("", $"#{pair.Forget.Fact.Id}", Text(pair.Forget));
            }

            Write(run, output, "Observations that say the same", observations.Total, observations.Items.Length, table);
        }

        if (entities.Total + observations.Total == 0) { run.Say("No duplicates."); }
    }

    public static void Orphans(CliRun run, TextWriter output, Found<Orphan> found)
    {
        var table = new TextTable(new("ENTITY", IsFlexible: true, Paint: run.Style.Bold), new("TYPE", Paint: run.Style.Dim), new("WHY"));
        foreach (var orphan in found.Items)
        {
            table.Add(orphan.Name, orphan.Type, orphan.IsDeclared ? "nothing is said about it" : $"only named, by {Number(orphan.Relations)} relation{(orphan.Relations == 1 ? "" : "s")}");
        }

        if (found.Total > 0) { Write(run, output, "Orphans", found.Total, found.Items.Length, table); }
        else { run.Say("No orphans."); }
    }

    public static void Stale(CliRun run, TextWriter output, Found<StaleFact> found)
    {
        var table = new TextTable(new("WHY"), new("FACT", IsRight: true, Paint: run.Style.Dim), new("TEXT", IsFlexible: true), new("RECORDED", Paint: run.Style.Dim));
        foreach (var stale in found.Items)
        {
            table.Add(Reason(stale.Reason), $"#{stale.Fact.Fact.Id}", Text(stale.Fact), TimeText.Day(stale.Fact.Fact.RecordedAtMs, run.Environment.Time));
        }

        if (found.Total > 0) { Write(run, output, "Facts that may be true no longer", found.Total, found.Items.Length, table); }
        else { run.Say("Nothing is stale."); }
    }

    public static void Tags(CliRun run, TextWriter output, TagReport report)
    {
        var table = new TextTable(new("TAG", IsFlexible: true, Paint: run.Style.Bold), new("FACTS", IsRight: true));
        foreach (var tag in report.Tags) { table.Add(tag.Tag, Number(tag.Facts)); }
        if (report.TagsTotal > 0) { Write(run, output, "Tags", report.TagsTotal, report.Tags.Length, table); }
        output.WriteLine($"{Number(report.Untagged)} of {Number(report.Observations)} observations have no tag");
        foreach (var pair in report.Near)
        {
            output.WriteLine($"{run.Style.Bold(SafeText.Line(pair.Rename.Tag))} may be {run.Style.Bold(SafeText.Line(pair.Keep.Tag))}: {pair.Reason}");
        }

        if (report.Near.Length > 0) { run.Say("\"graphmemory care tags rename OLD NEW\" makes two tags one."); }
    }

    public static void Tiers(CliRun run, TextWriter output, TierReport report)
    {
        output.WriteLine($"core {Number(report.Core)}  working {Number(report.Working)}  archive {Number(report.Archive)}  pinned {Number(report.Pinned)}  expiring {Number(report.Expiring)}");
        var table = new TextTable(new("ENTITY", Paint: run.Style.Bold), new("FACT", IsRight: true, Paint: run.Style.Dim), new("TEXT", IsFlexible: true), new("TIER"), new("PINNED"), new("EXPIRES"));
        foreach (var marked in report.Marked.Items)
        {
            table.Add(
                marked.Entity, marked.Fact is { } fact ? $"#{fact.Fact.Id}" : "", marked.Fact is null ? "" : FactText.Statement(marked.Fact), marked.Mark.Tier is { } tier ? TierNames.Of(tier) : "",
                marked.Mark.IsPinned ? "yes" : "", marked.Mark.ExpiresAtMs is { } atMs ? TimeText.Day(atMs, run.Environment.Time) : "");
        }

        if (report.Marked.Total > 0) { Write(run, output, "Marked", report.Marked.Total, report.Marked.Items.Length, table); }
    }

    public static string Percent(double score) => score.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Text(NamedFact named) => named.SubjectType == Entity.NoteType ? FactText.Statement(named) : $"{named.Subject}: {FactText.Statement(named)}";

    public static string Reason(StaleReason reason) => reason switch
    {
        StaleReason.Over => "its time is over",
        StaleReason.Corrected => "corrected",
        StaleReason.Contradicted => "contradicted",
        StaleReason.FileGone => "its file is gone",
        _ => "quiet for long",
    };

    private static string Named(EntityBrief brief) => brief.Type.Length == 0 ? brief.Name : $"{brief.Name} ({brief.Type})";

    private static void Write(CliRun run, TextWriter output, string title, int total, int shown, TextTable table)
    {
        output.WriteLine(run.Style.Bold(shown == total ? $"{title} ({Number(total)})" : $"{title} ({Number(shown)} of {Number(total)})"));
        table.Write(output, run.Style, run.OutputWidth);
        output.WriteLine();
    }
}
