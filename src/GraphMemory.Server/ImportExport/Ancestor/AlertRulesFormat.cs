using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>The alert rules of GraphMemory-IDE as JSON: rules with conditions, and rules that act on alerts by themselves.</summary>
internal sealed class AlertRulesFormat : ForeignFormat
{
    private static readonly string[] Lists = ["rules", "alert_rules", "auto_action_rules"];

    public override string Name => "alert-rules";

    public override string Summary => "alert rules of GraphMemory-IDE, as JSON";

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Likeness.None; }
        var shape = JsonShape.Of(sample.Head);
        return Lists.Append(JsonShape.Unnamed).Any(list => IsRule(shape, list)) ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source)
    {
        using var stream = source.Open();
        foreach (var row in JsonForeignRows.Of(stream, Lists)) { yield return row; }
    }

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => row => AlertRuleRow.Items(row, options);

    private static bool IsRule(JsonShape shape, string list) =>
        shape.Has(list, "name", "conditions") && (shape.Has(list, "severity") || shape.Has(list, "evaluation_window") || shape.Has(list, "action"));
}
