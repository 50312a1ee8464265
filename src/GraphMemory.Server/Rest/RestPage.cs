namespace GraphMemory.Server.Rest;

/// <summary>Asks for one page.</summary>
/// <param name="After">The position after which it begins; 0 for the first.</param>
internal readonly record struct RestPage(long After, int Limit);

/// <summary>The parameters that every list takes.</summary>
internal static class PageParameters
{
    public static RestParameter<string?> Cursor { get; } = RestParameter.Text("cursor", "Goes on where an earlier page ended: its nextCursor", 64);

    public static RestParameter<int> Limit { get; } = RestParameter.Count("limit", "Most items of the page", RestLimits.PageDefault, 1, RestLimits.PageMax);
}

/// <summary>The parameters that every operation takes.</summary>
internal static class CallParameters
{
    public const string WorkspaceHeader = "GraphMemory-Workspace";

    public static RestParameter<string?> Workspace { get; } = RestParameter.Text("workspace", $"Workspace; the header {WorkspaceHeader} says the same; the configured one when neither is given", Engine.Graph.Workspace.NameLengthMax);

    public static RestParameter<string?> IdempotencyKey { get; } = RestParameter.Text(
        "Idempotency-Key", "Makes a repeated request harmless: it gets the first answer again, for at least 24 hours", Engine.Graph.Idempotency<int>.KeyLengthMax)
        with { Place = RestPlace.Header };

    public static RestParameter<string?> IfMatch { get; } = RestParameter.Text("If-Match", "Entity tag of the version that is to be changed; another one is refused with 412", 256)
        with { Place = RestPlace.Header };
}
