using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Fuzz.Targets;

/// <summary>A configuration file: it is taken, or refused with words and exit code 2.</summary>
internal sealed class ConfigTarget : IFuzzTarget, IDisposable
{
    private readonly Product _product = new("config");

    public string Name => "config";

    public ImmutableArray<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            """{"server":{"port":9000,"allowed_hosts":["a","b"],"token_required":"writes"}, /* c */ "logging":{"level":"debug",},}""",
            """{"data.workspace":"x","limits":{"name_length_max":100}}""",
            "{\n  // why\n  \"store\": { \"log_retention_days\": 3 }\n}\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public ImmutableArray<string> Words { get; } = [.. Server.Configuration.ConfigurationKeys.All.Items.Select(key => key.Name), "//", "/*", "*/", ","];

    public void Execute(byte[] input)
    {
        Directory.CreateDirectory(_product.Data);
        File.WriteAllBytes(Path.Combine(_product.Data, "config.json"), input);
        var answer = _product.Run("config", "show", "--json");
        if (answer.ExitCode == 1) { throw new FindingException($"a configuration failed instead of being refused: {answer.Error}"); }
        if (answer.ExitCode == 2 && answer.Error.Length == 0) { throw new FindingException("refused without a word"); }
    }

    public void Dispose() => _product.Dispose();
}
