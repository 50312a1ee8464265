using CsCheck;

namespace GraphMemory.Tests.Editing;

/// <summary>Made-up files as people keep them: comments, trailing commas, every indentation and line end.</summary>
internal static class JsoncTexts
{
    private static readonly Gen<string> Space = Gen.OneOf("", " ", "\n", "\n  ", "\n\t", " // a note, with \"quotes\" and {braces}\n", " /* a block\n of } lines */ ", "\r\n    ");

    // The platform's parser, which is the oracle, takes no comment before a colon.
    private static readonly Gen<string> Blank = Gen.OneOf("", " ", "\n", "\t");

    private static readonly Gen<string> Name = Gen.OneOf("\"a\"", "\"mcpServers\"", "\"hooks\"", "\"other\"", "\"with \\\"quotes\\\"\"", "\"ü\\u00e4\"", "\"servers\"");

    private static readonly Gen<string> Plain = Gen.OneOf("1", "-2.5e3", "true", "null", "\"text\"", "\"// no comment\"", "\"\\\\\"", "[]", "{}");

    public static Gen<string> Any { get; } = Gen.Select(Object(3), Space, Gen.OneOf("", "\n", "\r\n"), (value, before, after) => before + value + after);

    private static Gen<string> Value(int depth) => depth == 0 ? Plain : Gen.OneOf(Plain, Object(depth - 1), List(depth - 1));

    private static Gen<string> Object(int depth) => Gen.Select(
        Gen.Select(Name, Blank, Space, Value(depth), (name, one, two, value) => $"{name}{one}:{two}{value}").Array[0, 4], Space, Space, Gen.Bool,
        (members, before, after, hasComma) => Joined('{', '}', [.. members.DistinctBy(member => member[..member.IndexOf(':', StringComparison.Ordinal)].Trim())], before, after, hasComma));

    private static Gen<string> List(int depth) => Gen.Select(
        Value(depth).Array[0, 3], Space, Space, Gen.Bool, (items, before, after, hasComma) => Joined('[', ']', items, before, after, hasComma));

    private static string Joined(char open, char close, string[] parts, string before, string after, bool hasComma) =>
        open + string.Concat(parts.Select((part, i) => before + part + (i < parts.Length - 1 || hasComma ? after + "," : ""))) + after + close;
}
