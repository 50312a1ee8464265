using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A rule that raises alerts, or one that answers them: an entity of its name, whose observation carries the whole rule.</summary>
internal static class AlertRuleRow
{
    public const string RuleType = "alert_rule";
    public const string ActionType = "alert_action_rule";

    public static IEnumerable<SourceItem> Items(ForeignRow row, ImportOptions options)
    {
        var fields = new RowFields(row, options.Zone);
        if (fields.Text("name", "rule_name") is not { } name) { return [new RejectedItem(fields.Place, "is a rule without a name", "")]; }
        var (created, updated) = (fields.Instant("created_at"), fields.Instant("updated_at"));
        var conditions = fields.Peek("conditions") ?? fields.Peek("metric_query");
        var text = (fields.Text("description"), conditions) switch
        {
            ({ } description, _) => description,
            (null, { } condition) => $"Rule {name}: {condition}",
            _ => $"Rule {name}",
        };
        var isAction = fields.Peek("action") is not null;
        var circumstances = Circumstances.Default with { Provenance = AncestorRows.Origin, Metadata = fields.Metadata(created, updated) };
        return
        [
            new ObservationItem(fields.Place, text, circumstances) { About = name, EntityType = isAction ? ActionType : RuleType, ChangedAtMs = updated ?? created },
            .. fields.Lost(),
        ];
    }
}
