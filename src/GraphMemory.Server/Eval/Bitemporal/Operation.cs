using GraphMemory.Engine.Graph;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Bitemporal;

/// <summary>One statement of the log that is replayed: recorded at <paramref name="RecordedMs"/>, valid over an interval of its own.</summary>
internal sealed record Operation(
    JsonName Id, long RecordedMs, bool IsAssertion, string Subject, string Predicate, string Object, ValidTime Valid, JsonName? Supersedes)
{
    public static Operation Parse(JsonRow row)
    {
        var kind = row.Text("op");
        if (kind is not ("assert" or "retract")) { row.Note("op", $"is \"{kind}\"", "give assert or retract"); }
        return new(
            row.Name("id"), Instant(row, "tx"), kind == "assert", row.Text("s"), row.Text("p"), row.Text("o"),
            new ValidTime(row.IntegerOrNull("valid_from") ?? ValidTime.Beginning, row.IntegerOrNull("valid_to") ?? ValidTime.Open),
            row.NameOrNull("supersedes"));
    }

    /// <summary>A clock time that the calendar can hold.</summary>
    private static long Instant(JsonRow row, string field)
    {
        var atMs = row.Integer(field);
        if (atMs >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && atMs <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) { return atMs; }
        row.Note(field, "is outside the calendar", "give Unix milliseconds of the years 1 to 9999");
        return 0;
    }
}

/// <summary>What held of a subject and predicate at a valid time, as recorded at a transaction time.</summary>
internal sealed record Question(JsonName Qid, string Subject, string Predicate, long ValidMs, long RecordedMs)
{
    public static Question Parse(JsonRow row) => new(
        row.Name("qid"), row.Text("s"), row.Text("p"), row.Integer("valid_at"), row.Integer("tx_at"));
}
