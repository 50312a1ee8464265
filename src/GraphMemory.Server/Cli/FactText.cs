using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Claims;

namespace GraphMemory.Server.Cli;

/// <summary>A fact in the words of a person.</summary>
internal static class FactText
{
    /// <summary>The statement alone: the observation's text, or <c>predicate → object</c>.</summary>
    public static string Statement(NamedFact named) => Sign(named) + (named.Fact.Statement.Kind == FactKind.Relation
        ? $"{named.Fact.Statement.Predicate} → {named.Object}"
        : named.Fact.Statement.Text);

    /// <summary>The statement seen from its object: <c>← predicate subject</c>.</summary>
    public static string Incoming(NamedFact named) => $"{Sign(named)}← {named.Fact.Statement.Predicate} {named.Subject}";

    /// <summary>When it holds, if that is bounded at all.</summary>
    public static string Valid(NamedFact named, TimeProvider time)
    {
        var valid = named.Fact.Statement.Valid;
        return (valid.FromMs, valid.ToMs) switch
        {
            (ValidTime.Beginning, ValidTime.Open) => "",
            (ValidTime.Beginning, _) => $"until {TimeText.Day(valid.ToMs, time)}",
            (_, ValidTime.Open) => $"since {TimeText.Day(valid.FromMs, time)}",
            _ => $"{TimeText.Day(valid.FromMs, time)} to {TimeText.Day(valid.ToMs, time)}",
        };
    }

    // A text that is negated in its own words says so itself; a sign before it would say the opposite.
    private static string Sign(NamedFact named) => named.Fact.Statement.Polarity switch
    {
        Polarity.Denied when named.Fact.Statement.Text is { } text && Negation.Count(text) % 2 == 1 => "",
        Polarity.Denied => "not: ",
        Polarity.Retracted => "withdrawn: ",
        _ => "",
    };
}
