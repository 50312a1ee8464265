using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>The databases <c>alerts.db</c> and <c>incidents.db</c> of GraphMemory-IDE.</summary>
internal sealed class AlertsDatabaseFormat : ForeignFormat
{
    private const string Alerts = "alerts";
    private const string States = "alert_states";
    private const string History = "alert_history";
    private const string Incidents = "incidents";

    private static readonly string[] Tables = [Alerts, States, History, Incidents];

    public override string Name => "alerts";

    public override string Summary => "alerts.db and incidents.db of GraphMemory-IDE";

    public override Likeness LikenessOf(SourceSample sample) => IsDatabase(sample, database =>
        database.Has(Alerts, "id", "severity", "title") || database.Has(Incidents, "id", "title", "priority")) ? Likeness.Certain : Likeness.None;

    protected override IEnumerable<ForeignRow> Rows(ImportSource source)
    {
        using var file = new ForeignDatabaseFile(source, null);
        foreach (var row in Tables.SelectMany(table => RowsOf(file.Database, table, "rowid"))) { yield return row; }
    }

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => row => row.Table switch
    {
        Alerts => AlertRow.Items(row, options),
        Incidents => IncidentRow.Items(row, options),
        _ => AlertRow.Step(row, options),
    };
}
