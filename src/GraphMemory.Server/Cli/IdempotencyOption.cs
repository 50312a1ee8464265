using System.CommandLine;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli;

/// <summary><c>--idempotency-key</c>: a script that does not know whether its command went through runs the same line again.</summary>
internal static class IdempotencyOption
{
    private const string Name = "--idempotency-key";

    public static Option<string> Create() => new(Name)
    {
        Description = "Done once for each key: a repeated command prints its first answer again", HelpName = "KEY",
    };

    /// <summary>Null when no key is given.</summary>
    /// <param name="input">What the command read besides its command line.</param>
    public static Idempotency<T>? Of<T>(CliRun run, string input, JsonTypeInfo<T> type) => run.Parsed.GetValue<string>(Name) is { } key
        ? new(key, Hash(run.Parsed, key, input), reply => JsonSerializer.SerializeToUtf8Bytes(reply, type), bytes => JsonSerializer.Deserialize(bytes, type)!)
        : null;

    // What is asked for, not where it is kept or how it is shown.
    private static long Hash(ParseResult parsed, string key, string input)
    {
        var hash = new XxHash64();
        var words = parsed.Tokens.Select(token => token.Value).Where(word => word is not (Name or GlobalOptions.Json) && word != key);
        foreach (var word in words.Append(input))
        {
            hash.Append(Encoding.UTF8.GetBytes(word));
            hash.Append([(byte)0]);
        }

        return (long)hash.GetCurrentHashAsUInt64();
    }
}
