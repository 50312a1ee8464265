using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// What a row of the relational database says. Telemetry and memories come in; people and sessions become entities; what only ran the
/// service (queries, metrics, requests) is counted; what holds secrets (sign-in, second factors, invitations) is refused as a whole.
/// </summary>
internal sealed class PostgresTables(ImportOptions options)
{
    private const int NamesMax = 100_000;

    private static readonly string[] Secret =
    [
        "user_sessions", "email_verification_tokens", "team_invitations", "sso_providers", "mfa_devices", "mfa_backup_codes", "api_keys", "refresh_tokens",
    ];

    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);

    public IEnumerable<SourceItem> Items(ForeignRow row)
    {
        switch (row.Table)
        {
            case "telemetry_events" or "analytics_events": return TelemetryRow.Items(row, options);
            case "users": return User(row);
            case "collaboration_sessions": return Session(row);
            case "collaboration_participants": return Participant(row);
            case "alerts" or "active_alerts" or "performance_alerts": return AlertRow.Items(row, options);
            case "incidents": return IncidentRow.Items(row, options);
            case "alert_rules": return AlertRuleRow.Items(row, options);
        }

        var place = new SourcePlace(row.Number, row.Table);
        if (Secret.Contains(row.Table, StringComparer.Ordinal)) { return [new LostItem(place, $"table {row.Table}: holds secrets")]; }
        return MemoryRow.Has(row) ? MemoryRow.Items(row, options) : [new LostItem(place, $"table {row.Table}: no memories")];
    }

    private List<SourceItem> User(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        if (fields.Text("username", "email") is not { } name) { return [new RejectedItem(fields.Place, "is a user without a name", "")]; }
        var id = fields.Text("id");
        if (id is not null && _users.Count < NamesMax) { _users[id] = name; }
        fields.LeaveOut("passwords and other secrets of users", "hashed_password").PassOver("is_active", "is_superuser", "email_verified");
        var (full, created, updated) = (fields.Text("full_name"), fields.Instant("created_at"), fields.Instant("updated_at"));
        var text = full is null ? $"{name} is a user of GraphMemory-IDE" : $"{name} is {full}";
        return [.. About(fields, name, "person", text, created, updated, id)];
    }

    private List<SourceItem> Session(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        if (fields.Text("name") is not { } name) { return [new RejectedItem(fields.Place, "is a session without a name", "")]; }
        var id = fields.Text("id");
        if (id is not null && _sessions.Count < NamesMax) { _sessions[id] = name; }
        var (created, updated) = (fields.Instant("started_at", "created_at"), fields.Instant("updated_at"));
        var text = fields.Text("description") ?? $"A session of collaboration, {name}";
        return [.. About(fields, name, "session", text, created, updated, id)];
    }

    private List<SourceItem> Participant(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        if ((fields.Text("user_id"), fields.Text("session_id")) is not ({ } user, { } session)) { return [new RejectedItem(fields.Place, "has no user or no session", "")]; }
        var (joined, left) = (fields.Instant("joined_at"), fields.Instant("left_at"));
        var valid = joined is null || left <= joined ? ValidTime.Always : new ValidTime(joined.Value, left ?? ValidTime.Open);
        fields.PassOver("id", "created_at", "updated_at", "is_active");
        var circumstances = Circumstances.Default with { Provenance = AncestorRows.Origin, Valid = valid, Metadata = fields.Metadata(null, null) };
        return
        [
            new RelationItem(fields.Place, _users.GetValueOrDefault(user, user), _sessions.GetValueOrDefault(session, session), "participates_in", circumstances),
            .. fields.Lost(),
        ];
    }

    private static IEnumerable<SourceItem> About(RowFields fields, string name, string type, string text, long? createdMs, long? updatedMs, string? id)
    {
        var metadata = fields.Metadata(createdMs, updatedMs, "preferences", "session_data");
        if (id is not null) { metadata = metadata.SetItem(SourceMetadata.Id, id); }
        yield return new ObservationItem(fields.Place, text, Circumstances.Default with { Provenance = AncestorRows.Origin, Metadata = metadata })
        {
            About = name, EntityType = type, ChangedAtMs = updatedMs ?? createdMs,
        };
        foreach (var lost in fields.Lost()) { yield return lost; }
    }
}
